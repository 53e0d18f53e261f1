"""Forms about who acts for an organisation."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy

from intreccio.actors.rules.joining import LONGEST_WORDS
from intreccio.kernel.access import Role
from intreccio.web.imports.wording import language


class RoleForm(forms.Form):
    """One of the roles that somebody may give."""

    role = forms.ChoiceField(label=gettext_lazy("Role"))

    def __init__(self, roles: Sequence[Role], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(role.slug, role.name.text(language())) for role in roles]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]


class InviteForm(RoleForm):
    """Whom to invite, and to what."""

    mail = forms.EmailField(label=gettext_lazy("Mail address"), max_length=200)
    field_order = ("mail", "role")


class ClaimForm(forms.Form):
    """Who asks to look after an organisation, and what proves that they may."""

    name = forms.CharField(label=gettext_lazy("Your name"), max_length=200)
    mail = forms.EmailField(
        label=gettext_lazy("Your mail address"),
        max_length=200,
        help_text=gettext_lazy("Best one of the organisation. We write there, and it becomes your sign-in."),
    )
    words = forms.CharField(
        label=gettext_lazy("What do you do there, and how can we check it?"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("For instance: I am its secretary; call the number on its web site."),
    )
    proof = forms.FileField(
        label=gettext_lazy("A paper that shows it"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
        help_text=gettext_lazy(
            "PDF, PNG or JPEG up to 10 MB, such as a letter of its president. No identity card, please."
        ),
    )

    def upload(self) -> tuple[str, Iterator[bytes]] | None:
        """The file that was sent, if any, to be read in pieces."""
        file: UploadedFile | None = self.cleaned_data["proof"]
        return (file.name or "", file.chunks()) if file else None


class AccountForm(forms.Form):
    """What a new account needs beside the mail address, which the link has proved."""

    name = forms.CharField(label=gettext_lazy("Your name"), max_length=200)
    password = forms.CharField(
        label=gettext_lazy("Choose a password"),
        min_length=10,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("At least ten characters; three or four words are easy to remember."),
    )

    def clean_password(self) -> str:
        """Neither too short nor among the commonest."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password
