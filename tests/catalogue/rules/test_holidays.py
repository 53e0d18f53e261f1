from datetime import date

import pytest

from intreccio.catalogue.rules.holidays import PROVINCES, public_holidays


def test_national_days_and_the_patron_saint_are_public_holidays() -> None:
    bergamo = public_holidays(2026, "BG")
    assert bergamo - public_holidays(2026) == {date(2026, 8, 26)}
    assert {date(2026, 4, 6), date(2026, 4, 25), date(2026, 12, 25)} <= bergamo


def test_saint_francis_is_a_holiday_again_from_2026() -> None:
    assert date(2026, 10, 4) in public_holidays(2026)
    assert date(2025, 10, 4) not in public_holidays(2025)


def test_every_province_has_holidays() -> None:
    assert len(PROVINCES) >= 107
    assert all(len(public_holidays(2027, province)) >= 12 for province in PROVINCES)


@pytest.mark.parametrize(("year", "province"), [(2026, "XX"), (2026, "Trani"), (1900, None), (2500, "BG")])
def test_an_unknown_province_or_year_is_refused(year: int, province: str | None) -> None:
    with pytest.raises(ValueError, match=r"province|year"):
        public_holidays(year, province)
