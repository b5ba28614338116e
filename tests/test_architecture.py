"""The invariants of ARCHITECTURE.md, read off the imports and calls themselves."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "plainleaf"
MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> Iterator[str]:
    for found in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(found, ast.Import):
            yield from (alias.name for alias in found.names)
        elif isinstance(found, ast.ImportFrom) and found.module:
            assert not found.level, f"{path}: imports are absolute here"
            yield found.module
            yield from (f"{found.module}.{alias.name}" for alias in found.names)


IMPORTS = {name_of(path): frozenset(imports_of(path)) for path in MODULES}


def ours(module: str) -> set[str]:
    """Return what a module imports of ours, by its first two names."""
    return {
        ".".join(name.split(".")[:2])
        for name in IMPORTS[module]
        if name.startswith("plainleaf.")
    }


def importers(library: str) -> set[str]:
    return {
        module
        for module, names in IMPORTS.items()
        if any(name == library or name.startswith(f"{library}.") for name in names)
    }


def calls_of(path: Path) -> Iterator[str]:
    for found in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(found, ast.Call):
            yield ast.unparse(found.func)


def test_the_types_import_nothing_but_each_other() -> None:
    assert ours("plainleaf.findings") == set()
    assert ours("plainleaf.imprint") <= {"plainleaf.findings"}
    assert ours("plainleaf.model") <= {"plainleaf.findings", "plainleaf.imprint"}


def test_tagging_stands_alone() -> None:
    for module in IMPORTS:
        if module.startswith("plainleaf.tagging"):
            assert ours(module) <= {"plainleaf.tagging"}, module


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("weasyprint", ("plainleaf.render.pdf", "plainleaf.tagging")),
        ("pydyf", ("plainleaf.tagging",)),
        ("ebooklib", ("plainleaf.render.epub",)),
        ("markdown_it", ("plainleaf.parse",)),
        ("mdit_py_plugins", ("plainleaf.parse",)),
    ],
)
def test_an_engine_is_known_in_its_own_room(
    library: str, rooms: tuple[str, ...]
) -> None:
    known = importers(library)
    assert known, f"nobody imports {library}: the rule has lost its subject"
    assert all(module.startswith(rooms) for module in known), known


def test_checks_know_nothing_of_how_files_are_made() -> None:
    barred = {"plainleaf.render", "plainleaf.parse", "plainleaf.tagging"}
    for module in IMPORTS:
        if module.startswith("plainleaf.check"):
            assert not ours(module) & barred, module


def reached(module: str) -> set[str]:
    """Return the modules of ours that one needs, through however many others."""
    found: set[str] = set()
    left = [module]
    while left:
        for name in IMPORTS[left.pop()] & IMPORTS.keys() - found:
            found.add(name)
            left.append(name)
    return found


def test_rules_about_a_leaflet_know_no_format() -> None:
    barred = {"read", "parse", "render", "tagging", "write", "check"}
    rules = [name for name in IMPORTS if name.startswith("plainleaf.validate")]
    assert rules
    for module in rules:
        parts = {part for name in reached(module) for part in name.split(".")[1:2]}
        assert not parts & barred, module


def test_renderers_do_not_know_the_other_stages() -> None:
    barred = {"plainleaf.read", "plainleaf.parse", "plainleaf.write", "plainleaf.check"}
    for module in IMPORTS:
        if module.startswith("plainleaf.render"):
            assert not ours(module) & barred, module


def test_only_read_looks_for_sources() -> None:
    looking = [
        name_of(path)
        for path in MODULES
        for found in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(found, ast.Call)
        and ast.unparse(found.func).endswith("glob")
        and ".md" in ast.unparse(found)
    ]
    assert set(looking) == {"plainleaf.read"}


def test_only_write_writes() -> None:
    writing = {"write_text", "write_bytes", "unlink", "mkdir", "rmtree", "rmdir"}
    for path in MODULES:
        if name_of(path) in {"plainleaf.write", "plainleaf.check.external"}:
            continue
        called = {call.split(".")[-1] for call in calls_of(path)}
        assert not called & writing, path


def test_only_the_command_line_prints_exits_and_reads_the_clock() -> None:
    clock = {"date.today", "datetime.now", "datetime.today", "time.time"}
    for path in MODULES:
        called = set(calls_of(path))
        if name_of(path) != "plainleaf.cli":
            assert not called & (clock | {"sys.exit", "click.echo"}), path
        if name_of(path) not in {"plainleaf.cli", "plainleaf.report"}:
            assert "print" not in called, path


def test_nothing_is_left_to_chance() -> None:
    barred = {"random", "secrets", "urllib.request", "socket", "http.client"}
    for module, names in IMPORTS.items():
        assert not names & barred, module
