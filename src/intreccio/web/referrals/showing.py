"""From referrals to what their pages show."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from intreccio.actors.models import Organisation
from intreccio.catalogue.queries.texts import best_text
from intreccio.catalogue.shipped import languages
from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.pathways.actions.waiting import EXPIRED
from intreccio.pathways.models import Offer, Referral, Remark
from intreccio.pathways.queries.referrals import bodies_asked, sides_of
from intreccio.pathways.rules.referring import (
    OPEN,
    TAKEN,
    Adaptation,
    OfferState,
    Outcome,
    Progress,
    ReferralState,
    Refusal,
    Side,
    Urgency,
)
from intreccio.people.models import Identity, Person
from intreccio.people.rules.granting import LegalBasis
from intreccio.web.people.showing import called
from intreccio.web.referrals import wording
from intreccio.web.shown.pieces import Column, Fact, Row, Table
from intreccio.web.shown.referrals import (
    BoardColumn,
    CardShown,
    DateProposed,
    OfferShown,
    ReferralShown,
    RemarkShown,
)
from intreccio.web.words.knowing import BASES
from intreccio.web.words.moments import moment_words
from intreccio.web.words.referrals import STATES


def shown(referral: Referral, who: Who) -> ReferralShown:
    """Everything of a referral that the one who asks may see."""
    person = Person.objects.filter(pk=referral.person_id).first()
    identity = Identity.objects.filter(person=referral.person_id).first()
    offers = Offer.objects.filter(referral=referral).select_related("organisation", "service")
    return ReferralShown(
        id=referral.pk,
        version=referral.version,
        state=str(STATES[ReferralState(referral.state)]),
        is_open=ReferralState(referral.state) in OPEN,
        title=title(referral),
        said=str(referral.said),
        facts=list(_facts(referral)),
        person_name=called(person, identity) if person and identity else "",
        person_url=reverse("person", args=[person.pk]) if person and identity else "",
        offers=[_offer(offer) for offer in offers.prefetch_related("service__texts")],
        remarks=_remarks(referral, who),
        progress=str(wording.PROGRESS[Progress(referral.progress)]),
        warning=_("The person has taken the agreement back: names and contacts are closed.")
        if referral.agreement_withdrawn_at
        else "",
        reopens_url=reverse("referral", args=[referral.reopens_id]) if referral.reopens_id else "",
    )


def table(referrals: list[Referral], caption: str, organisation: UUID, *, outgoing: bool) -> Table | None:
    """Referrals in a list; the other side is who was asked, or who sent."""
    if not referrals:
        return None
    other = pgettext("referral", "To") if outgoing else pgettext("referral", "From")
    rows, asked = [], bodies_asked(referrals) if outgoing else {}
    for referral in referrals:
        rows.append(
            Row(
                [
                    title(referral),
                    other_side(referral, asked, outgoing=outgoing),
                    referral.age_band,
                    _waits(referral, organisation),
                    moment_words(referral.sent_at),
                ],
                reverse("referral", args=[referral.pk]),
            )
        )
    columns = [Column(_("What for")), Column(other), Column(_("Age")), Column(_("State")), Column(_("Sent"))]
    return Table(caption, columns, rows)


def columns(referrals: list[Referral], *, outgoing: bool) -> list[BoardColumn]:
    """Open referrals by where they stand, in the order of a referral's life."""
    asked = bodies_asked(referrals) if outgoing else {}
    return [
        BoardColumn(
            str(STATES[state]),
            [
                CardShown(
                    reverse("referral", args=[one.pk]),
                    title(one),
                    other_side(one, asked, outgoing=outgoing),
                    " · ".join(part for part in (one.age_band, moment_words(one.sent_at), _progress(one)) if part),
                )
                for one in referrals
                if one.state == state
            ],
        )
        for state in ReferralState
        if state in OPEN
    ]


def _progress(referral: Referral) -> str:
    return str(wording.PROGRESS[Progress(referral.progress)]) if referral.progress else ""


def other_side(referral: Referral, asked: Mapping[UUID, Sequence[str]], *, outgoing: bool) -> str:
    """Who sent it; or who took it, or is asked."""
    body = referral.to_organisation if outgoing else referral.from_organisation
    return body.name if body else ", ".join(asked.get(referral.pk, ()))


def title(referral: Referral) -> str:
    """What it is about, in a few words."""
    return str(referral.term.name.text(get_language() or "it"))


def _waits(referral: Referral, organisation: UUID) -> str:
    words = str(STATES[ReferralState(referral.state)])
    if referral.state == ReferralState.REQUESTED and Side.TARGET in sides_of(referral, organisation):
        return _("Waits for your answer")
    if ReferralState(referral.state) in TAKEN and referral.progress:
        return f"{words}: {wording.PROGRESS[Progress(referral.progress)]}"
    return words


def _facts(referral: Referral) -> Iterator[Fact]:
    speaks = languages().get(referral.language)
    wanted = [str(wording.ADAPTATIONS[Adaptation(one)]) for one in referral.adaptations]
    last = str(referral.last_words or "")
    yield Fact(pgettext("referral", "From"), referral.from_organisation.name)
    yield Fact(pgettext("referral", "To"), referral.to_organisation.name if referral.to_organisation else "")
    yield Fact(_("How soon"), str(wording.URGENCIES[Urgency(referral.urgency)]))
    yield Fact(_("Language"), speaks.name.text(get_language() or "it") if speaks else referral.language)
    yield Fact(_("Age"), referral.age_band)
    yield Fact(_("To make it possible to come"), ", ".join(wanted))
    yield Fact(_("Goes along the first time"), str(referral.companion or ""))
    yield Fact(_("Legal basis"), str(BASES[LegalBasis(referral.legal_basis)]))
    yield Fact(_("The person agreed"), _("Yes") if referral.agreed else _("No"))
    yield Fact(_("Sent"), moment_words(referral.sent_at))
    yield Fact(_("Answered"), moment_words(referral.answered_at) if referral.answered_at else "")
    yield Fact(_("They meet"), moment_words(referral.meets_at) if referral.meets_at else "")
    yield Fact(_("Closed"), moment_words(referral.closed_at) if referral.closed_at else "")
    yield Fact(_("What came of it"), str(wording.OUTCOMES[Outcome(referral.outcome)]) if referral.outcome else "")
    yield Fact(_("In their words"), str(wording.EXPIRED) if last == EXPIRED else _said(last))
    if referral.own_paid:
        yield Fact(_("Note"), _("It goes to a service for which the sender itself takes money."))


def _said(words: str) -> str:
    """A reason in words; a coded one as it is called."""
    if words in set(Refusal):
        return str(wording.REFUSALS[Refusal(words)])
    return str(wording.OUTCOMES[Outcome(words)]) if words in set(Outcome) else words


def _offer(offer: Offer) -> OfferShown:
    text = best_text(offer.service.texts.all(), get_language() or "it") if offer.service else None
    reason = str(wording.REFUSALS[Refusal(offer.refusal)]) if offer.refusal else ""
    return OfferShown(
        organisation=offer.organisation.name,
        service=text.name if text else "",
        state=str(wording.OFFERS[OfferState(offer.state)]),
        words=": ".join(filter(None, [reason, str(offer.words or "")])),
    )


def _remarks(referral: Referral, who: Who) -> list[RemarkShown]:
    found = list(referral.remarks.all())
    names = dict(
        Organisation.objects.filter(pk__in={one.organisation_id for one in found}).values_list("pk", "name")
    )
    return [
        RemarkShown(names[one.organisation_id], moment_words(one.at), str(one.words), _dates(one, referral, who))
        for one in found
    ]


def _dates(remark: Remark, referral: Referral, who: Who) -> list[DateProposed]:
    """What is proposed; the other side may settle on what is still to come."""
    is_other_side = remark.organisation_id != who.organisation and ReferralState(referral.state) in OPEN
    return [
        DateProposed(date.isoformat(), moment_words(date), is_other_side and date > clock.now())
        for date in remark.proposes
    ]
