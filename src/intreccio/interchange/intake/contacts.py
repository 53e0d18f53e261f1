"""Numbers and people who answer."""

import re

from intreccio.interchange.intake.bearings import Bearings
from intreccio.interchange.intake.drafting import Draft
from intreccio.interchange.intake.owners import keep_with_owner, own
from intreccio.kernel.text import Translated

_NUMBER = re.compile(r"\+?\d{3,15}")
_KINDS = {"voice", "cell", "fax", "text", "video", "pager", "textphone"}
_LONGEST_NOTE, _LONGEST_EXTENSION, _LONGEST_NAME, _LONGEST_MAIL = 300, 10, 200, 254
_NO_NUMBER = Translated(it="Il numero non si può chiamare così: conservato.", en="One cannot call this: kept.")
_OTHER_KIND = Translated(it="Tipo di numero sconosciuto: voce.", en="Unknown kind of number: voice.")


def translate_phone(draft: Draft, bearings: Bearings) -> Draft:
    """A number of an organisation, place, service or contact."""
    number = draft.said("number")
    if not _NUMBER.fullmatch(number):
        draft.mend("number", _NO_NUMBER)
        return keep_with_owner(draft, bearings)
    own(draft, bearings, "phones")
    draft.put("number", number)
    draft.fit("extension", "extension", _LONGEST_EXTENSION)
    kind = draft.said("type") or "voice"
    if kind not in _KINDS:
        draft.leave("type", _OTHER_KIND)
    draft.put("kind", kind if kind in _KINDS else "voice")
    draft.fit("note", "description", _LONGEST_NOTE)
    return draft


def translate_contact(draft: Draft, bearings: Bearings) -> Draft:
    """A person or an office."""
    own(draft, bearings, "contacts")
    for field in ("name", "title", "department"):
        draft.fit(field, field, _LONGEST_NAME)
    draft.fit("email", "email", _LONGEST_MAIL)
    return draft
