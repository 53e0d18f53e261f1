"""The pages that are looked at whole: by rules of accessibility, in every width and theme."""

import re

from playwright.sync_api import Page

WALKING = "Cammini di casa – pianura"
SHELTER = "Casa di accoglienza"

PUBLIC = {
    "find": "/",
    "find-filtered": "/?what=ginastica&where=Dalmine&free=yes&term=activities:movimento",
    "find-nothing": "/?what=qqqqzzzz",
    "find-wrong": "/?where=Xyzzyland&age=old",
    "pathways": "/pathways/",
    "pathway": "/pathways/cuore-in-cammino/?where=Dalmine",
    "month": "/month/?what=cammino&where=Bergamo&free=yes",
    "month-nothing": "/month/?what=qqqqzzzz",
    "service": f"/?what={WALKING}",
    "service-confidential": f"/?what={SHELTER}",
    "organisations": "/network/",
    "organisations-none": "/network/?q=qqqqzzzz",
    "organisation": "/network/?q=Passo+Lento",
    "organisation-confidential": "/network/?q=Lune+Nuove",
    "list-empty": "/list/",
    "booklet": "/booklet/?where=Dalmine",
    "offline": "/offline/",
    "embed-unknown": "/embed/x/",
    "help": "/help/",
    "help-near": "/help/?where=Dalmine",
    "traces": "/help/traces/",
    "find-delicate": "/?what=violenza",
    "accessibility": "/accessibility/",
    "privacy": "/privacy/",
    "sign-in": "/accounts/login/",
    "password-forgotten": "/accounts/password/reset/",
    "components": "/components/",
    "service-report": f"/?what={WALKING}",
    "list": f"/?what={WALKING}",
    "organisation-claim": "/network/?q=Passo+Lento",
    "report-link-refused": "/reports/x/",
    "mine": "/mine/",
    "book": "/?what=Mezz'ora+al+passo",
    "booking-over": "/booked/x/",
    "door-over": "/here/x/",
    "not-found": "/services/00000000-0000-7000-8000-000000000000/",
}
SIGNED_IN = {
    "office": ("network-office", "/office/"),
    "office-reports": ("network-office", "/office/reports/"),
    "office-report": ("network-office", "/office/reports/"),
    "office-claim": ("network-office", "/office/claims/"),
    "members": ("steward", "/network/?q=Sedie+in+Cerchio"),
    "office-claims": ("network-office", "/office/claims/"),
    "office-words": ("network-office", "/office/words/?word=badante"),
    "office-embeds": ("network-office", "/office/embeds/"),
    "embed": ("network-office", "/office/embeds/"),
    "office-changes": ("network-office", "/office/changes/"),
    "office-change": ("network-office", "/office/changes/"),
    "office-terms": ("network-office", "/office/terms/"),
    "office-term": ("network-office", "/office/terms/"),
    "office-pathways": ("network-office", "/office/pathways/"),
    "office-pathway": ("network-office", "/office/pathways/cuore-in-cammino/"),
    "coverage": ("network-office", "/pathways/coverage/"),
    "coverage-pathway": ("link-worker", "/pathways/cuore-in-cammino/coverage/"),
    "office-quick": ("network-office", "/office/quick/"),
    "people": ("link-worker", "/people/"),
    "today": ("link-worker", "/referrals/today/"),
    "sessions": ("operator", "/sessions/"),
    "register": ("link-worker", "/sessions/?show=past"),
    "register-sheet": ("link-worker", "/sessions/?show=past"),
    "person-book": ("link-worker", "/people/"),
    "person-key": ("link-worker", "/people/"),
    "ranking": ("link-worker", "/referrals/ranking/"),
    "referral-numbers": ("planning-office", "/numbers/referrals/"),
    "help-requests": ("link-worker", "/referrals/requests/"),
    "referrals": ("link-worker", "/referrals/?show=sent&all=1"),
    "referral-board": ("link-worker", "/referrals/board/?show=sent"),
    "referral": ("volunteer-helper", "/referrals/?show=sent"),
    "referral-new": ("link-worker", "/people/"),
    "questionnaires": ("link-worker", "/people/"),
    "person": ("link-worker", "/people/"),
    "plan": ("link-worker", "/people/"),
    "person-new": ("link-worker", "/people/new/"),
    "person-urgent": ("link-worker", "/people/urgent/"),
    "people-accesses": ("data-protection-officer", "/people/accesses/"),
    "office-verifying": ("network-office", "/office/organisations/"),
    "office-stale": ("network-office", "/office/stale/"),
    "journal": ("network-office", "/journal/"),
    "second-factor": ("network-office", "/accounts/2fa/"),
    "second-factor-set-up": ("steward", "/accounts/2fa/totp/activate/"),
    "password": ("steward", "/accounts/password/change/"),
    "mail-addresses": ("steward", "/accounts/email/"),
    "desk": ("steward", "/desk/"),
    "desk-listing": ("steward", "/desk/"),
    "desk-edit": ("steward", "/desk/"),
    "desk-group": ("steward", "/desk/"),
    "desk-history": ("steward", "/desk/"),
    "desk-upload": ("steward", "/desk/"),
    "desk-organisation": ("steward", "/desk/"),
    "desk-place": ("steward", "/desk/"),
    "sign-out": ("steward", "/accounts/logout/"),
    "not-allowed": ("steward", "/journal/"),
}
THROUGH = {
    "service": WALKING,
    "service-confidential": SHELTER,
    "service-report": WALKING,
    "book": "Mezz'ora al passo",
    "organisation": "Passo Lento APS",
    "organisation-claim": "Passo Lento APS",
    "members": "Sedie in Cerchio ODV",
    "organisation-confidential": "Lune Nuove",
}
"""Pages reached by a link of the page opened, since their address is made anew with every demonstration."""

LAST_LINK = {
    "book": "/book/",
    "service-report": "/report/",
    "organisation-claim": "/claim/",
    "members": "/members/",
    "office-report": "/office/reports/",
    "office-claim": "/office/claims/",
    "embed": "/embed/",
    "office-change": "/office/changes/",
    "office-term": "/office/terms/",
}
"""Pages reached from there by the last link whose address holds this."""
ON_THE_DESK = {
    "person": ["Midali"],
    "register": [":"],
    "register-sheet": [":", "Su carta"],
    "person-book": ["Midali", "Prenota un incontro"],
    "person-key": ["Midali", "La sua strada"],
    "plan": ["Midali", "Piano personale"],
    "questionnaires": ["Midali", "Che cosa ha risposto"],
    "referral": ["Corso di italiano"],
    "referral-new": ["Midali", "Invia a chi può aiutare"],
    "desk-listing": ["Chi resta"],
    "desk-edit": ["Chi resta", "Cambia"],
    "desk-group": ["Chi resta", "Aggiungi un gruppo o corso"],
    "desk-history": ["Chi resta", "Storia delle modifiche"],
    "desk-organisation": ["Cambia quello che si dice di voi"],
    "desk-place": ["Aggiungi un luogo"],
    "desk-upload": ["Carica la tabella cambiata"],
}
"""Links to follow, one after another."""


def go_on(page: Page, name: str) -> None:
    """From the page opened to the one meant."""
    if name in THROUGH:
        page.locator("main").get_by_role("link", name=re.compile(re.escape(THROUGH[name]))).first.click()
        page.wait_for_url(re.compile("/(services|network)/[0-9a-f-]{36}/"))
    if name in LAST_LINK:
        before = page.url
        page.locator(f'main a[href*="{LAST_LINK[name]}"]').last.click()
        page.wait_for_url(lambda address: address != before)
    if name == "list":
        page.locator("button.keep").first.click()
        page.locator("button.keep-on").wait_for()
        page.goto("/list/")
    for link in ON_THE_DESK.get(name, []):
        page.locator("main").get_by_role("link", name=re.compile(re.escape(link))).first.click()
        page.wait_for_load_state()
