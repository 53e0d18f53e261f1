"""Gather the messages of the interface into the Italian catalogue and compile it.

The catalogue is src/intreccio/locale/it/LC_MESSAGES/django.po. Messages are English in the code; their Italian
is written there by hand. Both .po and .mo are kept in the repository, so that no machine needs GNU gettext.

    python scripts/messages.py     adds new messages, drops unused ones, compiles, and lists what lacks Italian
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from django.conf import settings
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "intreccio"
CATALOGUE = PACKAGE / "locale" / "it" / "LC_MESSAGES" / "django.po"

PLAIN = {"_", "_lazy", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}
LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
VARIABLE = re.compile(r"%\(\w+\)[sd]")
TEMPLATE_CALL = re.compile(rf"\b(_|gettext|ngettext|pgettext)\(({LITERAL})(?:,\s*({LITERAL}))?")


class Message(NamedTuple):
    """What gettext looks up: the words, their plural and their context, if any."""

    words: str
    plural: str = ""
    context: str | None = None


def message_of(function: str, texts: list[str]) -> Message | None:
    """The message of a call such as gettext("…"), from the literal texts it begins with."""
    if function in PLAIN and texts:
        return Message(texts[0])
    if function in PLURAL and len(texts) > 1:
        return Message(texts[0], plural=texts[1])
    if function in IN_CONTEXT and len(texts) > 1:
        return Message(texts[1], context=texts[0])
    return None


def in_template(source: str) -> Iterator[Message]:
    """The messages of a Django template."""
    for function, *literals in TEMPLATE_CALL.findall(templatize(source)):
        message = message_of(function, [ast.literal_eval(literal) for literal in literals if literal])
        if message:
            yield message


def in_python(source: str) -> Iterator[Message]:
    """The messages of a Python module; its functions may go by other names."""
    nodes = list(ast.walk(ast.parse(source)))
    aliases = [alias for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names]
    names = {alias.asname: alias.name for alias in aliases if alias.asname and alias.name in PLAIN | PLURAL}
    for node in nodes:
        if not isinstance(node, ast.Call):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        function = names.get(called, called)
        texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        message = message_of(function, texts)
        if message:
            yield message


def gather() -> dict[Message, str]:
    """Every message of the package, with the file where it is first found."""
    if not settings.configured:
        settings.configure()
    found: dict[Message, str] = {}
    for suffix, reader in ((".html", in_template), (".txt", in_template), (".py", in_python)):
        for path in sorted(PACKAGE.rglob(f"*{suffix}")):
            for message in reader(path.read_text(encoding="utf-8")):
                found.setdefault(message, path.relative_to(PACKAGE).as_posix())
    return found


def key(entry: polib.POEntry) -> Message:
    """The message that an entry of the catalogue translates."""
    return Message(entry.msgid, entry.msgid_plural, entry.msgctxt)


def new_entry(message: Message) -> polib.POEntry:
    """An entry that still waits for its Italian."""
    entry = polib.POEntry(msgid=message.words, msgctxt=message.context)
    if message.plural:
        entry.msgid_plural = message.plural
        entry.msgstr_plural = {0: "", 1: ""}
    if VARIABLE.search(message.words):
        entry.flags.append("python-format")
    return entry


def update(catalogue: polib.POFile) -> None:
    """Make the catalogue hold exactly the messages of the package, in the order of their files."""
    found = gather()
    entries = {key(entry): entry for entry in catalogue}
    catalogue.clear()
    for message, path in sorted(found.items(), key=lambda item: (item[1], item[0].words)):
        entry = entries.get(message) or new_entry(message)
        entry.occurrences = [(path, "")]
        catalogue.append(entry)


def untranslated(catalogue: polib.POFile) -> list[str]:
    """The messages without Italian."""
    return [entry.msgid for entry in catalogue if not entry.translated()]


def main() -> int:
    """Update and compile; fails while anything lacks Italian."""
    catalogue = polib.pofile(str(CATALOGUE), wrapwidth=110)
    update(catalogue)
    catalogue.save()
    catalogue.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
    missing = untranslated(catalogue)
    for words in missing:
        sys.stdout.write(f"no Italian: {words}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
