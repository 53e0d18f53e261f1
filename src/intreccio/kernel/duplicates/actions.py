"""What can be done about duplicates."""

from intreccio.kernel.duplicates.deciding import reconsider, set_apart
from intreccio.kernel.duplicates.finding import Found, find_duplicates
from intreccio.kernel.duplicates.merging import gather, merge, undo

__all__ = ["Found", "find_duplicates", "gather", "merge", "reconsider", "set_apart", "undo"]
