"""Money is a whole number of cents and a currency; never a float."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Self


@dataclass(frozen=True, order=True)
class Money:
    """An amount in cents of one currency (ISO 4217)."""

    cents: int
    currency: str = "EUR"

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str = "EUR") -> Self:
        """`Money.of("12.50")` is 1,250 cents; half a cent goes to the even cent."""
        cents = (Decimal(amount) * 100).quantize(Decimal(1), rounding=ROUND_HALF_EVEN)
        return cls(int(cents), currency)

    @property
    def amount(self) -> Decimal:
        """The amount in whole units with two decimals."""
        return Decimal(self.cents).scaleb(-2)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.cents + self._same(other).cents, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.cents - self._same(other).cents, self.currency)

    def _same(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise ValueError(f"Cannot mix {self.currency} and {other.currency}.")
        return other
