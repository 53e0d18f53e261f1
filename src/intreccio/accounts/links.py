"""Signed links: one act, for one thing, until a day. A link opens a page with one button.

The link itself changes nothing when opened (mail scanners open links); the button does.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core import signing

from intreccio.kernel import clock


class LinkRefused(ValueError):
    """The link was changed, is for something else, or has expired; one that has is still known by its `link`."""

    def __init__(self, message: str, *, link: "Link | None" = None) -> None:
        super().__init__(message)
        self.link = link

    @property
    def expired(self) -> bool:
        """Whether it was good once."""
        return self.link is not None


@dataclass(frozen=True)
class Link:
    """What a signed link lets its bearer do: `act` (such as `confirm-listing`) on `subject`."""

    act: str
    subject: UUID
    version: int = 0
    """A number that goes up when the act was done, where a link must not work twice."""

    def token(self, *, days: int) -> str:
        """The text that stands in the link, valid for `days`."""
        until = clock.now() + timedelta(days=days)
        values = [str(self.subject), self.version, int(until.timestamp())]
        return signing.dumps(values, salt=f"link:{self.act}", compress=False)


def read_link(token: str, *, act: str) -> Link:
    """The link behind a token. `LinkRefused` where it is not valid for this act, or no longer."""
    try:
        subject, version, until = signing.loads(token, salt=f"link:{act}")
    except signing.BadSignature as problem:
        raise LinkRefused("This link is not valid: perhaps it was cut off when copied.") from problem
    link = Link(act, UUID(subject), version)
    if clock.now().timestamp() > until:
        raise LinkRefused("This link has expired.", link=link)
    return link
