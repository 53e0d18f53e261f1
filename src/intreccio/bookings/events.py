"""What can happen with places. `person` is the journal's pseudonym, where a place is held for somebody accompanied."""

from dataclasses import dataclass
from uuid import UUID

from intreccio.kernel.journal import Event


@dataclass(frozen=True)
class PlacesBooked(Event):
    """Somebody has places, or waits for them."""

    name = "bookings.booked"
    person: UUID | None
    booking: UUID
    held: int
    waiting: int


@dataclass(frozen=True)
class PlacesGivenBack(Event):
    """Somebody does not come after all."""

    name = "bookings.given-back"
    person: UUID | None
    booking: UUID
    places: int


@dataclass(frozen=True)
class PlacesOffered(Event):
    """Places became free and were offered to those who wait."""

    name = "bookings.offered"
    activity: UUID
    offers: int


@dataclass(frozen=True)
class OfferTaken(Event):
    """Somebody took the places that they were offered."""

    name = "bookings.offer-taken"
    person: UUID | None
    booking: UUID


@dataclass(frozen=True)
class OffersLapsed(Event):
    """Offers that nobody took are over."""

    name = "bookings.offers-lapsed"
    offers: int


@dataclass(frozen=True)
class BookingsExtended(Event):
    """Those who are enrolled have places in newly planned sessions."""

    name = "bookings.extended"
    places: int


@dataclass(frozen=True)
class HoldersReminded(Event):
    """Those who hold a place tomorrow were reminded."""

    name = "bookings.reminded"
    messages: int


@dataclass(frozen=True)
class AttendanceTaken(Event):
    """It was written down who came to a session."""

    name = "bookings.attendance-taken"
    session: UUID
    present: int
    absent: int
    excused: int
    walk_ins: int


@dataclass(frozen=True)
class BookingsForgotten(Event):
    """Names and addresses of old bookings were erased."""

    name = "bookings.forgotten"
    bookings: int
