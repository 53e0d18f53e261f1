"""Taking back what a register brought, where it still stands as it came."""

from collections.abc import Collection, Mapping

from intreccio.actors.events import ImportTakenBack
from intreccio.actors.models import Organisation
from intreccio.actors.rules.verification import Verification
from intreccio.kernel.acting import Who
from intreccio.kernel.actions import action
from intreccio.kernel.journal import record
from intreccio.kernel.references import referred_to
from intreccio.territory.rules import search_text

Written = Mapping[str, tuple[object, object]]
"""For each field what an import wrote, and what was there before."""


@action
def take_out_imported(*, tax_codes: Collection[str], source: str, by: Who) -> int:
    """Take out organisations that `source` brought and that nobody has touched or refers to; how many."""
    brought = Organisation.objects.select_for_update().filter(
        tax_code__in=tax_codes, source=source, verification=Verification.PROPOSED, version=1
    )
    ids = set(brought.values_list("pk", flat=True))
    ids -= referred_to(Organisation, ids)
    Organisation.objects.filter(pk__in=ids).delete()
    record(ImportTakenBack(removed=len(ids), restored=0), by=by)
    return len(ids)


@action
def restore_imported(*, written: Mapping[str, Written], by: Who) -> int:
    """Put back what was there before, by tax code, where all that was written still stands; how many."""
    restored = []
    for organisation in Organisation.objects.select_for_update(no_key=True).filter(tax_code__in=written):
        fields = written[str(organisation.tax_code)]
        if all(_said(organisation, name) == now for name, (now, _) in fields.items()):
            restored.append(_put_back(organisation, fields))
    names = sorted({name for fields in written.values() for name in fields} - {"name"})
    Organisation.objects.bulk_update(restored, [*names, "name", "search_text", "version"])
    record(ImportTakenBack(removed=0, restored=len(restored)), by=by)
    return len(restored)


def _put_back(organisation: Organisation, fields: Written) -> Organisation:
    for name, (_, before) in fields.items():
        empty = None if organisation._meta.get_field(name).null else ""
        setattr(organisation, name, empty if before is None else before)
    names = [organisation.name, organisation.short_name, *organisation.alternate_names]
    organisation.search_text = search_text(names)
    organisation.version += 1
    return organisation


def _said(organisation: Organisation, name: str) -> object:
    value = getattr(organisation, name)
    return str(value) if value else None
