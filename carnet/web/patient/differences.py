"""What a setting would change, in words: for named people one by one, for trades together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import ngettext

from carnet.records.previews import Difference
from carnet.web.ui import displays


@dataclass(frozen=True, slots=True)
class Loss:
    """One sentence, and those whom it is about; trades are « authorised by you »."""

    words: str
    names: list[str]
    lost: bool


@dataclass(frozen=True, slots=True)
class Told:
    """The difference in two parts; both are empty when nobody reads more or less."""

    people: list[Loss]
    trades: list[Loss]


def told(found: Iterable[Difference]) -> Told:
    """Turn differences into sentences; those alike are said once."""
    every = list(found)
    return Told(
        people=_grouped(one for one in every if one.kind != "profession"),
        trades=_grouped(one for one in every if one.kind == "profession"),
    )


def _grouped(found: Iterable[Difference]) -> list[Loss]:
    names: dict[tuple[int, int], list[str]] = {}
    for one in found:
        name = one.name or displays.trade(one.profession)
        names.setdefault((one.gained, one.lost), []).append(name)
    return [
        Loss(sentence, sorted(group), lost)
        for (gained, lost_count), group in names.items()
        for sentence, lost in _sentences(gained, lost_count)
    ]


def _sentences(gained: int, lost: int) -> list[tuple[str, bool]]:
    found = []
    if lost:
        words = ngettext(
            "%(n)d document ne sera plus lu par\u00a0:",
            "%(n)d documents ne seront plus lus par\u00a0:",
            lost,
        )
        found.append((words % {"n": lost}, True))
    if gained:
        words = ngettext(
            "%(n)d document de plus pourra être lu par\u00a0:",
            "%(n)d documents de plus pourront être lus par\u00a0:",
            gained,
        )
        found.append((words % {"n": gained}, False))
    return found
