"""Names as people say them: registers and software write them in capitals."""

from __future__ import annotations

_TITLES = {"DR": "Dr", "PR": "Pr", "M": "M.", "MME": "Mme"}  # JDV_J245 and JDV_J246


def spoken(given: str, family: str, title: str = "") -> str:
    """« DR », « Hélène », « CHARRIER » is « Dr Hélène Charrier »; absent parts are left out."""
    parts = (_TITLES.get(title.strip().upper(), title), _soft(given), _soft(family))
    return " ".join(part.strip() for part in parts if part and part.strip())


def _soft(name: str) -> str:
    return name.title() if name.isupper() else name
