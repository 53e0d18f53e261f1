"""Registering, editing and verifying organisations."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from uuid import UUID

from intreccio.actors import events
from intreccio.actors.actions.duplicates import refusing_duplicates
from intreccio.actors.models import OWN, Affiliation, Organisation, OrganisationText, Unit
from intreccio.actors.rules.details import OrganisationDetails, Words, clean_name, clean_organisation
from intreccio.actors.rules.kinds import AffiliationKind, TextOrigin
from intreccio.actors.rules.verification import VERIFICATION, Evidence, Verification
from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record
from intreccio.kernel.refusing import Refused
from intreccio.kernel.stepping import take_step
from intreccio.kernel.text import Translated
from intreccio.territory.rules import search_text


@action
def register_organisation(*, details: OrganisationDetails, by: Who, source: str = OWN) -> Organisation:
    """Add an organisation, not yet verified. Raises `AllRefused`, or `Refused` where a number is taken."""
    organisation = Organisation(source=source, **_columns(details))
    with refusing_duplicates():
        organisation.save(force_insert=True)
    record(events.OrganisationRegistered(organisation.pk), by=by)
    return organisation


@action
def edit_organisation(
    *,
    organisation: Organisation,
    details: OrganisationDetails,
    by: Who,
    texts: Mapping[str, Words] | None = None,
    expected: int | None = None,
) -> Organisation:
    """Replace what an organisation says of itself; from now on imports leave it be.

    `texts` replaces what it is in every language, where given. `expected` is the version the editor saw.
    Raises `AllRefused`, `Refused` and `VersionConflict`.
    """
    columns = {**_columns(details), "source": OWN}
    _refuse_circle(organisation, details.parent_id)
    for name, value in columns.items():
        setattr(organisation, name, value)
    with refusing_duplicates():
        organisation.save_version(update_fields=list(columns), expected=expected)
    if texts is not None:
        _replace_texts(organisation, texts)
    record(events.OrganisationEdited(organisation.pk), by=by)
    return organisation


@action
def change_verification(*, organisation: Organisation, verb: str, by: Who, reason: str = "") -> Organisation:
    """Verify, reject, doubt or reconsider (see `VERIFICATION`). Raises `StepRefused`."""
    take_step(organisation, VERIFICATION, verb, by=by, reason=reason, field="verification")
    organisation.save_version(update_fields=["verification"])
    state = Verification(organisation.verification)
    record(events.VerificationChanged(organisation.pk, state), by=by)
    return organisation


@action
def verify_organisation(*, organisation: Organisation, evidence: Evidence, seen_on: date, by: Who) -> Organisation:
    """Say that an organisation is what it says, and by what one saw that, when. Raises `StepRefused` and `Refused`."""
    if seen_on > clock.today():
        raise Refused(
            Translated(it="Questo giorno deve ancora venire.", en="This day is still to come."), field="seen_on"
        )
    change_verification(organisation=organisation, verb="verify", by=by)
    record(events.EvidenceSeen(organisation.pk, evidence, seen_on), by=by)
    return organisation


@action
def write_text(
    *,
    organisation: Organisation,
    language: str,
    description: str,
    by: Who,
    origin: TextOrigin = TextOrigin.WRITTEN,
    reviewed: bool = True,
) -> OrganisationText:
    """Say in one language what an organisation is, in place of what was said before."""
    text, _ = OrganisationText.objects.update_or_create(
        organisation=organisation,
        language=language,
        defaults={"description": description.strip(), "origin": origin, "reviewed": reviewed},
    )
    record(events.OrganisationEdited(organisation.pk), by=by)
    return text


@action
def add_unit(*, organisation: Organisation, name: str, by: Who) -> Unit:
    """Give a part of an organisation its own name. Raises `Refused`."""
    with refusing_duplicates():
        unit = Unit.objects.create(organisation=organisation, name=clean_name(name))
    record(events.UnitAdded(organisation.pk, unit.pk), by=by)
    return unit


@action
def affiliate(
    *,
    organisation: Organisation,
    umbrella: Organisation,
    kind: AffiliationKind,
    by: Who,
    since: date | None = None,
    until: date | None = None,
) -> Affiliation:
    """Say that an organisation belongs to another, or correct since when and until when."""
    affiliation, _ = Affiliation.objects.update_or_create(
        organisation=organisation, umbrella=umbrella, kind=kind, defaults={"since": since, "until": until}
    )
    record(events.OrganisationEdited(organisation.pk), by=by)
    return affiliation


def _replace_texts(organisation: Organisation, texts: Mapping[str, Words]) -> None:
    """Have these texts and no others; what stays as it was keeps where it came from."""
    there = {text.language: text for text in organisation.texts.all()}
    OrganisationText.objects.filter(organisation=organisation).exclude(language__in=texts).delete()
    for language, words in texts.items():
        old = there.get(language)
        if old and (old.description, old.reviewed) == (words.description, words.reviewed):
            continue
        same = old is not None and old.description == words.description
        OrganisationText.objects.update_or_create(
            organisation=organisation,
            language=language,
            defaults={
                "description": words.description,
                "reviewed": words.reviewed,
                "origin": old.origin if old and same else TextOrigin.WRITTEN,
            },
        )


def _columns(details: OrganisationDetails) -> dict[str, object]:
    cleaned = clean_organisation(details, year=clock.today().year)
    names = [cleaned.name, cleaned.short_name, *cleaned.alternate_names]
    values = asdict(cleaned)
    values["alternate_names"] = list(cleaned.alternate_names)
    return {**values, "search_text": search_text(names)}


def _refuse_circle(organisation: Organisation, parent_id: UUID | None) -> None:
    """Nobody is their own parent, at whatever remove."""
    seen = set()
    while parent_id is not None and parent_id not in seen:
        if parent_id == organisation.pk:
            raise Refused(
                Translated(it="Un ente non può dipendere da sé stesso.", en="A body cannot be its own parent."),
                field="parent",
            )
        seen.add(parent_id)
        parent_id = Organisation.objects.values_list("parent_id", flat=True).get(pk=parent_id)
