"""What a page says, and what its form would send."""

from html import unescape
from html.parser import HTMLParser

TICKED = ("checkbox", "radio")


def said(answer) -> str:
    """The words of a page."""
    return unescape(answer.content.decode())


def fields(page: str, *, named: str = "version") -> dict[str, list[str]]:
    """What the largest form of a page that has a field `named` so would send as it stands, but for its token."""
    reader = _Forms()
    reader.feed(page.replace("\r\n", "\n"))
    sent = max((form for form in reader.forms if named in form), key=len)
    return {name: values for name, values in sent.items() if name != "csrfmiddlewaretoken"}


class _Forms(HTMLParser):
    """Reads what each form of a page holds."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, list[str]]] = []
        self.name = ""
        self.text: list[str] | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        has = dict(attributes)
        name = has.get("name") or ""
        if tag == "form":
            self.forms.append({})
        elif tag == "select":
            self.name = name
            self._put(name, "")
        elif tag == "option" and "selected" in has:
            self.forms[-1][self.name] = [has.get("value") or ""]
        elif tag == "textarea":
            self.name, self.text = name, []
        elif tag == "input" and name and (has.get("type") not in TICKED or "checked" in has):
            self._put(name, has.get("value", "on" if has.get("type") == "checkbox" else "") or "")

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.text is not None:
            self._put(self.name, "".join(self.text).removeprefix("\n"))
            self.text = None

    def _put(self, name: str, value: str) -> None:
        if self.forms:
            self.forms[-1].setdefault(name, []).append(value)
