"""The API: its routes and its answers to errors."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from intreccio import __version__
from intreccio.api.find import router as find
from intreccio.api.zonings import router as zonings
from intreccio.catalogue.search.question import QuestionError

api = NinjaAPI(
    title="Intreccio",
    version=__version__,
    description="The directory of a territory's public services and second welfare.",
    docs_url=None,
    urls_namespace="api",
)
api.add_router("/find", find)
api.add_router("/zonings", zonings)


@api.exception_handler(QuestionError)
def question_error(request: HttpRequest, problem: QuestionError) -> HttpResponse:
    """A part of a question that makes no sense: which, and why."""
    detail = [{"type": "value_error", "loc": ["query", problem.field], "msg": problem.reason}]
    return api.create_response(request, {"detail": detail}, status=422)
