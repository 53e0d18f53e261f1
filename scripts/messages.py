"""Gather the messages of the interface into the catalogues of its languages and compile them.

The catalogues are src/intreccio/locale/*/LC_MESSAGES/django.po. Messages are English in the code; what they are
in other languages is written there by hand: in Italian all of them, in the others those of public pages
(`intreccio.web.frame.public` tells which). Both .po and .mo are kept in the repository, so that no machine needs
GNU gettext.

    python scripts/messages.py     adds new messages, drops unused ones, compiles, and lists what is missing
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

from intreccio.kernel.languages import PUBLIC_ONLY
from intreccio.web.frame.public import is_public_source

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "intreccio"
LANGUAGES = ("it", *PUBLIC_ONLY)
PLURAL_FORMS = {
    "it": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "es": "nplurals=2; plural=(n != 1);",
    "ro": "nplurals=3; plural=(n == 1 ? 0 : n == 0 || (n % 100 > 0 && n % 100 < 20) ? 1 : 2);",
    "sq": "nplurals=2; plural=(n != 1);",
    "ar": (
        "nplurals=6; plural=(n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : n % 100 >= 3 && n % 100 <= 10 ? 3"
        " : n % 100 >= 11 ? 4 : 5);"
    ),
    "uk": (
        "nplurals=3; plural=(n % 10 == 1 && n % 100 != 11 ? 0"
        " : n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? 1 : 2);"
    ),
    "zh-hans": "nplurals=1; plural=0;",
}
"""Which form stands beside which number: the rules of the Unicode CLDR for whole numbers below a million."""

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


def path_of(language: str) -> Path:
    """Where a language's catalogue lies."""
    return PACKAGE / "locale" / to_locale(language) / "LC_MESSAGES" / "django.po"


def gather(*, public: bool = False) -> dict[Message, str]:
    """Every message of the package, or of its public pages, with the file where it is first found."""
    if not settings.configured:
        settings.configure()
    found: dict[Message, str] = {}
    for suffix, reader in ((".html", in_template), (".txt", in_template), (".py", in_python)):
        for path in sorted(PACKAGE.rglob(f"*{suffix}")):
            name = path.relative_to(PACKAGE).as_posix()
            if public and not is_public_source(name):
                continue
            for message in reader(path.read_text(encoding="utf-8")):
                found.setdefault(message, name)
    return found


def wanted(language: str) -> dict[Message, str]:
    """The messages that must stand in a language."""
    return gather(public=language in PUBLIC_ONLY)


def key(entry: polib.POEntry) -> Message:
    """The message that an entry of the catalogue translates."""
    return Message(entry.msgid, entry.msgid_plural, entry.msgctxt)


def new_entry(message: Message, forms: int) -> polib.POEntry:
    """An entry that still waits for its translation."""
    entry = polib.POEntry(msgid=message.words, msgctxt=message.context)
    if message.plural:
        entry.msgid_plural = message.plural
        entry.msgstr_plural = dict.fromkeys(range(forms), "")
    if VARIABLE.search(message.words):
        entry.flags.append("python-format")
    return entry


def forms_of(language: str) -> int:
    """How many forms a word has in a language, by the number it stands beside."""
    return int(PLURAL_FORMS[language].removeprefix("nplurals=")[0])


def read(language: str) -> polib.POFile:
    """A language's catalogue as it is written; an empty one where there is none yet."""
    path = path_of(language)
    catalogue = polib.pofile(str(path), wrapwidth=110) if path.exists() else polib.POFile(wrapwidth=110)
    catalogue.metadata |= {
        "Language": to_locale(language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURAL_FORMS[language],
    }
    return catalogue


def update(catalogue: polib.POFile, language: str) -> None:
    """Make the catalogue hold exactly the messages that its language must have, in the order of their files."""
    entries = {key(entry): entry for entry in catalogue}
    catalogue.clear()
    for message, path in sorted(wanted(language).items(), key=lambda item: (item[1], item[0].words)):
        entry = entries.get(message) or new_entry(message, forms_of(language))
        entry.occurrences = [(path, "")]
        catalogue.append(entry)


def untranslated(catalogue: polib.POFile) -> list[str]:
    """The messages that still lack their translation."""
    return [entry.msgid for entry in catalogue if not entry.translated()]


def bring_up_to_date(language: str) -> list[str]:
    """Update and compile a language's catalogue; returns what is missing."""
    catalogue, path = read(language), path_of(language)
    update(catalogue, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))
    return untranslated(catalogue)


def main() -> int:
    """Bring every catalogue up to date; fails while anything is missing."""
    missing = [(language, words) for language in LANGUAGES for words in bring_up_to_date(language)]
    for language, words in missing:
        sys.stdout.write(f"no {language}: {words}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
