"""Countries: their names, codes and calling codes, as far as directories of services use them."""

from functools import lru_cache

ITALY = "IT"

NORTH_AMERICA = frozenset({"US", "CA", "PR", "DO", "JM", "BS", "TT"})
"""Countries whose numbers begin with +1."""

MONTH_FIRST = frozenset({"US"})
"""Where 7/1/2026 is the first of July."""

CALLING = {
    "AL": "355", "AT": "43", "AU": "61", "BE": "32", "BG": "359", "BR": "55", "CH": "41", "CY": "357",
    "CZ": "420", "DE": "49", "DK": "45", "EE": "372", "ES": "34", "FI": "358", "FR": "33", "GB": "44",
    "GR": "30", "HR": "385", "HU": "36", "IE": "353", "IN": "91", "LT": "370", "LU": "352", "LV": "371",
    "MA": "212", "MD": "373", "MT": "356", "MX": "52", "NL": "31", "NO": "47", "NZ": "64", "PL": "48",
    "PT": "351", "RO": "40", "RS": "381", "SE": "46", "SI": "386", "SK": "421", "SM": "378", "SN": "221",
    "TN": "216", "TR": "90", "UA": "380", "ZA": "27",
}  # fmt: skip
"""Calling codes by ISO 3166 code, for countries that drop the zero before it. Source: ITU E.164."""

_NAMES = {
    "AT": "austria|österreich", "AU": "australia", "BE": "belgium|belgio|belgique", "CA": "canada|can",
    "CH": "switzerland|svizzera|schweiz|suisse", "DE": "germany|germania|deutschland|deu|ger",
    "ES": "spain|spagna|españa|esp", "FR": "france|francia|fra",
    "GB": "united kingdom|uk|u.k.|great britain|england|scotland|wales|northern ireland|regno unito|gbr",
    "IE": "ireland|irlanda|irl", "IT": "italy|italia|ita|it.", "MX": "mexico|méxico|messico|mex", "MT": "malta",
    "NL": "netherlands|the netherlands|paesi bassi|olanda|nederland", "NZ": "new zealand|nuova zelanda",
    "PT": "portugal|portogallo", "SI": "slovenia", "SM": "san marino|repubblica di san marino",
    "US": "united states|united states of america|usa|u.s.a.|u.s.|stati uniti|stati uniti d'america",
}  # fmt: skip
_CODES = {name: code for code, names in _NAMES.items() for name in names.split("|")}


@lru_cache(maxsize=512)
def country_code(text: str) -> str:
    """The two letters of ISO 3166 for a code or a name; "" where it is not known."""
    folded = text.strip().casefold()
    if folded in _CODES:
        return _CODES[folded]
    return folded.upper() if len(folded) == 2 and folded.isascii() and folded.isalpha() else ""
