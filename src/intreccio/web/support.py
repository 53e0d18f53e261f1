"""Support pages at /support/: staff look at what is kept, and change nothing.

They are in English whatever the reader's language: what they name are tables and columns of the code.
Accounts, memberships and hidden addresses have no page here. Every list is bounded: a page at a time, counted
up to a thousand, in the order of an index.
"""

from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any, ClassVar, TypeVar, cast

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import SimpleTemplateResponse
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.http import require_safe
from procrastinate.contrib.django.models import ProcrastinateJob

from intreccio.actors.models import Organisation, Site
from intreccio.actors.rules.kinds import AddressVisibility
from intreccio.catalogue.models import Service
from intreccio.kernel.access import NotAllowed
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.journal.models import JournalEntry, JournalSeal
from intreccio.territory.models import Area, Layer, Territory, Zone, Zoning
from intreccio.territory.rules import folded

MOST_COUNTED = 1_000
LEFT_OUT = frozenset({"password_change_done", "autocomplete", "view_on_site"})

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def in_english(view: View) -> View:
    """The view and what it renders, in English."""

    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> HttpResponseBase:
        with override("en"):
            response = view(*args, **kwargs)
            return response.render() if isinstance(response, SimpleTemplateResponse) else response

    return cast(View, answer)


class SupportSite(admin.AdminSite):
    """Django's admin without anything that writes; who is not signed in signs in as everywhere else."""

    site_header = site_title = _("Intreccio support")
    index_title = _("What is kept")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_staff

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """Only leaving is a POST."""
        return super().admin_view(in_english(view if view == self.logout else require_safe(view)), cacheable)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The platform's own sign-in, with its second factor; staff only."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise NotAllowed("support")
        return redirect_to_login(request.GET.get("next") or "/support/")

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Passwords are changed where every account's is."""
        return redirect("account_change_password")

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [url for url in super().get_urls() if getattr(url, "name", None) not in LEFT_OUT]


class BoundedPaginator(Paginator):
    """Counts up to a limit, so that no list counts a whole table."""

    @cached_property
    def count(self) -> int:
        assert isinstance(self.object_list, QuerySet)
        return self.object_list.order_by()[:MOST_COUNTED].count()


class ReadOnlyAdmin(admin.ModelAdmin):
    """One kind of thing, to be looked at."""

    actions = None
    list_per_page = 50
    show_full_result_count = False
    sortable_by: ClassVar[tuple[str, ...]] = ()
    paginator = BoundedPaginator
    ordering = ("-pk",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return site.has_permission(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return site.has_permission(request)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Filters on the page, and no others by address."""
        return lookup.partition("__")[0] in self.list_filter

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return tuple(map(str, self.fields or ()))


class OrganisationAdmin(ReadOnlyAdmin):
    list_display = ("name", "kind", "municipality", "verification", "source")
    list_select_related = ("municipality",)
    search_fields = ("search_text__contains",)
    fields = (
        "id", "version", "name", "short_name", "kind", "legal_form", "tax_code", "vat_number", "runts_section",
        "runts_number", "ipa_code", "website", "email", "phone", "municipality", "parent", "verification",
        "merged_into", "source",
    )  # fmt: skip

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return super().get_search_results(request, queryset, folded(search_term))


class SiteAdmin(ReadOnlyAdmin):
    """Places. Where one is hidden, neither its municipality nor its telephone is shown."""

    list_display = ("name", "organisation", "kind", "visibility", "shown_municipality")
    list_select_related = ("organisation", "municipality")
    fields = (
        "id", "version", "name", "organisation", "unit", "kind", "visibility", "shown_municipality", "shown_phone",
        "street", "postcode", "accessibility",
    )  # fmt: skip

    @admin.display(description=_("Municipality"))
    def shown_municipality(self, place: Site) -> str:
        return "" if place.visibility == AddressVisibility.HIDDEN else str(place.municipality or "")

    @admin.display(description=_("Telephone"))
    def shown_phone(self, place: Site) -> str:
        return "" if place.visibility == AddressVisibility.HIDDEN else place.phone


class ServiceAdmin(ReadOnlyAdmin):
    list_display = ("id", "organisation", "kind", "state", "freshness", "confirmed_on")
    list_select_related = ("organisation",)
    list_filter = ("state", "freshness")
    fields = (
        "id", "version", "organisation", "kind", "state", "state_reason", "freshness", "confirmed_on",
        "review_months", "expires_at", "languages", "min_age", "max_age", "reference_kind", "quality", "source",
        "source_key", "created_at", "changed_at",
    )  # fmt: skip


class AreaAdmin(ReadOnlyAdmin):
    list_display = ("istat_code", "name", "kind", "province", "population")
    search_fields = ("istat_code__startswith", "name__istartswith")
    ordering = ("istat_code",)
    fields = (
        "id", "istat_code", "cadastral_code", "name", "other_name", "kind", "province", "region", "population",
        "lat", "lon",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("boundary")


class TerritoryAdmin(ReadOnlyAdmin):
    list_display = ("name", "slug", "timezone")
    fields = ("id", "name", "slug", "timezone")


class ZoningAdmin(ReadOnlyAdmin):
    list_display = ("name", "territory", "kind", "source")
    list_select_related = ("territory",)
    fields = ("id", "territory", "slug", "name", "kind", "source")


class ZoneAdmin(ReadOnlyAdmin):
    list_display = ("code", "name", "zoning")
    list_select_related = ("zoning",)
    fields = ("id", "zoning", "code", "name")


class LayerAdmin(ReadOnlyAdmin):
    list_display = ("name", "unit", "source")
    fields = ("id", "slug", "name", "unit", "source")


class ImportRunAdmin(ReadOnlyAdmin):
    list_display = ("created_at", "kind", "state", "lines", "new", "changed", "refused")
    fields = (
        "id", "kind", "source", "partial", "sheet", "columns", "mapping", "state", "problem", "alarms", "remarks",
        "lines", "new", "changed", "unchanged", "refused", "mended", "vanished", "created_at", "created_by",
        "checked_at", "applied_at", "applied_by", "undone_at", "undone_by",
    )  # fmt: skip


class JournalEntryAdmin(ReadOnlyAdmin):
    list_display = ("id", "at", "event", "user", "organisation")
    search_fields = ("event__startswith",)
    fields = ("id", "at", "event", "event_version", "user", "organisation", "purpose", "data")


class JournalSealAdmin(ReadOnlyAdmin):
    list_display = ("number", "at", "first_place", "count", "root_hex")
    fields = ("number", "at", "first_place", "count", "root_hex", "key")

    @admin.display(description=_("Root"))
    def root_hex(self, seal: JournalSeal) -> str:
        return bytes(seal.root).hex()


class JobAdmin(ReadOnlyAdmin):
    list_display = ("id", "task_name", "status", "scheduled_at", "attempts")
    list_filter = ("status",)
    fields = ("id", "queue_name", "task_name", "args", "status", "scheduled_at", "attempts", "abort_requested")


site = SupportSite(name="support")
for model, pages in (
    (Organisation, OrganisationAdmin),
    (Site, SiteAdmin),
    (Service, ServiceAdmin),
    (Territory, TerritoryAdmin),
    (Area, AreaAdmin),
    (Zoning, ZoningAdmin),
    (Zone, ZoneAdmin),
    (Layer, LayerAdmin),
    (ImportRun, ImportRunAdmin),
    (JournalEntry, JournalEntryAdmin),
    (JournalSeal, JournalSealAdmin),
    (ProcrastinateJob, JobAdmin),
):
    site.register(model, pages)
