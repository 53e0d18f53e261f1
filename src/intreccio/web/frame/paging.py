"""Lists in pages: which page is asked for, and links to the others."""

from collections.abc import Sequence

from intreccio.web.frame.addresses import address
from intreccio.web.shown.pieces import PageLink, Pages

FARTHEST = 10_000


def page_number(text: str) -> int:
    """The page a parameter asks for; the first where it makes no sense."""
    return min(max(int(text), 1), FARTHEST) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def numbered_pages(
    base: str, pairs: Sequence[tuple[str, str]], current: int, total: int, size: int, *, most: int = FARTHEST
) -> Pages:
    """Links to the first, last and neighbouring pages of a list of `total` things, `size` on each."""
    last = min(max(-(-total // size), 1), most)

    def link(number: int) -> str:
        return address(base, [*pairs, ("page", str(number))]) if 1 <= number <= last else ""

    links: list[PageLink] = []
    for number in sorted({1, last, *range(current - 1, current + 2)} & set(range(1, last + 1))):
        if links and links[-1].number != number - 1:
            links.append(PageLink(None))
        links.append(PageLink(number, link(number), is_current=number == current))
    return Pages(links, previous_url=link(current - 1), next_url=link(current + 1))


def following_pages(
    base: str, pairs: Sequence[tuple[str, str]], *, earlier: int | None, later: int | None
) -> Pages:
    """Links to the page before and the page after, for lists too long to be counted by pages.

    The two are numbers to go on from, None where there is nothing more.
    """

    def link(name: str, number: int | None) -> str:
        return "" if number is None else address(base, [*pairs, (name, str(number))])

    return Pages(previous_url=link("before", earlier), next_url=link("after", later))


def place_in_list(text: str) -> int | None:
    """A number to go on from, None where it makes no sense."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
