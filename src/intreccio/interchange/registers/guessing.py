"""What a body may be, guessed from its name: a proposal for whoever verifies it, never more.

A guess never makes a body public: "Università della terza età" is an association.
"""

import re

from intreccio.actors.rules.kinds import EX_ONLUS, OrganisationKind
from intreccio.territory.rules import folded

Kind = OrganisationKind

_TELLING = (
    (Kind.VOLUNTEER_CENTRE, r"^csv\b|\bcentro (di )?servizi\w? (per|al) (il )?volontariato\b"),
    (Kind.CIVIL_PROTECTION, r"\bprotezione civile\b"),
    (Kind.PARISH, r"^parrocchia\b"),
    (Kind.PHARMACY, r"^farmacia\b"),
    (Kind.COMMUNITY_COOPERATIVE, r"\bcooperativa di comunita\b"),
    (Kind.SOCIAL_COOPERATIVE, r"\bcoop\w*( \w+)? social[ei]\b|\bscs\b|\bsoc coop soc\b"),
    (Kind.MUTUAL_SOCIETY, r"\bmutuo soccorso\b|\bsms\b"),
    (Kind.BANKING_FOUNDATION, r"\bfondazione (cassa di risparmio|cassa dei risparmi)\b"),
    (Kind.ODV, r"\bodv\b|\borganizzazione di volontariato\b"),
    (Kind.APS, r"\baps\b|\bpromozione sociale\b"),
    (Kind.PHILANTHROPIC_BODY, r"\bente filantropico\b"),
    (Kind.FOUNDATION, r"\bfondazione\b"),
    (Kind.SPORTS_CLUB, r"\b[as]sd(rl)?\b|\bdilettantistica\b|\bpolisportiva\b"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _TELLING)
_ASSOCIATION = re.compile(r"\bassociazion[ei]\b|\bass(oc)?( ne)?\b")
_NOT_ONLUS = re.compile(r"\bets\b|\bodv\b|\baps\b|\bimpresa sociale\b|\bente filantropico\b")

_COLUMN = {
    "asd": Kind.SPORTS_CLUB,
    "aps": Kind.APS,
    "odv": Kind.ODV,
    "coop_sociale": Kind.SOCIAL_COOPERATIVE,
    "fondazione": Kind.FOUNDATION,
    "sms": Kind.MUTUAL_SOCIETY,
}

_FORMS = {
    Kind.SOCIAL_COOPERATIVE: "societa-cooperativa",
    Kind.COMMUNITY_COOPERATIVE: "societa-cooperativa",
    Kind.MUTUAL_SOCIETY: "societa-mutuo-soccorso",
}


def guess_kind(name: str, *, hint: str = "", sports: bool = False) -> OrganisationKind:
    """The likeliest kind, by the register's sports flag, the name, the register's own guess (`hint`)."""
    if sports:
        return Kind.SPORTS_CLUB
    words = name_words(name)
    told = next((kind for kind, pattern in _PATTERNS if pattern.search(words)), None)
    return told or _COLUMN.get(hint) or (Kind.ASSOCIATION if _ASSOCIATION.search(words) else Kind.OTHER)


def guess_legal_form(name: str, kind: OrganisationKind, *, onlus_or_ets: bool) -> str:
    """A legal form where name or register tell one, else "".

    Who stood in a list of ONLUS and does not name another quality is "ex ONLUS, to be verified".
    """
    words = name_words(name)
    if kind in _FORMS:
        return _FORMS[kind]
    if kind is Kind.SPORTS_CLUB:
        return "ssd" if re.search(r"\bssd(rl)?\b", words) else "asd" if re.search(r"\basd\b", words) else ""
    if onlus_or_ets and not _NOT_ONLUS.search(words):
        return EX_ONLUS
    return "fondazione" if kind in (Kind.FOUNDATION, Kind.BANKING_FOUNDATION) else ""


def name_words(name: str) -> str:
    """A name in plain lower-case words, acronyms joined: `"A.S.D. Età Libera"` → `"asd eta libera"`."""
    return re.sub(r"\b(\w) (?=\w\b)", r"\1", folded(name))
