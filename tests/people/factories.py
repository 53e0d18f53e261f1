"""Organisations that accompany people, and those who work for them."""

from dataclasses import dataclass

from intreccio.actors.access import viewer_for
from intreccio.actors.models import Organisation
from intreccio.kernel.acting import Purpose, Who
from intreccio.people import actions
from intreccio.people.access import accompanying, in_an_emergency
from intreccio.people.models import Person
from intreccio.people.rules.details import IdentityDetails
from tests.actors import factories

TAX_CODE = "RSSMRA85T10A562S"
MARIA = IdentityDetails("María", "Rossi", tax_code=TAX_CODE, phone="333 1234567")
STATISTICS = Who(None, None, Purpose.STATISTICS)


@dataclass(frozen=True)
class House:
    """An organisation with one who accompanies people for it, and a helper."""

    organisation: Organisation
    worker: Who
    helper: Who
    in_emergency: Who

    def registers(self, details=MARIA, *, with_card=False) -> Person:
        return actions.register(
            custodian=self.organisation, language="es", details=details, with_card=with_card, by=self.worker
        )


def house(name: str) -> House:
    made = factories.organisation(name)
    worker = viewer_for(factories.user((made, "link-worker")))
    helper = viewer_for(factories.user((made, "volunteer-helper")))
    return House(made, accompanying(worker), accompanying(helper), in_an_emergency(worker))
