"""The endpoints: a root, lists and single things of each kind, and their description."""

from collections.abc import Callable, Iterator
from math import ceil
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase

from intreccio.interchange.hsds.answers import (
    JSON,
    NDJSON,
    READ_OR_ASK,
    Missing,
    as_json,
    as_stream,
    dumped,
    endpoint,
)
from intreccio.interchange.hsds.objects.making import Object
from intreccio.interchange.hsds.openapi import description, root
from intreccio.interchange.hsds.parameters import PER_PAGE, Asked, read, values_of
from intreccio.interchange.hsds.profile import Profile
from intreccio.interchange.hsds.queries.rows import Listing
from intreccio.interchange.hsds.reader import Reader
from intreccio.interchange.hsds.resources import Make, Resource, one

BATCH = 200
MINIMAL_BATCH = 5000

View = Callable[..., HttpResponseBase]


def root_view(profile: Profile) -> View:
    """What this API is."""
    return lambda request: endpoint(request, lambda asking, reader: as_json(root(asking, profile)))


def description_view(profile: Profile) -> View:
    """The OpenAPI description of what runs."""
    return lambda request: endpoint(request, lambda asking, reader: as_json(description(asking, profile)))


def list_view(profile: Profile, resource: Resource) -> View:
    """A page of things, or all of them."""

    def handle(request: HttpRequest, reader: Reader) -> HttpResponseBase:
        asked = read(values_of(request), resource.parameters)
        listing = resource.listing(asked, reader)
        make = _maker(profile, resource, asked)
        if asked.format == "ndjson":
            lines = (_lines(make(ids, reader, asked)) for ids in listing.batches(BATCH))
            return as_stream(request, lines, NDJSON)
        if asked.minimal and asked.per_page is None:
            return as_stream(request, _single_page(listing, make, reader, asked), JSON)
        return as_json(_page(listing, make, reader, asked))

    return lambda request: endpoint(request, handle, READ_OR_ASK)


def single_view(profile: Profile, resource: Resource) -> View:
    """One thing with all that depends on it."""

    def view(request: HttpRequest, **named: str) -> HttpResponseBase:
        [id] = named.values()

        def handle(request: HttpRequest, reader: Reader) -> HttpResponseBase:
            asked = read(values_of(request), resource.alone)
            made = one(resource, _identifier(id), reader, asked)
            if made is None:
                raise Missing
            return as_json(profile.dress(resource.thing, made))

        return endpoint(request, handle)

    return view


def _maker(profile: Profile, resource: Resource, asked: Asked) -> Make:
    in_short = resource.in_short if asked.minimal else None
    make = in_short or resource.in_a_list
    return lambda ids, reader, asked: [profile.dress(resource.thing, made) for made in make(ids, reader, asked)]


def _page(listing: Listing, make: Make, reader: Reader, asked: Asked) -> Object:
    size = asked.per_page or PER_PAGE
    ids, total = listing.page((asked.page - 1) * size, size)
    contents = make(ids, reader, asked)
    pages = ceil(total / size)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": asked.page,
        "size": len(contents),
        "first_page": asked.page == 1,
        "last_page": asked.page >= pages,
        "empty": not contents,
        "contents": contents,
    }


def _single_page(listing: Listing, make: Make, reader: Reader, asked: Asked) -> Iterator[str]:
    """Everything on one page. What it holds is counted while it is sent."""
    total = 0
    yield '{"contents":['
    for ids in listing.batches(MINIMAL_BATCH):
        made = [dumped(item) for item in make(ids, reader, asked)]
        yield "," * bool(total and made) + ",".join(made)
        total += len(made)
    about = {
        "total_items": total,
        "total_pages": min(total, 1),
        "page_number": 1,
        "size": total,
        "first_page": True,
        "last_page": True,
        "empty": not total,
    }
    yield "]," + dumped(about)[1:]


def _lines(made: list[Object]) -> str:
    return "".join(f"{dumped(item)}\n" for item in made)


def _identifier(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Missing from None
