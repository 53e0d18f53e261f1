"""The only files of the room that write."""

from intreccio.catalogue.actions.activities import (
    add_activity,
    cancel_session,
    edit_activity,
    plan_sessions,
    reinstate_session,
    remove_activity,
)
from intreccio.catalogue.actions.dates import keep_dates
from intreccio.catalogue.actions.drafts import (
    ActivityDraft,
    BenefitDraft,
    CostDraft,
    OpeningDraft,
    ServiceDraft,
    TextDraft,
)
from intreccio.catalogue.actions.listings import confirm, publish, update_freshness, withdraw
from intreccio.catalogue.actions.redrafting import activity_draft_of, copy_service, draft_of, draft_said
from intreccio.catalogue.actions.reminding import CONFIRM, confirmation_link, remind
from intreccio.catalogue.actions.renderings import attach_rendering, remove_rendering
from intreccio.catalogue.actions.restoring import restore, undo
from intreccio.catalogue.actions.secrets import ensure_secret
from intreccio.catalogue.actions.services import (
    add_service,
    add_services,
    edit_service,
    edit_services,
    link_reference,
)
from intreccio.catalogue.actions.sources import (
    SourceDetails,
    add_source,
    edit_source,
    note_fetch,
    settle_conflict,
    settle_vanished,
)
from intreccio.catalogue.actions.taxonomies import load_base_taxonomies
from intreccio.catalogue.actions.waiting import index_waiting

__all__ = [
    "CONFIRM",
    "ActivityDraft",
    "BenefitDraft",
    "CostDraft",
    "OpeningDraft",
    "ServiceDraft",
    "SourceDetails",
    "TextDraft",
    "activity_draft_of",
    "add_activity",
    "add_service",
    "add_services",
    "add_source",
    "attach_rendering",
    "cancel_session",
    "confirm",
    "confirmation_link",
    "copy_service",
    "draft_of",
    "draft_said",
    "edit_activity",
    "edit_service",
    "edit_services",
    "edit_source",
    "ensure_secret",
    "index_waiting",
    "keep_dates",
    "link_reference",
    "load_base_taxonomies",
    "note_fetch",
    "plan_sessions",
    "publish",
    "reinstate_session",
    "remind",
    "remove_activity",
    "remove_rendering",
    "restore",
    "settle_conflict",
    "settle_vanished",
    "undo",
    "update_freshness",
    "withdraw",
]
