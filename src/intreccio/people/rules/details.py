"""What a person may say of themselves, and its cleaning before it is kept. Everything may be left out."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from intreccio.actors.rules.contacts import clean_mail, clean_phone
from intreccio.actors.rules.tax_codes import clean_tax_code
from intreccio.kernel.refusing import AllRefused, Refused
from intreccio.kernel.text import Translated
from intreccio.people.rules.codes import clean_foreigner_code

FIRST_BIRTH = date(1900, 1, 1)


@dataclass(frozen=True)
class IdentityDetails:
    """Who somebody is. None or "" where they did not say."""

    given_name: str = ""
    family_name: str = ""
    nickname: str = ""
    birth_date: date | None = None
    tax_code: str | None = None
    foreigner_code: str | None = None
    phone: str | None = None
    mail: str | None = None
    address: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return not any(vars(self).values())

    def fields(self) -> dict[str, str | None]:
        """The columns they are kept in: text, None where nothing was said."""
        texts = {name: value or None for name, value in vars(self).items() if name != "birth_date"}
        return {**texts, "birth_date": self.birth_date.isoformat() if self.birth_date else None}


def cleaned(details: IdentityDetails, *, today: date) -> IdentityDetails:
    """The details in one form each. Raises `AllRefused` with every problem, each at its field."""
    problems: list[Refused] = []
    clean = replace(
        details,
        given_name=" ".join(details.given_name.split()),
        family_name=" ".join(details.family_name.split()),
        nickname=" ".join(details.nickname.split()),
        address=details.address.strip(),
        tax_code=_attempt(problems, clean_tax_code, details.tax_code),
        foreigner_code=_attempt(problems, clean_foreigner_code, details.foreigner_code),
        phone=_attempt(problems, clean_phone, details.phone),
        mail=_attempt(problems, lambda text: clean_mail(text, field="mail"), details.mail),
    )
    if details.birth_date and not FIRST_BIRTH <= details.birth_date <= today:
        wrong = Translated(it="Non può essere nata o nato quel giorno.", en="Nobody here was born on that day.")
        problems.append(Refused(wrong, field="birth_date"))
    if problems:
        raise AllRefused(problems)
    return clean


def _attempt(problems: list[Refused], clean: Callable[[str], str], text: str | None) -> str | None:
    if not text or not text.strip():
        return None
    try:
        return clean(text)
    except Refused as problem:
        problems.append(problem)
        return None
