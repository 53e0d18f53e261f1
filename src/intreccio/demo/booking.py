"""People who come to the groups of the demonstration: some weeks of registers, and who waits for a place."""

from datetime import timedelta
from random import Random
from uuid import UUID

from intreccio.bookings.actions import BookingDraft, book, take_attendance
from intreccio.bookings.queries import register_of
from intreccio.bookings.rules.holding import Came, Reach
from intreccio.catalogue.actions.activities import DAYS_AHEAD, plan_sessions
from intreccio.catalogue.models import Activity
from intreccio.demo.organising import Made
from intreccio.kernel import clock
from intreccio.kernel.acting import Purpose, Sight, Who
from intreccio.kernel.databases.context import asking

SEED = 2027
PLACES = ("passo-lento", "santa-marta", "casa-comunita-le-filande")
BACK = timedelta(days=28)
WOMEN = (
    "Adele", "Carmela", "Dina", "Elsa", "Fatima", "Gemma", "Hana", "Ines", "Marisa", "Nives", "Oksana", "Pinuccia",
    "Rina", "Samira", "Tina", "Valeria", "Wanda", "Zaira",
)  # fmt: skip
MEN = ("Battista", "Ernesto", "Gianni", "Lino", "Piero", "Said", "Tarcisio", "Zef")
FOR_WOMEN = "donne"
MARKS = (Came.PRESENT,) * 7 + (Came.ABSENT, Came.EXCUSED)


def come(made: dict[str, Made]) -> None:
    """Enrol people some weeks ago, a few more than there is room for, and keep the registers since."""
    random = Random(SEED)  # noqa: S311 - invented people
    for slug in PLACES:
        body = made[slug].organisation
        who = Who(None, body.pk, Purpose.CARE, Sight.REFERRED | Sight.IDENTITY)
        found = Activity.objects.filter(service__organisation=body, enrolment=Activity.Enrolment.OPEN)
        for activity in found.order_by("created_at", "pk"):
            _enrol(activity, who, random)
            _attend(activity, who, random)


def _enrol(activity: Activity, who: Who, random: Random) -> None:
    first = clock.today() - BACK
    scheduled = Activity.objects.filter(pk=activity.pk).prefetch_related("schedules")
    plan_sessions(scheduled.select_related("site__municipality"), first=first, days=BACK.days + DAYS_AHEAD)
    if not activity.sessions.exists():
        return
    is_for_women = activity.texts.filter(name__icontains=FOR_WOMEN).exists()
    names = WOMEN if is_for_women else (*WOMEN, *MEN)
    count = min((activity.capacity or 9) + random.randint(-3, 2), len(names))
    with clock.at(clock.now() - BACK - timedelta(days=2)), asking(who):
        for name in random.sample(names, max(count, 1)):
            reach = random.choice([Reach.CALL, Reach.NOT])
            address = f"333 555{random.randint(0, 9999):04}" if reach is Reach.CALL else ""
            draft = BookingDraft(language="it", called=name, reach=reach, address=address)
            book(id=_id(random), activity=activity, sessions=None, draft=draft, by=who)


def _id(random: Random) -> UUID:
    return UUID(int=random.getrandbits(128), version=4)


def _attend(activity: Activity, who: Who, random: Random) -> None:
    over = activity.sessions.filter(ends_at__lt=clock.now()).select_related("activity__service")
    for session in over:
        with clock.at(session.ends_at), asking(who):
            marks = {hold.pk: random.choice(MARKS) for hold in register_of(session)}
            walk_ins = random.choice([0, 0, 1, 2])
            take_attendance(session=session, marks=marks, walk_ins=walk_ins, sheet=_id(random), by=who)
