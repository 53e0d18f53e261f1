"""Writing down who came: by the one who keeps the register, or by those who come themselves."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from intreccio.bookings.events import AttendanceTaken
from intreccio.bookings.models import Hold, WalkIns
from intreccio.bookings.rules.holding import Came, HoldState, clean_code
from intreccio.catalogue.models import Session
from intreccio.kernel import clock
from intreccio.kernel.acting import SYSTEM, Who
from intreccio.kernel.actions import action
from intreccio.kernel.databases.context import asking
from intreccio.kernel.journal import record
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated

Marks = Mapping[UUID, Came]
"""By place, whether whoever held it came."""
DOOR_OPENS = timedelta(hours=1)
"""How long before and after a session those who come may say so themselves."""


@action
def take_attendance(*, session: Session, marks: Marks, walk_ins: int, sheet: UUID, by: Who) -> None:
    """Write down who came, and how many more without a place.

    `sheet` is made with the form: walk-ins of one sheet count once, however often it is sent. Raises `Refused` for a
    session that has not begun.
    """
    if clock.now() < session.starts_at - DOOR_OPENS:
        raise Refused(
            Translated(it="L'incontro deve ancora cominciare.", en="The meeting has yet to begin."), field="sheet"
        )
    by_mark: dict[Came, list[UUID]] = defaultdict(list)
    for hold, came in marks.items():
        by_mark[came].append(hold)
    held = Hold.objects.filter(session=session, state=HoldState.HELD)
    for came, holds in by_mark.items():
        held.filter(pk__in=holds).exclude(came=came).update(came=came)
    _count_walk_ins(session, walk_ins, sheet)
    _note(session, by)


@action
def arrive(*, session: Session, code: str, sheet: UUID, by: Who) -> None:
    """Say that one has come, by the code of one's booking; without one, to be counted.

    Raises `Refused` where nothing is held under the code, or it is not the time.
    """
    if not session.starts_at - DOOR_OPENS <= clock.now() <= session.ends_at + DOOR_OPENS or session.cancelled:
        raise Refused(Translated(it="Non è l'ora di questo incontro.", en="It is not the time of this meeting."))
    with asking(SYSTEM):
        if not clean_code(code):
            _count_walk_ins(session, 1, sheet)
        elif not _come(session, clean_code(code)):
            raise Refused(
                Translated(
                    it="Con questo codice non c'è un posto: controllalo, o lascialo vuoto.",
                    en="Nothing is held under this code: check it, or leave it empty.",
                ),
                field="code",
            )
        _note(session, by)


def _come(session: Session, code: str) -> bool:
    held = Hold.objects.filter(session=session, state=HoldState.HELD, booking__code=code)
    return bool(held.update(came=Came.PRESENT))


def _count_walk_ins(session: Session, count: int, sheet: UUID) -> None:
    if not count:
        return
    body = session.activity.service.organisation_id
    WalkIns.objects.bulk_create(
        [WalkIns(id=sheet, session=session, organisation_id=body, count=count, at=clock.now())],
        ignore_conflicts=True,
    )


def _note(session: Session, by: Who) -> None:
    came = Counter[str]()
    for mark, places in Hold.objects.filter(session=session, state=HoldState.HELD).values_list("came", "places"):
        came[mark] += places
    walk_ins = sum(WalkIns.objects.filter(session=session).values_list("count", flat=True))
    record(AttendanceTaken(session.pk, came[Came.PRESENT], came[Came.ABSENT], came[Came.EXCUSED], walk_ins), by=by)
