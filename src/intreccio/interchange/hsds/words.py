"""What answers say in words of their own, in Italian and English."""

from intreccio.kernel.text import Translated

COSTS = {
    "free": Translated(it="Gratuito", en="Free of charge"),
    "amount": Translated(it="A pagamento", en="To be paid"),
    "contribution": Translated(it="Contributo libero", en="Free contribution"),
    "membership": Translated(it="Quota associativa", en="Membership"),
}
PER = {
    "meeting": Translated(it="a incontro", en="a meeting"),
    "month": Translated(it="al mese", en="a month"),
    "year": Translated(it="all'anno", en="a year"),
    "course": Translated(it="per l'intero corso", en="for the whole course"),
    "once": Translated(it="una volta sola", en="once"),
    "hour": Translated(it="all'ora", en="an hour"),
}
ISEE = Translated(it="con ISEE fino a {amount}", en="with an ISEE up to {amount}")
AMOUNT = Translated(it="Che cosa si riceve: {text}.", en="What you get: {text}.")
OPENS = Translated(it="Domande dal {day}.", en="Requests from {day}.")
CLOSES = Translated(it="Domande fino al {day}.", en="Requests until {day}.")
WHERE = Translated(it="Dove fare domanda: {text}.", en="Where to apply: {text}.")
INCOMPATIBLE = Translated(it="Non si somma a: {text}.", en="Not together with: {text}.")
ENTITLED = Translated(it="Con ISEE fino a {amount}.", en="With an ISEE up to {amount}.")
DEMONSTRATION = Translated(
    it="Dimostrazione: enti, persone e servizi sono inventati.",
    en="Demonstration: organisations, persons and services are invented.",
)


def euros(cents: int, language: str) -> str:
    """`€ 1.250` or `€ 12,50` in Italian, `€ 1,250` and `€ 12.50` otherwise."""
    text = f"{cents / 100:,.{2 if cents % 100 else 0}f}"
    return f"€ {text.translate(str.maketrans(',.', '.,')) if language == 'it' else text}"
