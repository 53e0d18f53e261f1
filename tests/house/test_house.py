"""The house: who may import whom, which files a room has, and that only actions write."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

import intreccio

SOURCE = Path(intreccio.__file__).parent
ROOMS = ("territory", "accounts", "actors", "catalogue", "bookings", "people", "pathways")
WRITES = {
    "save", "delete", "create", "update", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
    "copy_rows", "save_version", "set_password", "add", "remove", "clear", "set",
}  # fmt: skip


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.relative_to(SOURCE), ast.parse(path.read_text(encoding="utf-8"))


def test_imports_point_down():
    assert lint_imports(cache_dir=None) == 0


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_has_its_furniture(room):
    names = {path.stem for path in (SOURCE / room).iterdir()}
    assert {"README", "models", "actions", "events"} <= names


def is_action_file(path: Path) -> bool:
    """Rooms write in `actions`; the kernel in the modules that its README names."""
    if path.parts[0] == "kernel":
        return True
    return "actions" in path.parts or path.name == "actions.py" or "keeping" in path.parts


def written_through_objects(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Calls such as `Thing.objects.filter(...).update(...)`."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr not in WRITES:
            continue
        inner: ast.AST = node.func.value
        while isinstance(inner, ast.Call | ast.Attribute):
            if isinstance(inner, ast.Attribute) and inner.attr in ("objects", "_base_manager"):
                yield node.lineno, node.func.attr
                break
            inner = inner.func if isinstance(inner, ast.Call) else inner.value


def test_only_actions_write():
    found = [
        f"{path}:{line} .{verb}()"
        for path, tree in modules()
        if not is_action_file(path)
        for line, verb in written_through_objects(tree)
    ]
    assert found == []


def test_pure_parts_know_no_django():
    found = [
        str(path)
        for path, tree in modules()
        if path.parts[0] == "analysis" or path.stem == "rules" or "rules" in path.parts
        for node in ast.walk(tree)
        if (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django"))
        or (isinstance(node, ast.Import) and any(alias.name.startswith("django") for alias in node.names))
    ]
    assert found == []


def test_nobody_asks_the_time_but_the_clock():
    found = [
        f"{path}:{node.lineno}"
        for path, tree in modules()
        if path != Path("kernel/clock.py")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in ("now", "utcnow", "today")
        and isinstance(node.value, ast.Name)
        and node.value.id in ("datetime", "date", "timezone")
    ]
    assert found == []


def test_files_stay_small():
    long = [
        f"{path}: {count} lines"
        for path, _ in modules()
        if (count := len((SOURCE / path).read_text(encoding="utf-8").splitlines())) > 450
    ]
    assert long == []


def test_no_template_holds_script_or_style():
    found = [
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.html")
        for text in [path.read_text(encoding="utf-8")]
        if "<style" in text or " style=" in text or "<script>" in text or " onclick=" in text
    ]
    assert found == []
