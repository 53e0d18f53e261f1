from django.apps import AppConfig
from django.contrib.auth import signals


class AccountsConfig(AppConfig):
    name = "intreccio.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from allauth.account.signals import user_logged_in

        from intreccio.accounts.signing_in import note_sign_in_of

        signals.user_logged_in.disconnect(dispatch_uid="update_last_login")
        user_logged_in.connect(note_sign_in_of, dispatch_uid="note_sign_in")
