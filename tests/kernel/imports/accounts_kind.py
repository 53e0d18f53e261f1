"""A kind of import to try the engine with: accounts, by mail address."""

import io

from intreccio.accounts.actions import open_account
from intreccio.accounts.models import User
from intreccio.kernel.acting import SYSTEM
from intreccio.kernel.actions import upkeep
from intreccio.kernel.imports import actions
from intreccio.kernel.imports.kinds import Asked, ImportField, Note, register_kind
from intreccio.kernel.imports.rows import Checked
from intreccio.kernel.imports.table_kinds import TableKind
from intreccio.kernel.text import Translated

FIELDS = (
    ImportField("email", Translated(it="Posta elettronica", en="Mail"), required=True, aliases=("e-mail",)),
    ImportField("name", Translated(it="Nome", en="Name"), required=True),
    ImportField("language", Translated(it="Lingua", en="Language")),
)


def check(values):
    mends, problems = [], []
    email = values["email"].lower()
    if email != values["email"]:
        mends.append(Note("email", Translated(it="in minuscolo", en="made lower case")))
    if "@" not in email:
        problems.append(Note("email", Translated(it="manca la chiocciola", en="has no @")))
    clean = {"email": email, "name": values["name"], "language": values["language"]}
    return Checked({k: v for k, v in clean.items() if v}, tuple(mends), tuple(problems))


def existing(keys, *, lock=False):
    users = User.objects.select_for_update() if lock else User.objects
    return {user.email: {"name": user.name, "language": user.language} for user in users.filter(email__in=keys)}


@upkeep
def write(rows, *, by):
    for row in rows:
        if row.before is None:
            open_account(**row.values, by=by)
        else:
            values = {field: row.values[field] for field in row.before}
            User.objects.filter(email=row.key).update(**values)


ACCOUNTS = TableKind(
    slug="test-accounts",
    label=Translated(it="Account", en="Accounts"),
    fields=FIELDS,
    checker=lambda: check,
    key=lambda values: str(values["email"]),
    existing=existing,
    write=write,
)
register_kind(ACCOUNTS)


def staged(content: str | bytes, **options):
    """Stage a text (or bytes) as a file of accounts."""
    data = content.encode() if isinstance(content, str) else content
    return actions.stage(
        kind=ACCOUNTS, file=io.BytesIO(data), name="people.csv", asked=Asked(**options), by=SYSTEM
    )


def checked(content: str | bytes, **options):
    """Stage and check."""
    return actions.check(run=staged(content, **options), by=SYSTEM)
