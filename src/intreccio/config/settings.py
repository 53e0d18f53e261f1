"""Django's settings. What differs between installations comes from the environment."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import bootstrap_italia_template

from intreccio.kernel import languages
from intreccio.kernel.encryption.keys import KeyRing
from intreccio.kernel.environment import read_environment

PACKAGE = Path(__file__).resolve().parent.parent
ITALIA = Path(bootstrap_italia_template.__file__).parent / "static"
ENVIRONMENT = read_environment()
_keys = KeyRing.from_text(ENVIRONMENT.keys).keys

INTRECCIO_DATA = ENVIRONMENT.data
INTRECCIO_KEYS = ENVIRONMENT.keys
INTRECCIO_FEED_NETWORKS = ENVIRONMENT.feed_networks
INTRECCIO_DEMONSTRATION = ENVIRONMENT.demonstration

SECRET_KEY = _keys[0].derived("django").hex()
SECRET_KEY_FALLBACKS = [key.derived("django").hex() for key in _keys[1:]]
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)

INSTALLED_APPS = [
    "django.contrib.auth",  # before accounts, which takes its receiver of sign-ins away
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.admin",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "js_lib_leaflet",
    "intreccio.kernel",
    "intreccio.territory",
    "intreccio.accounts",
    "intreccio.actors",
    "intreccio.catalogue",
    "intreccio.people",
    "intreccio.bookings",
    "intreccio.pathways",
    "intreccio.interchange",
    "intreccio.web",
]
MIDDLEWARE = [
    "intreccio.web.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "intreccio.web.middleware.LanguagesRead",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "intreccio.web.middleware.ReadOnlyGets",
    "intreccio.web.middleware.SecondFactorFirst",
    "intreccio.web.middleware.WorkingLanguages",
    "intreccio.web.middleware.PlainRefusals",
]
ROOT_URLCONF = "intreccio.config.urls"
WSGI_APPLICATION = "intreccio.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "intreccio.web.templatetags.marks",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "intreccio.web.frame.context.page",
            ],
        },
    }
]

DATABASES = ENVIRONMENT.databases()
DATABASE_ROUTERS = ["intreccio.kernel.databases.router.SideRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "intreccio_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "intreccio.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = {
    "report_mistake": "10/h/ip",
    "ask_for_help": "6/h/ip",
    "own_record": "30/h/ip",
    "answer": "60/h/ip",
    "book": "20/h/ip",
    "arrive": "40/m/ip",
    "claim": "5/h/ip",
    "renew_invitation": "1/h/key",
    "typeset": "12/m/ip",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Intreccio"
MFA_ADAPTER = "intreccio.accounts.adapter.SecondFactorAdapter"

LANGUAGE_CODE = "it"
LANGUAGES = list(languages.NAMES.items())
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Rome"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = INTRECCIO_DATA / "static"
STATICFILES_DIRS = [("fonts", ITALIA / "fonts"), ("svg", ITALIA / "svg")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = True
INTRECCIO_ADDRESS = ENVIRONMENT.address
INTRECCIO_TILES_URL = ENVIRONMENT.tiles_url
INTRECCIO_TILES_ATTRIBUTION = ENVIRONMENT.tiles_attribution
INTRECCIO_TILE_HOSTS = [f"https://{urlsplit(INTRECCIO_TILES_URL).netloc}"] if INTRECCIO_TILES_URL else []
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
if not INTRECCIO_DEMONSTRATION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

DEFAULT_FROM_EMAIL = "Intreccio <noreply@localhost>"
if ENVIRONMENT.mail:
    _mail = urlsplit(ENVIRONMENT.mail)
    EMAIL_HOST, EMAIL_PORT = _mail.hostname or "localhost", _mail.port or 587
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
    EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = INTRECCIO_DATA / "outbox"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Whoever knocks with a wrong host name gets a 400; it is no news.
    "loggers": {"django.security.DisallowedHost": {"handlers": [], "propagate": False}},
}
