"""What can happen on the way with a person. `person` is always the journal's pseudonym."""

from dataclasses import dataclass
from uuid import UUID

from intreccio.kernel.journal import Event
from intreccio.pathways.rules.giving import Way


@dataclass(frozen=True)
class AssessmentRecorded(Event):
    """A person answered a questionnaire."""

    name = "pathways.assessment-recorded"
    person: UUID
    assessment: UUID
    way: Way
