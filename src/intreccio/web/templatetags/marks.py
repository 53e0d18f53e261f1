"""Texts with the few marks that people may write."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from intreccio.kernel import marks

register = template.Library()


@register.filter
def marked(text: str) -> SafeString:
    """A text as HTML; all that is not one of the few marks is escaped."""
    return mark_safe(marks.marked(text))  # noqa: S308 - made of a fixed set of elements
