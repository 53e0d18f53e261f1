"""Hours as somebody writes them: understood, said again in words, with the next dates."""

from collections.abc import Sequence
from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from intreccio.catalogue.queries.openings import NextOpening
from intreccio.catalogue.rules.entry.parsing import parse_entry
from intreccio.catalogue.rules.holidays import holidays_between
from intreccio.catalogue.rules.openings import HORIZON, next_openings
from intreccio.catalogue.rules.refusal import ScheduleTextError
from intreccio.catalogue.rules.timing import Timing
from intreccio.catalogue.rules.wording.words import words
from intreccio.kernel import clock
from intreccio.web.shown.desk import Preview
from intreccio.web.words.moments import day_words, hours_words

LONGEST = 2_000
DATES = 5
LATEST = 2_100


class HoursField(forms.CharField):
    """Opening hours in words. Its value is the text; `timings_in` reads it."""

    def __init__(self, label: str = "", *, name: str) -> None:
        asks = {
            "rows": 3,
            "hx-get": f"{reverse('desk-schedule')}?field={name}",
            "hx-trigger": "input changed delay:400ms, change from:#id_starts_on, change from:#id_ends_on",
            "hx-include": "#id_starts_on, #id_ends_on",
            "hx-target": f"#{preview_id(name)}",
            "hx-swap": "outerHTML",
        }
        super().__init__(
            label=label or _("When"),
            required=False,
            max_length=LONGEST,
            widget=forms.Textarea(attrs=asks),
            help_text=_("Write it as you would say it: “Mon-Fri 9-12, Thu also 14-18; closed in August”."),
        )

    def clean(self, value: str) -> str:
        """The text, where it can be understood."""
        text: str = super().clean(value)
        try:
            timings_in(text)
        except ScheduleTextError as problem:
            raise ValidationError(problem.message(get_language() or "it")) from problem
        return text


def timings_in(text: str, before: Sequence[Timing] = ()) -> tuple[Timing, ...]:
    """The timings that a text means; those of `before` where it still says them. Raises `ScheduleTextError`."""
    written = "\n".join(text.split("\r\n")).strip()
    if before and written == hours_text(before):
        return tuple(before)
    return parse_entry(written) if written else ()


def hours_text(timings: Sequence[Timing]) -> str:
    """Timings as the text that means them."""
    return words(timings, get_language() or "it") if timings else ""


def preview_id(name: str) -> str:
    """The id of what is said again about a field."""
    return f"preview-{name}"


def preview(name: str, text: str, *, first: date | None = None, last: date | None = None) -> Preview:
    """What a text means, in words and as the next five dates between two days; or what is wrong with it."""
    try:
        timings = timings_in(text[:LONGEST])
    except ScheduleTextError as problem:
        return Preview(preview_id(name), problem=problem.message(get_language() or "it"))
    if not timings:
        return Preview(preview_id(name))
    return Preview(preview_id(name), hours_text(timings) + ".", _dates(timings, first, last))


def day(text: str) -> date | None:
    """A date as forms send it; None where it is none."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def _dates(timings: Sequence[Timing], first: date | None, last: date | None) -> list[str]:
    after = clock.now()
    today = clock.today()
    if first and today < first and first.year < LATEST:
        after += first - today
    start = after.astimezone(clock.ITALY).date()
    holidays = holidays_between(start, start + timedelta(HORIZON))
    return [
        f"{day_words(starts)}, {hours_words(NextOpening(starts, ends))}"
        for starts, ends in next_openings(timings, after, holidays=holidays, count=DATES)
        if last is None or starts.astimezone(clock.ITALY).date() <= last
    ]
