"""Names as people say them: registers and software write them in capitals."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import get_language

_TITLES = {"DR": "Dr", "PR": "Pr", "M": "M.", "MME": "Mme"}  # JDV_J245 and JDV_J246
# No spelling tells a mute H from an aspirated one: « d’Hélène », « d’Hugo » are the common use.
_ELIDED = re.compile(r"[aeiouhœæø]|y[^\W\d_aeiouyœæø]")


def spoken(given: str, family: str, title: str = "") -> str:
    """« DR », « Hélène », « CHARRIER » is « Dr Hélène Charrier »; absent parts are left out."""
    parts = (_TITLES.get(title.strip().upper(), title), _soft(given), _soft(family))
    return " ".join(part.strip() for part in parts if part and part.strip())


def of(name: str) -> str:
    """« de Zoé », « d’Adam », « d’Yves », « de Yanis » in French; elsewhere the name alone."""
    if not (get_language() or "fr").startswith("fr"):
        return name
    bare = unicodedata.normalize("NFKD", name[:4]).casefold()
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return f"d’{name}" if _ELIDED.match(letters) else f"de {name}"


def _soft(name: str) -> str:
    return name.title() if name.isupper() else name
