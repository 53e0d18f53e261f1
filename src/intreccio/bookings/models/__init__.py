"""Bookings, the places they hold, and those who came without one."""

from intreccio.bookings.models.bookings import Booking
from intreccio.bookings.models.holds import Hold, WalkIns

__all__ = ["Booking", "Hold", "WalkIns"]
