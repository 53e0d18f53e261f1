"""Two people change one listing: what both wrote, beside each other, and which is taken."""

from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from intreccio.catalogue.actions import ServiceDraft
from intreccio.web.desk.drafting import forms_of
from intreccio.web.shown.desk import Choice


def sent_text(sent: QueryDict) -> QueryDict:
    """What was sent, its lines ended as ours are."""
    data = sent.copy()
    for name, values in sent.lists():
        data.setlist(name, [value.replace("\r\n", "\n") for value in values])
    return data


def with_theirs(data: QueryDict, now: ServiceDraft) -> QueryDict:
    """What was sent, with what stands there `now` in the fields where that was chosen."""
    chosen = set(data.getlist("take"))
    mended = data.copy()
    for form in forms_of(now, data).all:
        for name, field in form.fields.items():
            if form.add_prefix(name) in chosen:
                _put(mended, form.add_prefix(name), field, form.get_initial_for_field(field, name))
    return mended


def choices(data: QueryDict, *, base: ServiceDraft | None, now: ServiceDraft) -> list[Choice]:
    """The fields that somebody else changed, and that say something else than what was written.

    `base` is what the writer began with: where the writer changed nothing, theirs is proposed. Where nobody
    knows it any more, every field that differs is shown.
    """
    began = dict(_beginnings(base)) if base else {}
    return [
        choice
        for form in forms_of(now, data).all
        for choice in _choices(form, began)
        if choice.theirs != began.get(choice.name)
    ]


def _choices(form: forms.Form, began: dict[str, str]) -> Iterator[Choice]:
    title = getattr(form, "title", "")
    for name in form.changed_data:
        field, key = form.fields[name], form.add_prefix(name)
        ours = _words(field, field.widget.value_from_datadict(form.data, {}, key))
        yield Choice(
            name=key,
            label=f"{title}: {field.label}" if title else str(field.label),
            theirs=_words(field, form.get_initial_for_field(field, name)),
            ours=ours,
            is_taken=ours == began.get(key),
        )


def _beginnings(draft: ServiceDraft) -> Iterator[tuple[str, str]]:
    """What each field of a draft's forms begins with, in words."""
    for form in forms_of(draft).all:
        for name, field in form.fields.items():
            yield form.add_prefix(name), _words(field, form.get_initial_for_field(field, name))


def _words(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.ChoiceField):
        chosen = {str(one) for one in value} if isinstance(value, list | tuple) else {str(value or "")}
        offered = cast(list[tuple[str, str]], field.choices)
        return ", ".join(str(label) for key, label in offered if str(key) in chosen) or _("nothing")
    return str(value) if value not in (None, "") else _("nothing")


def _put(data: QueryDict, name: str, field: forms.Field, value: Any) -> None:
    if isinstance(field, forms.MultipleChoiceField):
        data.setlist(name, list(value or []))
    else:
        data[name] = "" if value is None else str(value)
