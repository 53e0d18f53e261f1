"""Addresses of the network office's desk."""

from django.urls import path

from intreccio.web.office import changes, claims, desk, embeds, pathways, quick, reports, terms, verifying, words

urlpatterns = [
    path("", desk.page, name="office"),
    path("quick/", quick.page, name="office-quick"),
    path("stale/", desk.stale, name="office-stale"),
    path("claims/", claims.page, name="office-claims"),
    path("claims/<uuid:claim>/", claims.one, name="office-claim"),
    path("claims/<uuid:claim>/proof/", claims.proof, name="office-claim-proof"),
    path("embeds/", embeds.page, name="office-embeds"),
    path("embeds/<uuid:embed>/switch/", embeds.switch, name="office-embed-switch"),
    path("organisations/", verifying.page, name="office-verifying"),
    path("organisations/<uuid:organisation>/", verifying.one, name="office-verify"),
    path("pathways/", pathways.page, name="office-pathways"),
    path("pathways/new/", pathways.new, name="office-pathway-new"),
    path("pathways/<slug:pathway>/", pathways.one, name="office-pathway"),
    path("pathways/<slug:pathway>/remove/", pathways.remove, name="office-pathway-remove"),
    path("changes/", changes.page, name="office-changes"),
    path("changes/<uuid:proposal>/", changes.one, name="office-change"),
    path("terms/", terms.page, name="office-terms"),
    path("terms/new/<uuid:taxonomy>/", terms.new, name="office-term-new"),
    path("terms/<uuid:term>/", terms.one, name="office-term"),
    path("terms/<uuid:term>/offer/", terms.offer, name="office-term-offer"),
    path("words/", words.page, name="office-words"),
    path("words/<uuid:synonym>/remove/", words.remove, name="office-synonym-remove"),
    path("reports/", reports.page, name="office-reports"),
    path("reports/<uuid:report>/", reports.one, name="office-report"),
]
