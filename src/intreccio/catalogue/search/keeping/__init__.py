"""Keeps the search tables in step with the catalogue: the only part of the search that writes."""

from intreccio.catalogue.search.keeping.entries import index_services, remove_services
from intreccio.catalogue.search.keeping.openings import expand_openings
from intreccio.catalogue.search.keeping.vocabulary import refresh_vocabulary, replace_synonyms

__all__ = ["expand_openings", "index_services", "refresh_vocabulary", "remove_services", "replace_synonyms"]
