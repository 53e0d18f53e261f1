"""Numbers to call when it cannot wait."""

from django.utils.translation import gettext as _

from intreccio.web.shown.pieces import UrgentNumber


def urgent_numbers() -> tuple[UrgentNumber, ...]:
    """National numbers, free of charge, in the reader's language."""
    return (
        UrgentNumber("112", _("Emergency: health, fire, police")),
        UrgentNumber("116117", _("A doctor at night and on holidays, for what is not urgent")),
        UrgentNumber("1522", _("Violence and stalking, day and night")),
        UrgentNumber("114", _("Children and young people in danger")),
    )
