"""What a setting would change, in words: for named people, for trades, in each emergency."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from carnet.records.previews import Difference
from carnet.web.ui import displays

_BOTH = _("Pendant un appel au 15, et en urgence sans votre accord")
_EMERGENCIES: dict[str, str | Promise] = {
    "regulation": _("Pendant un appel au 15"),
    "break_glass": _("En urgence, sans votre accord"),
}


@dataclass(frozen=True, slots=True)
class Loss:
    """One sentence, and those whom it is about; trades are « authorised by you »."""

    words: str
    names: list[str]
    lost: bool


@dataclass(frozen=True, slots=True)
class Emergency:
    """What changes in one emergency, or in both alike."""

    title: str
    changes: list[Loss]


@dataclass(frozen=True, slots=True)
class Told:
    """The difference in three parts; all are empty when nobody reads more or less."""

    people: list[Loss]
    trades: list[Loss]
    emergencies: list[Emergency]


def told(found: Iterable[Difference]) -> Told:
    """Turn differences into sentences; those alike are said once."""
    kinds: dict[str, list[Difference]] = {}
    for one in found:
        apart = one.kind == "profession" or one.kind in _EMERGENCIES
        kinds.setdefault(one.kind if apart else "people", []).append(one)
    return Told(
        people=_grouped(kinds.get("people", ())),
        trades=_grouped(kinds.get("profession", ())),
        emergencies=_emergencies(
            {kind: _grouped(sorted(kinds.get(kind, ()), key=_most)) for kind in _EMERGENCIES}
        ),
    )


def _most(one: Difference) -> int:
    """Those for whom most changes come first."""
    return -one.gained - one.lost


def _emergencies(found: dict[str, list[Loss]]) -> list[Emergency]:
    """One part for both where both change alike."""
    regulation, break_glass = found.values()
    if regulation and regulation == break_glass:
        return [Emergency(str(_BOTH), regulation)]
    return [Emergency(str(_EMERGENCIES[kind]), told) for kind, told in found.items() if told]


def _grouped(found: Iterable[Difference]) -> list[Loss]:
    names: dict[tuple[int, int], list[str]] = {}
    for one in found:
        name = one.name or displays.trade(one.profession)
        names.setdefault((one.gained, one.lost), []).append(name)
    return [
        Loss(sentence, sorted(set(group)), lost)
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
