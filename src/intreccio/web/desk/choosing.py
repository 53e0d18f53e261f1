"""Two people change one thing: what both wrote, beside each other, and which is taken.

A form takes along how each of its fields began, as a short mark: so it is known later who changed what.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast
from zlib import crc32

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from intreccio.web.shown.desk import Choice

BEGAN = "began"


def sent_text(sent: QueryDict) -> QueryDict:
    """What was sent, its lines ended as ours are."""
    data = sent.copy()
    for name, values in sent.lists():
        data.setlist(name, [value.replace("\r\n", "\n") for value in values])
    return data


def beginnings(opened: Sequence[forms.Form]) -> str:
    """How each field of forms begins, as marks that the page takes along."""
    return json.dumps({name: _mark(words) for name, words in _beginnings(opened)}, separators=(",", ":"))


def with_theirs(opened: Sequence[forms.Form], data: QueryDict) -> QueryDict:
    """What was sent, with what stands there now in the fields where that was chosen.

    `opened` are forms that begin with what stands there now.
    """
    chosen = set(data.getlist("take"))
    mended = data.copy()
    for form in opened:
        for name, field in form.fields.items():
            if form.add_prefix(name) in chosen:
                _put(mended, form.add_prefix(name), field, form.get_initial_for_field(field, name))
    return mended


def choices(opened: Sequence[forms.Form], data: QueryDict) -> list[Choice]:
    """The fields that somebody else changed, and that say something else than what was written.

    `opened` are forms that begin with what stands there now, filled with what was sent. Where the writer changed
    nothing, theirs is proposed. Where the marks of how it began were lost, every field that differs is shown.
    """
    began = _marks(data.get(BEGAN, ""))
    return [
        choice
        for form in opened
        for choice in _choices(form, began)
        if _mark(choice.theirs) != _began(began, choice.name)
    ]


def _choices(form: forms.Form, began: Mapping[str, str]) -> Iterator[Choice]:
    title = getattr(form, "title", "")
    for name in form.changed_data:
        field, key = form.fields[name], form.add_prefix(name)
        ours = _words(field, field.widget.value_from_datadict(form.data, {}, key))
        yield Choice(
            name=key,
            label=f"{title}: {field.label}" if title else str(field.label),
            theirs=_words(field, form.get_initial_for_field(field, name)),
            ours=ours,
            is_taken=_mark(ours) == _began(began, key),
        )


def _beginnings(opened: Sequence[forms.Form]) -> Iterator[tuple[str, str]]:
    for form in opened:
        for name, field in form.fields.items():
            yield form.add_prefix(name), _words(field, form.get_initial_for_field(field, name))


def _marks(sent: str) -> dict[str, str]:
    try:
        marks = json.loads(sent)
    except ValueError:
        return {}
    return marks if isinstance(marks, dict) else {}


def _began(began: Mapping[str, str], name: str) -> str:
    """The mark of a field; one that was not on the page, such as a language added since, began with nothing."""
    return began.get(name, _mark(_("nothing"))) if began else ""


def _mark(words: str) -> str:
    return f"{crc32(words.encode()):x}"


def _words(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    if isinstance(field, forms.ChoiceField):
        chosen = {str(one) for one in value} if isinstance(value, list | tuple) else {str(value or "")}
        offered = cast(list[tuple[str, str]], field.choices)
        return ", ".join(str(label) for key, label in offered if str(key) in chosen) or _("nothing")
    return str(value) if value not in (None, "") else _("nothing")


def _put(data: QueryDict, name: str, field: forms.Field, value: Any) -> None:
    if isinstance(field, forms.MultipleChoiceField):
        data.setlist(name, list(value or []))
    elif isinstance(field, forms.BooleanField) and not value:
        data.pop(name, None)
    else:
        data[name] = "" if value is None else str(value)
