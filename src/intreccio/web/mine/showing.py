"""What somebody reads of themselves."""

from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from intreccio.accounts.models import User
from intreccio.actors.models import Organisation
from intreccio.bookings.models import Hold
from intreccio.bookings.queries import holds_for
from intreccio.bookings.rules.holding import STANDING, HoldState
from intreccio.kernel import clock
from intreccio.kernel.acting import Purpose
from intreccio.pathways.models import Referral
from intreccio.pathways.queries.plans import GoalSeen, plan_of
from intreccio.pathways.queries.referrals import of_person as referrals_of
from intreccio.pathways.rules.planning import GoalState
from intreccio.pathways.rules.referring import OPEN, ReferralState
from intreccio.people.events import Part
from intreccio.people.models import Consent, Grant, Identity, Person
from intreccio.people.queries import grants_of, who_looked
from intreccio.people.rules.granting import Because
from intreccio.web.bookings.wording import group_name, joined, place_words, when
from intreccio.web.people.wording import names_of
from intreccio.web.shown.mine import AgreementShown, LineShown, RecordShown
from intreccio.web.shown.pieces import Column, Row, Table
from intreccio.web.words.knowing import BECAUSE, PARTS, sights_words
from intreccio.web.words.moments import moment_words
from intreccio.web.words.referrals import STATES

MOST = 30


def shown(person: Person) -> RecordShown:
    """Everything at a glance; a handful of queries."""
    identity = Identity.objects.filter(person=person).first()
    seen = plan_of(person)
    return RecordShown(
        name=identity.shown_name if identity else "",
        custodian=person.custodian.name,
        meetings=_meetings(person),
        referrals=[_referral(one) for one in referrals_of(person)[:MOST]],
        matters=str(seen.plan.matters or "") if seen.plan else "",
        goals=[_goal(one) for one in seen.goals if one.goal.state != GoalState.LEFT],
        agreements=_agreements(person),
        knowing=_knowing(grants_of(person)),
        looks=_looks(person),
    )


def _meetings(person: Person) -> list[LineShown]:
    """Places to come, the next first."""
    now = clock.now()
    coming = holds_for(person.pseudonym).filter(session__ends_at__gt=now, state__in=sorted(STANDING))
    return [_meeting(hold) for hold in coming.order_by("session__starts_at")[:MOST]]


def _meeting(hold: Hold) -> LineShown:
    words = {
        HoldState.HELD: _("You have a place"),
        HoldState.OFFERED: _("A place is kept for you"),
        HoldState.WAITING: _("You wait for a place"),
    }
    state = words[HoldState(hold.state)]
    if hold.session.cancelled:
        state = _("Called off: %(reason)s") % {"reason": hold.session.cancelled_reason}
    activity = hold.booking.activity
    return LineShown(when(hold.session), joined([group_name(activity), place_words(activity.site), state]))


def _referral(referral: Referral) -> LineShown:
    to = referral.to_organisation.name if referral.to_organisation else ""
    meets = moment_words(referral.meets_at) if referral.meets_at and ReferralState(referral.state) in OPEN else ""
    state = str(STATES[ReferralState(referral.state)])
    return LineShown(str(referral.term.name.text(get_language() or "it")), joined([to, state, meets]))


def _goal(seen: GoalSeen) -> LineShown:
    """A goal in their words, and how far they said they were: `3 → 6`."""
    values = [str(score.value) for score in seen.scores]
    return LineShown(str(seen.goal.words), " → ".join(values))


def _agreements(person: Person) -> list[AgreementShown]:
    """Those that stand, the latest first."""
    now = clock.now()
    standing = Consent.objects.filter(person=person, withdrawn_at=None).select_related("recipient")
    return [
        AgreementShown(one.pk, one.recipient.name, sights_words(one.discloses))
        for one in standing.order_by("-since")
        if one.until is None or one.until > now
    ]


def _knowing(grants: list[Grant]) -> Table:
    now = clock.now()
    return Table(
        _("Who may know about you"),
        [Column(_("Who")), Column(_("What")), Column(_("Because"))],
        [
            Row([_holder(one), sights_words(one.sights), str(BECAUSE[Because(one.because)])])
            for one in grants
            if _stands(one.until, now)
        ],
    )


def _stands(until: datetime | None, now: datetime) -> bool:
    return until is None or until > now


def _holder(grant: Grant) -> str:
    if grant.organisation:
        return grant.organisation.name
    return grant.user.name if grant.user else ""


def _looks(person: Person) -> Table:
    entries = who_looked(person)
    users = names_of(User, {entry.user for entry in entries})
    places = names_of(Organisation, {entry.organisation for entry in entries})
    return Table(
        _("Who has looked at your record"),
        [Column(_("When")), Column(_("Who")), Column(_("What")), Column(_("Why"))],
        [
            Row(
                [
                    moment_words(entry.at),
                    joined([users.get(entry.user, ""), places.get(entry.organisation, "")]),
                    str(PARTS[Part(entry.data["part"])]),
                    _("emergency") if entry.purpose == Purpose.BREAK_GLASS else _("to accompany you"),
                ]
            )
            for entry in entries
        ],
    )
