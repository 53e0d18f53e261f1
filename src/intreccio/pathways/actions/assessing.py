"""Everything that changes what is done with a person."""

import json
from datetime import date

from intreccio.kernel import clock
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record
from intreccio.kernel.refusing import Refused
from intreccio.kernel.text import Translated
from intreccio.pathways.events import AssessmentRecorded
from intreccio.pathways.models import Assessment
from intreccio.pathways.rules.giving import Way
from intreccio.pathways.rules.instruments import Answers, Instrument
from intreccio.people.models import Person


@action
def record_assessment(
    *, person: Person, instrument: Instrument, answers: Answers, way: Way, on: date, by: Who
) -> Assessment:
    """Keep what a person answered. Raises `Refused` where they answered nothing, or on a day to come."""
    if not answers:
        raise Refused(Translated(it="Non c'è nessuna risposta.", en="There is no answer at all."))
    if on > clock.today():
        raise Refused(Translated(it="Quel giorno deve ancora venire.", en="That day has yet to come."), field="on")
    made = Assessment.objects.create(
        person=person,
        instrument=instrument.slug,
        instrument_version=instrument.version,
        way=way,
        answers=json.dumps(dict(answers)),
        scores={one.key: one.value for one in instrument.scored(answers) if one.value is not None},
        on=on,
        recorded_at=clock.now(),
    )
    record(AssessmentRecorded(person.pseudonym, made.pk, way), by=by)
    return made
