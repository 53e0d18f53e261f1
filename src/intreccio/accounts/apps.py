from django.apps import AppConfig
from django.contrib.auth import signals


class AccountsConfig(AppConfig):
    name = "intreccio.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from allauth.account.signals import user_logged_in
        from allauth.mfa.signals import authenticator_added, authenticator_reset

        from intreccio.accounts.signing_in import mark_codes_as_viewed, note_sign_in_of

        signals.user_logged_in.disconnect(dispatch_uid="update_last_login")
        user_logged_in.connect(note_sign_in_of, dispatch_uid="note_sign_in")
        for signal in (authenticator_added, authenticator_reset):
            signal.connect(mark_codes_as_viewed, dispatch_uid="mark_codes_as_viewed")
