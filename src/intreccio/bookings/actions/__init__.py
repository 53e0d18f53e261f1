"""Everything that changes who has a place, and who came."""

from intreccio.bookings.actions.attending import Marks, arrive, take_attendance
from intreccio.bookings.actions.booking import BookingDraft, book, give_back
from intreccio.bookings.actions.extending import extend
from intreccio.bookings.actions.forgetting import forget_bookings
from intreccio.bookings.actions.offering import give_place, lapse_offers, move_up, take_offer
from intreccio.bookings.actions.telling import FOLLOW_BOOKING, follow_booking_token, remind_holders

__all__ = [
    "FOLLOW_BOOKING",
    "BookingDraft",
    "Marks",
    "arrive",
    "book",
    "extend",
    "follow_booking_token",
    "forget_bookings",
    "give_back",
    "give_place",
    "lapse_offers",
    "move_up",
    "remind_holders",
    "take_attendance",
    "take_offer",
]
