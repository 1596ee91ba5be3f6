"""Lists that an address narrows to a year and cuts in pages (``?annee=``, ``?page=``)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from carnet.web.ui.chips import Choice

_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_LAST_PAGE = 10_000


def year(query: QueryDict) -> int:
    """The year asked for, 0 for all of them; Http404 for what no page of ours writes."""
    return _number(query.get("annee", ""), _FIRST_YEAR, _LAST_YEAR)


def page(query: QueryDict) -> int:
    """The page asked for, from 1; Http404 for what no page of ours writes."""
    return _number(query.get("page", ""), 1, _LAST_PAGE) or 1


def choices(
    counts: Mapping[int, int], chosen: int, address: Callable[[int], str]
) -> Iterator[Choice]:
    """All years, and each with its count, the newest first; nothing where there is one only."""
    if len(counts) > 1 or chosen:
        yield Choice(_("Toutes les années"), address(0), not chosen)
        for one in sorted({*counts, *filter(None, [chosen])}, reverse=True):
            yield Choice(f"{one} ({counts.get(one, 0)})", address(one), one == chosen)


def _number(text: str, least: int, most: int) -> int:
    if not text:
        return 0
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(most))):
        raise Http404
    if not least <= int(text) <= most:
        raise Http404
    return int(text)
