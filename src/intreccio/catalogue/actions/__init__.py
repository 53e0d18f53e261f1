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
from intreccio.catalogue.actions.embeds import issue_embed, switch_embed
from intreccio.catalogue.actions.listings import confirm, publish, update_freshness, withdraw
from intreccio.catalogue.actions.pathways import PathwayDraft, StepDraft, remove_pathway, save_pathway
from intreccio.catalogue.actions.proposing import (
    approve_proposal,
    oversee,
    propose,
    propose_edits,
    return_proposal,
    take_back_proposal,
)
from intreccio.catalogue.actions.quick import QuickDraft, add_quick_listing
from intreccio.catalogue.actions.redrafting import activity_draft_of, copy_service, draft_of, draft_said
from intreccio.catalogue.actions.reminding import CONFIRM, confirmation_link, remind
from intreccio.catalogue.actions.renderings import attach_rendering, remove_rendering
from intreccio.catalogue.actions.reporting import (
    FOLLOW,
    follow_token,
    forget_reports,
    pass_on,
    report_mistake,
    settle_report,
)
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
from intreccio.catalogue.actions.terms import TermDraft, add_term, edit_term, offer_term, withdraw_term
from intreccio.catalogue.actions.waiting import index_waiting
from intreccio.catalogue.actions.words import (
    add_synonym,
    forget_unmet,
    keep_unmet,
    learn_synonyms,
    remove_synonym,
)

__all__ = [
    "CONFIRM",
    "FOLLOW",
    "ActivityDraft",
    "BenefitDraft",
    "CostDraft",
    "OpeningDraft",
    "PathwayDraft",
    "QuickDraft",
    "ServiceDraft",
    "SourceDetails",
    "StepDraft",
    "TermDraft",
    "TextDraft",
    "activity_draft_of",
    "add_activity",
    "add_quick_listing",
    "add_service",
    "add_services",
    "add_source",
    "add_synonym",
    "add_term",
    "approve_proposal",
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
    "edit_term",
    "ensure_secret",
    "follow_token",
    "forget_reports",
    "forget_unmet",
    "index_waiting",
    "issue_embed",
    "keep_dates",
    "keep_unmet",
    "learn_synonyms",
    "link_reference",
    "load_base_taxonomies",
    "note_fetch",
    "offer_term",
    "oversee",
    "pass_on",
    "plan_sessions",
    "propose",
    "propose_edits",
    "publish",
    "reinstate_session",
    "remind",
    "remove_activity",
    "remove_pathway",
    "remove_rendering",
    "remove_synonym",
    "report_mistake",
    "restore",
    "return_proposal",
    "save_pathway",
    "settle_conflict",
    "settle_report",
    "settle_vanished",
    "switch_embed",
    "take_back_proposal",
    "undo",
    "update_freshness",
    "withdraw",
    "withdraw_term",
]
