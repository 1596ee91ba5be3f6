"""Events of a proof in words, beside their bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from carnet.base.database import rows
from carnet.journal import presenter, queries
from carnet.journal.leaves import Row
from carnet.journal.queries import Event


def events(found: Sequence[Row]) -> list[Event]:
    """The events of these rows, with the names of software."""
    numbers = list({one.context_id for one in found})
    names = dict(
        rows(
            "SELECT context_id, software FROM journal_context WHERE context_id = ANY(%s)", [numbers]
        )
    )
    return [queries.of_row(one, names.get(one.context_id, "")) for one in found]


def words(
    told: Iterable[Event], titles: Mapping[int, str] | None = None, reader_id: int = 0
) -> list[dict[str, str]]:
    """The sentence of each, from where, by what right."""
    known = titles or {}
    lines = (
        presenter.present(one, title=known.get(one.entry_no, ""), reader_id=reader_id)
        for one in told
    )
    return [
        {"said": line.sentence} | {key: text for key, text in _rest(line).items() if text}
        for line in lines
    ]


def _rest(line: presenter.Line) -> dict[str, str]:
    return {"from": line.place, "right": line.rule}
