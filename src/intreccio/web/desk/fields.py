"""Fields that several forms have: a municipality by its name, a phone number, a web address."""

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from intreccio.kernel.refusing import AllRefused, Refused
from intreccio.territory.models import Area
from intreccio.territory.queries import areas_matching

WITH_PROVINCE = re.compile(r"(?P<name>.+?)\s*\((?P<province>[A-Za-z]{2})\)")


class MunicipalityField(forms.CharField):
    """A municipality by its name, with its province in brackets where several bear it; None where empty."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("Municipality"))
        super().__init__(max_length=120, **options)

    def clean(self, value: str) -> Area | None:
        """One that we know."""
        typed: str = super().clean(value)
        if not typed:
            return None
        found = municipality_named(typed)
        if found is None:
            raise forms.ValidationError(
                _("“%(place)s” is no municipality that we know.") % {"place": typed}, code="unknown"
            )
        return found


def municipality_named(typed: str) -> Area | None:
    """The municipality that somebody means."""
    parts = WITH_PROVINCE.fullmatch(typed.strip())
    if parts is None:
        return next(iter(areas_matching(typed, limit=1)), None)
    province = parts["province"].upper()
    return next((area for area in areas_matching(parts["name"]) if area.province_short == province), None)


def municipality_words(area: Area | None) -> str:
    """A municipality as its field says it."""
    return f"{area} ({area.province_short})" if area and area.province_short else str(area or "")


def cleaned(clean: Callable[[str], str], text: str) -> str:
    """What `clean` makes of a text, its refusal as an error of the field."""
    try:
        return clean(text) if text else ""
    except Refused as problem:
        raise forms.ValidationError(problem.message.text(get_language() or "it")) from problem


def show_refusal(form: forms.Form, refusal: Refused | AllRefused) -> None:
    """Put what was refused beside the fields that it is about."""
    problems = refusal.problems if isinstance(refusal, AllRefused) else (refusal,)
    for problem in problems:
        field = problem.field if problem.field in form.fields else None
        form.add_error(field, problem.message.text(get_language() or "it"))
