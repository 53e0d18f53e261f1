"""Reads: organisations by what somebody types, their places and people."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from uuid import UUID

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import BooleanField, Case, Q, QuerySet, TextField, Value, When
from django.db.models.expressions import CombinedExpression, F

from intreccio.accounts.models import User
from intreccio.actors.models import Claim, Invitation, Member, Organisation, Site
from intreccio.actors.rules.details import OrganisationDetails
from intreccio.actors.rules.joining import PROOF_DAYS, STEWARD, ClaimState
from intreccio.actors.rules.kinds import OrganisationKind, ParentTie, RuntsSection
from intreccio.actors.rules.verification import Verification
from intreccio.kernel import clock
from intreccio.kernel.access import Permission, roles
from intreccio.territory.rules import SEARCH_MARK, folded


def organisations_matching(
    text: str, *, among: QuerySet[Organisation] | None = None, limit: int = 10
) -> list[Organisation]:
    """Organisations for what somebody is typing: a tax code, a name's beginning, a likely misspelling.

    Accents, capitals and punctuation do not matter. Merged ones are left out.
    """
    typed = folded(text)
    if not typed:
        return []
    near = CombinedExpression(Value(typed, TextField()), "<%%", F("search_text"), BooleanField())
    rank = Case(
        When(tax_code=typed.upper(), then=Value(4.0)),
        When(search_text__contains=f"{SEARCH_MARK}{typed}{SEARCH_MARK}", then=Value(3.0)),
        When(search_text__contains=f"{SEARCH_MARK}{typed}", then=Value(2.0)),
        default=TrigramWordSimilarity(typed, "search_text"),
    )
    organisations = Organisation.objects.all() if among is None else among
    return list(
        organisations.filter(merged_into=None)
        .filter(Q(tax_code=typed.upper()) | Q(search_text__contains=f"{SEARCH_MARK}{typed}") | Q(near))
        .annotate(rank=rank)
        .order_by("-rank", "name", "id")[:limit]
    )


def sites_of(organisation: Organisation) -> QuerySet[Site]:
    """An organisation's places with their municipality, without hidden addresses."""
    return organisation.sites.select_related("municipality", "unit").order_by("name", "id")


def members_of(organisation: Organisation) -> QuerySet[Member]:
    """Who acts for an organisation now."""
    return organisation.members.filter(until=None).select_related("user").order_by("user__name", "role")


def members_who_may(permission: Permission, organisation: Organisation) -> QuerySet[Member]:
    """Who acts for an organisation now in a role that allows something."""
    allowing = [slug for slug, role in roles().items() if permission in role.permissions]
    return members_of(organisation).filter(role__in=allowing, user__is_active=True)


def members_in_role(role: str) -> QuerySet[Member]:
    """Everybody who holds a role now, wherever."""
    return Member.objects.filter(role=role, until=None, user__is_active=True).select_related("user")


def has_steward(organisation: Organisation) -> bool:
    """Whether somebody looks after an organisation."""
    return members_of(organisation).filter(role=STEWARD, user__is_active=True).exists()


def claims_waiting() -> QuerySet[Claim]:
    """Claims that nobody has decided, the oldest first."""
    return Claim.objects.filter(state=ClaimState.WAITING).select_related("organisation").order_by("sent_at", "pk")


def organisations_to_verify() -> QuerySet[Organisation]:
    """Organisations that everybody sees and nobody has checked, or that somebody doubted: those of quick listings."""
    return Organisation.objects.current().filter(verification=Verification.TO_VERIFY).order_by("name", "pk")


def proofs_to_forget() -> QuerySet[Claim]:
    """Claims decided so long ago that nobody needs their proof any more."""
    until = clock.now() - timedelta(days=PROOF_DAYS)
    return Claim.objects.filter(settled_at__lt=until, proof__isnull=False).select_related("proof")


def invitations_open(organisation: Organisation) -> QuerySet[Invitation]:
    """Invitations neither taken up nor withdrawn, too old ones too."""
    return Invitation.objects.filter(organisation=organisation, used_at=None, withdrawn_at=None)


def account_of(mail: str) -> User | None:
    """The account with this mail address, if any."""
    return User.objects.filter(email=mail.lower(), is_active=True).first()


def organisation_named(name: str) -> Organisation | None:
    """The organisation of exactly this name, whatever its capitals and accents, that everybody may see."""
    typed = folded(name)
    matching = organisations_matching(name, among=Organisation.objects.public())
    return next((one for one in matching if typed in (folded(one.name), folded(one.short_name))), None)


def details_of(organisation: Organisation) -> OrganisationDetails:
    """What an organisation says of itself, to be edited."""
    section, tie = organisation.runts_section, organisation.parent_tie
    return OrganisationDetails(
        name=organisation.name,
        kind=OrganisationKind(organisation.kind),
        short_name=organisation.short_name,
        alternate_names=tuple(organisation.alternate_names),
        legal_form=organisation.legal_form,
        runts_section=RuntsSection(section) if section else None,
        runts_number=organisation.runts_number,
        ipa_code=organisation.ipa_code,
        tax_code=organisation.tax_code,
        vat_number=organisation.vat_number,
        website=organisation.website,
        email=organisation.email,
        phone=organisation.phone,
        founded=organisation.founded,
        municipality_id=organisation.municipality_id,
        parent_id=organisation.parent_id,
        parent_tie=ParentTie(tie) if tie else None,
    )


def from_registers(
    tax_codes: Collection[str], *, source: str, lock: bool = False
) -> Mapping[str, Mapping[str, str | None]]:
    """What the register `source` may change, by tax code and field.

    A record that came from it and that nobody has edited or checked is its own; of any other it may only
    fill what is empty. One that was rejected, or merged into another, it leaves alone. With `lock`, the rows
    stay as they are.
    """
    organisations = Organisation.objects.select_for_update(no_key=True) if lock else Organisation.objects.all()
    rows = organisations.filter(tax_code__in=tax_codes).order_by("tax_code")
    fields = ("merged_into", "verification", "source", *IMPORTED_FIELDS)
    return {str(tax_code): _changeable(row, source) for tax_code, *row in rows.values_list("tax_code", *fields)}


IMPORTED_FIELDS = (
    "name", "legal_form", "runts_section", "runts_number", "municipality_id", "website", "email", "phone",
)  # fmt: skip


def _changeable(row: list[str | UUID | None], source: str) -> dict[str, str | None]:
    merged_into, verification, its_source, *values = row
    there = {field: str(value) if value else None for field, value in zip(IMPORTED_FIELDS, values, strict=True)}
    if verification == Verification.REJECTED or merged_into is not None:
        return {}
    if its_source == source and verification == Verification.PROPOSED:
        return there
    return {field: value for field, value in there.items() if value is None}
