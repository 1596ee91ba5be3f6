"""The one door (law 1), held by reading the source: a failing line says what to do instead."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import carnet

HOUSE = Path(carnet.__file__).parent
DOORS = ("web", "api", "mail")
OWN_MODELS = "carnet.api.oauth"  # the door's own clients and tokens, of no record
TABLE_IN_SQL = re.compile(
    r"\b(FROM|JOIN|INTO|UPDATE|TABLE)\s+records_(entry|submission)", re.IGNORECASE
)
DRAWN_IN_SQL = re.compile(r"\b(FROM|JOIN|INTO|UPDATE|TABLE)\s+contents_reading", re.IGNORECASE)
# Bytes for the service itself, and what opens what it read in them.
OF_THE_SERVICE = {"carnet.records.originals": ("carnet.contents", "carnet.portability")}
OF_THE_SERVICE |= dict.fromkeys(
    ("carnet.contents.packing", "carnet.contents.drawing"), ("carnet.contents", "carnet.records")
)
OF_RECORDS = {"Entry", "EntryVersion", "Submission"}
MAY_READ = "carnet.records"

TEACH = {
    "model": "reads entries past the one door. Ask carnet.records.door.open(person_id, actor):"
    " it asks the policy and writes the journal.",
    "table": "names a table of records in SQL. Add a method to carnet.records.opened.OpenRecord,"
    " where the visibility predicate is applied.",
    "bytes": "opens bytes past the one door. Use OpenRecord.read(entry_no) or"
    " OpenRecord.document(entry_no).",
    "drawn": "names in SQL what was read in documents. A reader gets it from a function of"
    " carnet.records that takes an OpenRecord (results, finding): what they may see is inside.",
    "service": "takes what is the service's own: the bytes that it reads for nobody, or the"
    " values that it sealed. For a reader: OpenRecord.document, carnet.records.results.",
    "door": "is a door and touches tables. Call an action or a query of the slice.",
    "maker": "makes an OpenRecord. Only carnet.records.door.open does, after asking the policy.",
}


def modules() -> list[Path]:
    return [path for path in HOUSE.rglob("*.py") if "migrations" not in path.parts]


def name_of(path: Path) -> str:
    parts = path.relative_to(HOUSE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def problems(module: str, source: str) -> list[str]:
    """Each line of this module that goes past the door, and what to do instead."""
    found = [
        (node, rule)
        for node in ast.walk(ast.parse(source))
        for rule in (*_imports(module, node), *_uses(module, node))
    ]
    return [f"{module}:{getattr(node, 'lineno', 0)} {TEACH[rule]}" for node, rule in found]


def _inside(module: str, *rooms: str) -> bool:
    return any(module == room or module.startswith(f"{room}.") for room in rooms)


def _imported(node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.ImportFrom):
        for alias in node.names:
            yield node.module or "", alias.name
    elif isinstance(node, ast.Import):
        for alias in node.names:
            room, _, last = alias.name.rpartition(".")
            yield room, last


def _imports(module: str, node: ast.AST) -> Iterator[str]:
    for source, name in _imported(node):
        whole = f"{source}.{name}"
        of_records = source == "carnet.records.models" and name in OF_RECORDS
        if (of_records or whole == "carnet.records.models") and not _inside(module, MAY_READ):
            yield "model"
        if whole == "carnet.vault.store.get" and not _inside(module, "carnet.records"):
            yield "bytes"
        for room, readers in OF_THE_SERVICE.items():
            if room in {source, whole} and not _inside(module, room, *readers):
                yield "service"
        if _is_models(source, name) and _is_door(module) and not source.startswith(OWN_MODELS):
            yield "door"


def _is_models(source: str, name: str) -> bool:
    return source.startswith("carnet.") and (source.endswith(".models") or name == "models")


def _is_door(module: str) -> bool:
    return _inside(module, *(f"carnet.{door}" for door in DOORS))


def _uses(module: str, node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Attribute(value=ast.Name(id="store"), attr="get") if not _inside(
            module, "carnet.records", "carnet.vault"
        ):
            yield "bytes"
        case ast.Constant(value=str(text)) if TABLE_IN_SQL.search(text):
            if not _inside(module, MAY_READ):
                yield "table"
        case ast.Constant(value=str(text)) if DRAWN_IN_SQL.search(text):
            if not _inside(module, "carnet.contents", "carnet.records"):
                yield "drawn"
        case ast.Call(func=ast.Name(id="OpenRecord")) if module != "carnet.records.door":
            yield "maker"


def test_nothing_goes_past_the_one_door() -> None:
    found = [
        problem
        for path in modules()
        for problem in problems(name_of(path), path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("module", "source", "rule"),
    [
        ("carnet.notify.actions", "from carnet.records.models import Entry", "model"),
        ("carnet.notify.actions", "from carnet.records import models", "model"),
        ("carnet.notify.actions", "import carnet.records.models", "model"),
        ("carnet.notify.actions", "rows('SELECT 1 FROM records_entry e')", "table"),
        ("carnet.notify.actions", "rows(f'SELECT 1 FROM records_entry_version {x}')", "table"),
        ("carnet.web.patient.home", "from carnet.vault.store import get", "bytes"),
        ("carnet.web.patient.home", "from carnet.vault import store\nstore.get(1)", "bytes"),
        ("carnet.web.patient.home", "from carnet.accounts.models import Account", "door"),
        ("carnet.api.fhir.binary", "from carnet.sharing import models", "door"),
        ("carnet.web.patient.home", "from carnet.records.originals import original", "service"),
        ("carnet.records.opened", "from carnet.records import originals", "service"),
        ("carnet.api.fhir.binary", "from carnet.contents import packing", "service"),
        ("carnet.web.patient.document", "from carnet.contents import drawing", "service"),
        ("carnet.notify.actions", "rows('SELECT 1 FROM contents_reading')", "drawn"),
        ("carnet.api.fhir.binary", "OpenRecord(facts, 1, decision)", "maker"),
    ],
)
def test_the_lint_sees(module: str, source: str, rule: str) -> None:
    assert any(TEACH[rule] in problem for problem in problems(module, source))


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("carnet.records.lists", "rows('SELECT 1 FROM records_entry e')"),
        ("carnet.records.opened", "from carnet.vault import store\nstore.get(1)"),
        ("carnet.api.oauth.clients", "from carnet.api.oauth.models import Client"),
        ("carnet.web.patient.home", "from carnet.records import door\ndoor.open(1, actor)"),
        ("carnet.accounts.actions", "from carnet.records.models import State"),
        ("carnet.contents.reading", "from carnet.records.originals import original"),
        ("carnet.records.results", "from carnet.contents import packing"),
        ("carnet.records.results", "rows('SELECT 1 FROM contents_reading')"),
    ],
)
def test_the_lint_lets_through(module: str, source: str) -> None:
    assert problems(module, source) == []
