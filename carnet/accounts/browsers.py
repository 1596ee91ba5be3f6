"""What a browser says of itself (User-Agent), kept as two words and said in plain ones."""

from __future__ import annotations

from django.utils.translation import gettext as _

# The first mark found names it: newer browsers claim to be the older ones too.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def name_of(user_agent: str) -> str:
    """« Firefox/Android »; a side that the browser does not tell is left empty."""
    return f"{_first(_BROWSERS, user_agent)}/{_first(_SYSTEMS, user_agent)}"


def spoken(name: str) -> str:
    """« Firefox sur Android », of a name that ``name_of`` made."""
    browser, _slash, system = name.partition("/")
    words = {"browser": browser or _("Un navigateur"), "system": system}
    return _("%(browser)s sur %(system)s") % words if system else words["browser"]


def _first(marks: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for mark, name in marks if mark in user_agent), "")
