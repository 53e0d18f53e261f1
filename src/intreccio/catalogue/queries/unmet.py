"""Reads: words that people look for and nothing has."""

from django.db.models import QuerySet

from intreccio.catalogue.models import OwnSynonym, UnmetWord


def unmet_words() -> QuerySet[UnmetWord]:
    """Those that may be read and that nobody has given a meaning yet, the ones most looked for first."""
    explained = OwnSynonym.objects.order_by().values("word")
    return UnmetWord.objects.filter(word__isnull=False).exclude(word__in=explained).order_by("-searches", "word")
