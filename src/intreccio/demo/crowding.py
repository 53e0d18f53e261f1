"""A year of people and referrals, invented by chance from a seed, so that lists and numbers have something to show."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from intreccio.accounts.models import User
from intreccio.actors.access import viewer_for
from intreccio.actors.models import Organisation
from intreccio.catalogue.models import Service, Term
from intreccio.demo.accounts import address_of
from intreccio.kernel import clock
from intreccio.kernel.acting import Purpose, Sight, Who
from intreccio.kernel.databases.context import asking
from intreccio.pathways.access import offer_to
from intreccio.pathways.actions import ReferralDraft, accept, move, refuse, send_referral, take_note
from intreccio.pathways.models import Referral
from intreccio.pathways.rules.referring import Adaptation, Outcome, Progress, Refusal
from intreccio.people import actions
from intreccio.people.access import accompanying
from intreccio.people.models import Person
from intreccio.people.rules.contact import Channel, Rules
from intreccio.people.rules.details import IdentityDetails

SEED = 516
WORKERS = {"link-worker": 40, "volunteer-helper": 30, "municipal-social-worker": 25, "desk": 25}
"""How many people each registered."""
REFERRALS = 240
GIVEN = (
    "Abdou", "Agnese", "Blessing", "Bruna", "Camillo", "Dario", "Elvira", "Floriana", "Giacomo", "Halyna", "Ivana",
    "Kadiatou", "Luigina", "Mirela", "Nadia", "Osvaldo", "Pierina", "Ramona", "Silvano", "Tommaso", "Ursula", "Youssef",
)  # fmt: skip
FAMILY = (
    "Arnoldi", "Belotti", "Cattaneo", "Diop", "Epis", "Foresti", "Gritti", "Hoxha", "Kovalenko", "Lussana", "Manzoni",
    "Noris", "Popescu", "Quarti", "Rottoli", "Singh", "Tironi", "Vavassori", "Zanchi",
)  # fmt: skip
LANGUAGES = ("it",) * 12 + ("ar", "sq", "ro", "uk", "es", "fr")
SAID = (
    "Vorrebbe cominciare al più presto.", "Ne ha parlato con il medico di famiglia.", "Ha bisogno di orari certi.",
    "Preferisce un gruppo piccolo.", "Verrebbe con un'amica, la prima volta.", "Non ha l'auto.",
)  # fmt: skip
ENDS = (Outcome.HELPED,) * 5 + (Outcome.PARTLY_HELPED, Outcome.GOES_ON, Outcome.DID_NOT_HELP)
FAILS = (Outcome.DID_NOT_COME, Outcome.COULD_NOT_REACH, Outcome.CHANGED_MIND)


def crowd() -> None:
    """Register people through the year, send them, and let those asked answer, late or never where that is life."""
    random = Random(SEED)  # noqa: S311 - invented people
    asked = _services()
    for role, count in WORKERS.items():
        who = accompanying(viewer_for(User.objects.get(email=address_of(role))))
        assert who.organisation
        custodian = Organisation.objects.get(pk=who.organisation)
        people = [_registered(custodian, who, random) for _ in range(count)]
        for _ in range(REFERRALS // len(WORKERS)):
            _live(*random.choice(people), who, asked, random)


def _services() -> Sequence[tuple[Term, Service]]:
    """What one may be sent to: published services of bodies that everybody sees, by the activity they are filed under."""
    terms = Term.objects.filter(taxonomy__slug="activities", parent__isnull=False).order_by("place", "pk")
    return [
        (term, service)
        for term in terms.prefetch_related("services__organisation")
        for service in sorted(term.services.all(), key=lambda one: str(one.pk))[:4]
        if service.state == "published"
    ]


def _registered(custodian: Organisation, who: Who, random: Random) -> tuple[Person, datetime]:
    came = clock.now() - timedelta(days=random.randint(20, 360), minutes=random.randint(0, 500))
    has_name = random.random() < 0.8
    details = (
        IdentityDetails(random.choice(GIVEN), random.choice(FAMILY), phone=f"333 555{random.randint(1000, 9999)}")
        if has_name
        else IdentityDetails()
    )
    with clock.at(came), asking(who):
        person = actions.register(
            custodian=custodian,
            language=random.choice(LANGUAGES),
            details=details,
            with_card=not has_name,
            by=who,
        )
        rules = Rules([Channel.CALL, Channel.IN_PERSON] if has_name else [Channel.IN_PERSON])
        actions.change_contact(person=person, rules=rules, note="", by=who)
    return person, came


def _live(person: Person, came: datetime, who: Who, asked: Sequence[tuple[Term, Service]], random: Random) -> None:
    """One referral and what became of it."""
    term, service = random.choice(asked)
    sent_at = came + (clock.now() - came) * random.random()
    if Referral.objects.filter(person=person, term=term).exists():
        return
    draft = ReferralDraft(
        term=term,
        said=random.choice(SAID),
        services=[service],
        adaptations=random.sample(list(Adaptation), random.choice([0, 0, 1, 2])),
        considered=_considered(service, random),
    )
    with clock.at(sent_at), asking(who):
        sent = send_referral(id=UUID(int=random.getrandbits(128), version=4), person=person, draft=draft, by=who)
    answering = Who(None, service.organisation_id, Purpose.CARE, Sight.REFERRED | Sight.IDENTITY)
    moment = sent_at + timedelta(days=random.choice([0, 1, 1, 2, 3, 5, 9]), hours=random.randint(1, 9))
    for step in _steps(random):
        if moment >= clock.now():
            return
        with clock.at(moment), asking(answering):
            _step(step, sent, answering, random)
        moment += timedelta(days=random.randint(4, 30))


def _considered(service: Service, random: Random) -> list[dict[str, object]]:
    """Who was there: mostly the nearest was chosen."""
    km = round(random.uniform(0.3, 12), 1)
    chosen = {"service": str(service.pk), "km": km, "public": service.organisation.is_public, "chosen": True}
    if random.random() < 0.7:
        return [chosen]
    nearer = {"service": str(service.pk), "km": round(km / 2, 1), "public": random.random() < 0.4, "chosen": False}
    return [nearer, chosen]


def _steps(random: Random) -> list[str]:
    match random.random():
        case chance if chance < 0.08:
            return []
        case chance if chance < 0.2:
            return ["refuse"]
        case chance if chance < 0.3:
            return ["accept", "fail"]
        case chance if chance < 0.45:
            return ["accept", "note"]
    return ["accept", "note", "complete"]


def _step(step: str, sent: Referral, who: Who, random: Random) -> None:
    assert who.organisation
    match step:
        case "accept":
            accept(offer=offer_to(who.organisation, sent), by=who)
        case "refuse":
            refuse(
                offer=offer_to(who.organisation, sent),
                refusal=random.choice([Refusal.FULL, Refusal.NOT_FOR_THEM, Refusal.LANGUAGE]),
                words="",
                by=who,
            )
        case "note":
            take_note(referral=sent, progress=random.choice([Progress.CONTACTED, Progress.SCHEDULED]), by=who)
        case "complete":
            move(referral=sent, verb="complete", words="", outcome=random.choice(ENDS), by=who)
        case "fail":
            move(referral=sent, verb="fail", words="", outcome=random.choice(FAILS), by=who)
