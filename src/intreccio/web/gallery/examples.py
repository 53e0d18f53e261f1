"""Examples for the gallery of components: every component, in every state.

Bodies, people and services are those of the demonstration: invented.
"""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from intreccio.web.frame.squares import square
from intreccio.web.shown.find import Answer, FacetChoice, FacetGroup, Question, Result
from intreccio.web.shown.pieces import (
    Column,
    Fact,
    Language,
    Link,
    MapFrame,
    Option,
    PageLink,
    Pages,
    Place,
    Row,
    Step,
    Table,
    UrgentNumber,
)
from intreccio.web.shown.services import ContactShown

ITALIAN, ENGLISH = Language("it", "italiano"), Language("en", "English")
ARABIC, PUNJABI, SPANISH = Language("ar", "العربية"), Language("pa", "ਪੰਜਾਬੀ"), Language("es", "español")

URGENT_NUMBERS = (
    UrgentNumber("112", "Emergenza: sanitaria, fuoco, polizia"),
    UrgentNumber("116117", "Guardia medica, cure non urgenti"),
    UrgentNumber("1522", "Violenza e stalking"),
    UrgentNumber("114", "Bambini e ragazzi in pericolo"),
)

WALKING = Result(
    name="Gruppo di cammino «Lungo il Brembo»",
    url="#walking",
    organisation="Passo Lento APS",
    summary="Si cammina un'ora insieme, al passo del più lento. Alla fine il caffè.",
    place="Ponte San Pietro",
    distance_km=0.8,
    next_opening="Oggi alle 17:00",
    is_open_now=True,
    is_free=True,
    languages=(ITALIAN, SPANISH),
    accessibility=("Senza barriere",),
    tags=("Movimento", "Compagnia"),
    lat=45.7003,
    lon=9.5866,
)
LISTENING = Result(
    name="Primo ascolto",
    url="#listening",
    organisation="Parrocchia di Santa Marta al Ponte",
    summary="Qualcuno che ascolta, senza appuntamento e senza chiedere documenti.",
    place="Bergamo, quartiere Ponte",
    distance_km=3.4,
    next_opening="Domani, 9:15–11:30",
    is_free=True,
    languages=(ITALIAN, ARABIC, PUNJABI),
    lat=45.6895,
    lon=9.6513,
)
REFUGE = Result(
    name="Centro antiviolenza",
    url="#refuge",
    organisation="Lune Nuove ODV",
    summary="Accoglienza, consulenza legale e psicologica, una casa quando serve.",
    place="Indirizzo riservato",
    next_opening="Sempre, al 1522",
    is_free=True,
)
RESULTS = (WALKING, LISTENING, REFUGE)

ANSWER = Answer(total=1000, total_is_exact=False, results=RESULTS, corrections="ginnastica dolce")
NOTHING = Answer(total=0, results=())
QUESTION = Question(what="ginastica dolce", where="Ponte San Pietro", kept=(("free", "yes"),))

FACETS = (
    FacetGroup(
        "when",
        "Quando",
        (
            FacetChoice("when-today", "Oggi", "today", "#", 128),
            FacetChoice("when-evening", "Dopo le 17", "evening", "#", 41),
            FacetChoice("when-sunday", "Domenica", "sunday", "#", 9),
        ),
    ),
    FacetGroup(
        "how",
        "Come",
        (
            FacetChoice("how-free", "Gratis", "free", "#", 611, active=True),
            FacetChoice("how-barrier", "Senza barriere", "barrier-free", "#", 204),
            FacetChoice("how-walk-in", "Senza appuntamento", "walk-in", "#", 87),
        ),
    ),
)
ORDERS = (
    Option("near", "più vicini", is_chosen=True),
    Option("soon", "prossimi ad aprire"),
    Option("match", "più adatti"),
)
PAGES = Pages(
    links=(
        PageLink(1, "#"),
        PageLink(2, "#", is_current=True),
        PageLink(3, "#"),
        PageLink(None),
        PageLink(50, "#"),
    ),
    previous_url="#",
    next_url="#",
)
MAP = MapFrame(points_from="#found", centre_lat=45.70, centre_lon=9.67)

CRUMBS = (Link("Trova", "#"), Link("Movimento", "#"), Link("Gruppo di cammino «Lungo il Brembo»"))
TABS = (Place("Servizi", "#", is_current=True), Place("Sedi", "#"), Place("Persone", "#"), Place("Accordi", "#"))
SEGMENTS = (Place("Elenco", "#", is_current=True), Place("Mappa", "#"), Place("Calendario", "#"))
STEPS = (
    Step("Scegli il file", is_done=True),
    Step("Colonne", is_current=True),
    Step("Controllo"),
    Step("Salva"),
)
FACTS = (
    Fact("Codice fiscale", "95000000168"),
    Fact("RUNTS", "Sezione b: associazioni di promozione sociale", "#"),
    Fact("Attività", "Articolo 5: interventi e servizi sociali; attività sportive dilettantistiche"),
)
TABLE = Table(
    caption="Gruppi di cammino per comune",
    columns=(
        Column("Comune", sort_url="#", sorted="ascending"),
        Column("Ambito"),
        Column("Gruppi", is_number=True, sort_url="#"),
        Column("Persone", is_number=True, sort_url="#"),
    ),
    rows=(
        Row(("Dalmine", "Brembo-Adda", "3", "71"), "#"),
        Row(("Piazza Brembana", "Alta Valle", "1", "meno di 10"), "#"),
        Row(("Ponte San Pietro", "Brembo-Adda", "4", "96"), "#"),
    ),
)

CONTACTS = (
    ContactShown("it-telephone", "Telefono", "035 000 0000", "tel:0350000000"),
    ContactShown("it-mail", "Posta", "cammini@passolento.example", "mailto:cammini@passolento.example"),
)


class ExampleForm(forms.Form):
    """A field of every kind."""

    name = forms.CharField(
        label=_("Name of the service"), help_text=_("As people call it, not as the project is called.")
    )
    mail = forms.EmailField(label=_("Email address"), required=False)
    day = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}))
    place = forms.ChoiceField(label=_("Municipality"), choices=[("", "—"), ("016170", "Ponte San Pietro")])
    words = forms.CharField(
        label=_("What happens there"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    tongues = forms.MultipleChoiceField(
        label=_("Languages spoken"),
        choices=[("it", "italiano"), ("es", "español"), ("ar", "العربية")],
        widget=forms.CheckboxSelectMultiple,
    )
    entry = forms.ChoiceField(
        label=_("How one gets in"),
        choices=[("walk-in", _("without appointment")), ("booking", _("by appointment"))],
        widget=forms.RadioSelect,
    )
    sheet = forms.FileField(label=_("Leaflet"), required=False, help_text=_("PDF, up to 2 MB."))
    agreed = forms.BooleanField(label=_("The organisation agrees to be listed"))


def context() -> dict[str, object]:
    """All that templates/gallery/page.html reads."""
    return {
        "clean_form": ExampleForm(auto_id="clean_%s"),
        "wrong_form": ExampleForm({"name": "", "mail": "nome.cognome", "day": "2026-02-28"}, auto_id="wrong_%s"),
        "results": RESULTS,
        "answer": ANSWER,
        "question": QUESTION,
        "facets": FACETS,
        "orders": ORDERS,
        "pages": PAGES,
        "map": MAP,
        "example_crumbs": CRUMBS,
        "tabs": TABS,
        "segments": SEGMENTS,
        "steps": STEPS,
        "facts": FACTS,
        "table": TABLE,
        "contacts": CONTACTS,
        "numbers": URGENT_NUMBERS,
        "languages": (ITALIAN, ENGLISH, ARABIC, PUNJABI, SPANISH),
        "square": square("https://intreccio.example.org/"),
        "printed_on": dt.date(2026, 9, 24),
    }
