"""Organisations that may be one body."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from intreccio.actors.events import OrganisationMerged, OrganisationSeparated
from intreccio.actors.models import OWN, Affiliation, Organisation, Site
from intreccio.actors.rules.kinds import AddressVisibility, OrganisationKind
from intreccio.actors.rules.verification import Verification
from intreccio.analysis.folding import folded
from intreccio.analysis.matching import Record
from intreccio.kernel.duplicates.kinds import DuplicateKind, Filling, fill_empty
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated
from intreccio.territory.rules import search_text

UNIQUE = ("tax_code", "runts_number", "ipa_code")
FILLED = (
    *UNIQUE, "short_name", "legal_form", "runts_section", "vat_number", "website", "email", "phone", "founded",
    "municipality_id",
)  # fmt: skip
LONGEST_NAME = 300
SORTS = {
    OrganisationKind.FOUNDATION: "foundation",
    OrganisationKind.BANKING_FOUNDATION: "foundation",
    OrganisationKind.PHILANTHROPIC_BODY: "foundation",
    OrganisationKind.ASSOCIATION: "association",
    OrganisationKind.ODV: "association",
    OrganisationKind.APS: "association",
    OrganisationKind.SPORTS_CLUB: "association",
    OrganisationKind.CIVIL_PROTECTION: "association",
    OrganisationKind.VOLUNTEER_CENTRE: "association",
    OrganisationKind.SOCIAL_COOPERATIVE: "cooperative",
    OrganisationKind.COMMUNITY_COOPERATIVE: "cooperative",
    OrganisationKind.INFORMAL_GROUP: "",
    OrganisationKind.OTHER_PUBLIC: "",
    OrganisationKind.OTHER: "",
}
"""Kinds that people confuse, as one; "" where the kind says nothing. Any other kind stands for itself."""

_READ = (
    "pk", "name", "short_name", "alternate_names", "kind", "tax_code", "vat_number", "runts_number", "ipa_code",
    "municipality_id", "municipality__name", "municipality__other_name", "phone", "email", "website", "parent_id",
)  # fmt: skip


def standing() -> QuerySet[Organisation]:
    """Every organisation that stands by itself and was not rejected."""
    return Organisation.objects.current().exclude(verification=Verification.REJECTED)


def records(owner: UUID | None = None) -> list[Record]:
    """Every organisation that is compared; none belongs to another."""
    if owner is not None:
        return []
    kin = _kin()
    return [_record(row, kin) for row in standing().order_by().values(*_READ)]


def _kin() -> dict[UUID, set[UUID]]:
    """Whom an organisation belongs to beside its parent."""
    kin = defaultdict(set)
    for organisation, umbrella in Affiliation.objects.values_list("organisation_id", "umbrella_id"):
        kin[organisation].add(umbrella)
    return kin


def _record(row: dict[str, Any], kin: dict[UUID, set[UUID]]) -> Record:
    kind = OrganisationKind(row["kind"])
    sort = SORTS.get(kind, kind.value)
    schemes = ("tax_code", "vat_number", "runts_number", "ipa_code")
    above = {*kin.get(row["pk"], ()), *filter(None, [row["parent_id"]])}
    return Record(
        id=str(row["pk"]),
        names=tuple(filter(None, [row["name"], row["short_name"], *row["alternate_names"]])),
        numbers=tuple((scheme, row[scheme]) for scheme in schemes if row[scheme]),
        traits=(("sort", sort),) if sort else (),
        places=frozenset(map(str, filter(None, [row["municipality_id"]]))),
        local=tuple(filter(None, [row["municipality__name"], row["municipality__other_name"]])),
        phone=row["phone"],
        mail=row["email"],
        website=row["website"],
        kin=frozenset(map(str, above)),
    )


def fill(kept: Organisation, lost: Organisation) -> Filling:
    """What the kept one does not know it takes over; the other's names it goes by as well."""
    taken = fill_empty(kept, lost, FILLED)
    if kept.parent_id is None and lost.parent_id is not None:
        taken |= {"parent_id": lost.parent_id, "parent_tie": lost.parent_tie}
    also = list(_further_names(kept, lost))
    if also:
        taken["alternate_names"] = [*kept.alternate_names, *also]
    return Filling(taken, {column: None for column in UNIQUE if column in taken})


def _further_names(kept: Organisation, lost: Organisation) -> Iterator[str]:
    known = {folded(name) for name in (kept.name, kept.short_name, *kept.alternate_names)}
    for name in (lost.name, lost.short_name, *lost.alternate_names):
        if name and folded(name) not in known:
            known.add(folded(name))
            yield name[:LONGEST_NAME]


def derive(organisation: Organisation) -> dict[str, str]:
    """The text in which its names are searched."""
    names = [organisation.name, organisation.short_name, *organisation.alternate_names]
    return {"search_text": search_text(names)}


def refuse(kept: Organisation, lost: Organisation) -> None:
    """Refuse two of which one is above the other, and to hand over confidential places."""
    if _is_above(kept, lost) or _is_above(lost, kept):
        raise Refused(
            Translated(
                it="Una delle due dipende dall'altra: non sono lo stesso ente. Se lo sono, togli prima il legame.",
                en="One of the two depends on the other: they are two bodies. If not, remove that tie first.",
            )
        )
    if _has_confidential_sites(lost):
        raise Refused(
            Translated(
                it="La scheda da unire ha sedi con indirizzo riservato, che passerebbero a chi opera nell'altra:"
                " tieni quella, o fai prima spostare le sedi.",
                en="The record to be merged has places whose address is confidential; they would pass to those who"
                " act for the other: keep that one, or have its places moved first.",
            )
        )


def stay(kept: Organisation, lost: Organisation) -> frozenset[str]:
    """Nobody comes to know a confidential address by a merge: the lost one's people stay with it."""
    return frozenset({"actors.Member.organisation"}) if _has_confidential_sites(kept) else frozenset()


def _has_confidential_sites(organisation: Organisation) -> bool:
    sites = Site._base_manager.filter(organisation=organisation)
    return sites.exclude(visibility=AddressVisibility.PUBLIC).exists()


def _is_above(one: Organisation, other: Organisation) -> bool:
    """Whether `one` is the parent of `other`, at whatever remove."""
    parent, seen = other.parent_id, set[UUID]()
    while parent is not None and parent not in seen:
        if parent == one.pk:
            return True
        seen.add(parent)
        parent = Organisation.objects.values_list("parent_id", flat=True).get(pk=parent)
    return False


def worth(organisation: Organisation) -> tuple[int, ...]:
    """Whether it was verified, has a tax code, and is written here; then how much hangs on it."""
    return (
        organisation.verification == Verification.VERIFIED,
        organisation.tax_code is not None,
        organisation.source == OWN,
        organisation.members.count() + organisation.sites.count(),
    )


ORGANISATIONS = DuplicateKind(
    slug="organisation",
    label=Translated(it="Enti", en="Organisations"),
    model=Organisation,
    standing=standing,
    records=records,
    merged=OrganisationMerged,
    separated=OrganisationSeparated,
    fill=fill,
    refuse=refuse,
    stay=stay,
    derive=derive,
    worth=worth,
)
