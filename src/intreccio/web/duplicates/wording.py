"""Words for reasons, states and what was moved."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import pgettext, pgettext_lazy

from intreccio.actors.rules.verification import Verification
from intreccio.analysis.matching import ReasonKind
from intreccio.catalogue.rules.listing import ListingState

SCHEMES = {
    "tax_code": _lazy("the same tax code"),
    "vat_number": _lazy("the same VAT number"),
    "runts_number": _lazy("the same RUNTS number"),
    "ipa_code": _lazy("the same IPA code"),
}
PLAIN = {
    ReasonKind.SAME_NAME: _lazy("the same name"),
    ReasonKind.SAME_PLACE: _lazy("the same municipality"),
    ReasonKind.OTHER_PLACE: _lazy("but different municipalities"),
    ReasonKind.SAME_STREET: _lazy("the same street"),
    ReasonKind.SAME_PHONE: _lazy("the same telephone"),
    ReasonKind.SAME_MAIL: _lazy("the same mail address"),
    ReasonKind.SAME_DOMAIN: _lazy("the same internet domain"),
    ReasonKind.SAME_OWNER: _lazy("the same organisation"),
    ReasonKind.SIMILAR_OWNER: _lazy("organisations of similar name"),
}
MOVED = {
    "actors.Affiliation": _lazy("Affiliations"),
    "actors.Member": _lazy("People who act for it"),
    "actors.Organisation": _lazy("Organisations that are part of it"),
    "actors.OrganisationText": _lazy("Descriptions"),
    "actors.Site": pgettext_lazy("of an organisation", "Places"),
    "actors.Unit": _lazy("Units"),
    "catalogue.Activity": _lazy("Groups and courses"),
    "catalogue.Contact": _lazy("Contacts"),
    "catalogue.CostOption": _lazy("Costs"),
    "catalogue.Phone": _lazy("Telephones"),
    "catalogue.Schedule": _lazy("Opening hours"),
    "catalogue.Service": _lazy("Services"),
    "catalogue.ServiceArea": _lazy("Areas served"),
    "catalogue.ServiceAtSite": _lazy("Services at places"),
    "catalogue.ServiceText": _lazy("Texts in other languages"),
    "catalogue.Service_terms": _lazy("Categories"),
    "catalogue.SourceRecord": _lazy("Sources"),
}


def score_words(score: float) -> str:
    """`93%`."""
    return f"{score:.0%}"


def reasons_words(reasons: list[dict[str, Any]]) -> list[str]:
    """The reasons of a proposal, in words."""
    return list(_reasons(reasons))


def _reasons(reasons: list[dict[str, Any]]) -> Iterator[str]:
    for reason in reasons:
        kind, value = ReasonKind(reason["kind"]), reason["value"]
        if kind is ReasonKind.SAME_NUMBER:
            yield str(SCHEMES.get(reason["scheme"], _("the same official number")))
        elif kind is ReasonKind.SIMILAR_NAME:
            yield _("names alike by %(share)s") % {"share": score_words(value)}
        elif kind is ReasonKind.NEAR:
            yield _("%(metres)s m apart") % {"metres": round(value)} if value else _("at the same point")
        else:
            yield str(PLAIN[kind])


def moved_words(table: str) -> str:
    """What rows of a table are, to people."""
    return str(MOVED.get(table, _("Other references")))


def verification_words(state: str) -> str:
    """How far an organisation has been checked."""
    return {
        Verification.PROPOSED: pgettext("an organisation", "Not yet verified"),
        Verification.VERIFIED: pgettext("an organisation", "Verified"),
        Verification.TO_VERIFY: pgettext("an organisation", "To be verified again"),
        Verification.REJECTED: pgettext("an organisation", "Rejected"),
    }[Verification(state)]


def state_words(state: str) -> str:
    """Where a listing stands."""
    return {
        ListingState.DRAFT: pgettext("a listing", "Draft"),
        ListingState.PUBLISHED: pgettext("a listing", "Published"),
        ListingState.WITHDRAWN: pgettext("a listing", "Withdrawn"),
    }[ListingState(state)]
