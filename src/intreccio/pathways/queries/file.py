"""Everything that is kept of a person, for the person (Regulation (EU) 2016/679, articles 15 and 20)."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from intreccio.bookings.queries import holds_for
from intreccio.kernel import clock
from intreccio.kernel.encryption.fields import EncryptedTextField
from intreccio.pathways.models import (
    Assessment,
    Attachment,
    Goal,
    Need,
    Offer,
    Plan,
    PlanVersion,
    Referral,
    Remark,
)
from intreccio.pathways.queries.hiding import veils_of
from intreccio.people.models import Advocate, Consent, Identity, Person, SafeContact
from intreccio.people.queries import grants_of, who_looked

_LEFT_OUT = frozenset(
    {"id", "person", "custodian", "code_hash", "code_until", "tries", "version", "merged_into"}
    | {"pin", "pin_missed", "pin_rests_until", "warned_on", "anonymised_on"}
)
"""Columns that say nothing of the person: keys, and what opens doors."""


def everything_of(person: Person, *, but: Collection[str] = ()) -> Mapping[str, Any]:
    """The person's file, as far as the asker may see it; keys are in English, moments ISO 8601.

    `but` are terms under which nothing is told, nor which bodies were asked for them: what a minor keeps from parents.
    """
    every = Referral.objects.filter(person=person).select_related(
        "term__taxonomy", "from_organisation", "to_organisation"
    )
    referrals = [one for one in every if one.term.key not in but]
    bodies = kept_apart(person, but)
    return {
        "made_at": clock.now().isoformat(),
        "person": {**_row(person), "accompanied_by": person.custodian.name},
        "identity": _one(Identity.objects.filter(person=person).first()),
        "safe_contact": _one(SafeContact.objects.filter(person=person).first()),
        "speak_for_them": [_row(one) for one in Advocate.objects.filter(person=person)],
        "agreements": [
            {**_row(one), "recipient": one.recipient.name}
            for one in Consent.objects.filter(person=person).select_related("recipient")
            if one.recipient_id not in bodies
        ],
        "who_may_know": [
            {**_row(one), "organisation": one.organisation.name if one.organisation else None, "user": None}
            for one in grants_of(person)
            if one.organisation_id not in bodies
        ],
        "who_looked": [
            {"at": entry.at.isoformat(), "organisation": str(entry.organisation or ""), "purpose": entry.purpose,
             "part": entry.data.get("part", "")}
            for entry in who_looked(person)
            if entry.organisation not in bodies
        ],
        "hidden": [
            {"item": str(veil.item), "hidden_from": veil.hidden_from.name, "since": veil.since.isoformat()}
            for veil in veils_of(person)
            if not but
        ],
        "needs": [
            {**_row(one), "term": one.term.key}
            for one in Need.objects.filter(person=person).select_related("term__taxonomy")
            if one.term.key not in but
        ],
        "plan": _one(Plan.objects.filter(person=person).first()),
        "plan_before": [_row(one) for one in PlanVersion.objects.filter(person=person)],
        "goals": [
            {**_row(one), "scores": [{"on": score.on.isoformat(), "value": score.value} for score in one.scores.all()]}
            for one in Goal.objects.filter(person=person).prefetch_related("scores")
        ],
        "questionnaires": [_row(one) for one in Assessment.objects.filter(person=person)],
        "referrals": [_referral(one) for one in referrals],
        "meetings": [
            {"organisation": hold.booking.organisation.name, "starts_at": hold.session.starts_at.isoformat(),
             "state": hold.state, "came": hold.came, "called": _plain(hold.booking.called)}
            for hold in holds_for(person.pseudonym)
            if hold.booking.organisation_id not in bodies
        ],
    }  # fmt: skip


def kept_apart(person: Person, terms: Collection[str]) -> frozenset[UUID]:
    """The bodies that were asked, or take bookings, only for what stands under these terms: they are not named."""
    if not terms:
        return frozenset()
    asked = Offer.objects.filter(referral__person=person).select_related("referral__term__taxonomy")
    told = {one.organisation_id for one in asked if one.referral.term.key not in terms}
    apart = {one.organisation_id for one in asked if one.referral.term.key in terms}
    for hold in holds_for(person.pseudonym).prefetch_related("booking__activity__service__terms__taxonomy"):
        keys = {term.key for term in hold.booking.activity.service.terms.all()}
        (apart if keys & set(terms) else told).add(hold.booking.organisation_id)
    return frozenset(apart - told - {person.custodian_id})


def _referral(one: Referral) -> dict[str, Any]:
    offers = Offer.objects.filter(referral=one).select_related("organisation")
    remarks = Remark.objects.filter(referral=one).select_related("organisation")
    return {
        **_row(one),
        "term": one.term.key,
        "from_organisation": one.from_organisation.name,
        "to_organisation": one.to_organisation.name if one.to_organisation else None,
        "asked": [
            {
                "organisation": offer.organisation.name,
                "state": offer.state,
                "refusal": offer.refusal,
                "words": _plain(offer.words),
            }
            for offer in offers
        ],
        "papers": [
            {"name": _plain(paper.name), "at": paper.at.isoformat(), "size": paper.size}
            for paper in Attachment.objects.filter(referral=one).defer("content")
        ],
        "conversation": [
            {"organisation": said.organisation.name, "at": said.at.isoformat(), "words": _plain(said.words)}
            for said in remarks
        ],
    }


def _one(row: Any) -> dict[str, Any] | None:
    return _row(row) if row else None


def _row(row: Any) -> dict[str, Any]:
    """Every column that says something, decrypted, by its name; hashes and keys are none."""
    told = {}
    for field in row._meta.concrete_fields:
        if field.name in _LEFT_OUT or field.name.endswith("_hash"):
            continue
        value = getattr(row, field.attname)
        told[field.name] = _plain(value) if isinstance(field, EncryptedTextField) else _json(value)
    return told


def _plain(value: Any) -> str | None:
    return None if value is None else str(value)


def _json(value: Any) -> Any:
    return (
        value
        if isinstance(value, str | int | bool | list | dict | None)
        else (value.isoformat() if hasattr(value, "isoformat") else str(value))
    )
