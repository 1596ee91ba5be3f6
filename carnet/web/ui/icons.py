"""Line drawings of the theme, 24 by 24, drawn with the colour of the text."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

_PATHS = {
    "home": "M4 11.5 12 4l8 7.5M6 10v10h4.5v-6h3v6H18V10",
    "document": "M7 3h7l4 4v14H7zM14 3v4h4M10 12h5M10 16h5",
    "access": "M12 3 5 6v5c0 5 3 8 7 10 4-2 7-5 7-10V6zM9 12l2.2 2.2L15.5 10",
    "history": "M12 7v5l3.5 2M4 12a8 8 0 1 1 2.5 5.8M4 12l-1.5-2M4 12l2.2-1.6",
    "chart": "M4 4v16h16M7.5 15l3.5-4.5 3 2.5 5-6.5",
    "more": "M4 6.5h16M4 12h16M4 17.5h16",
    "bell": "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4",
    "person": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5",
    "check": "M4.5 12.5 10 18l9.5-11",
    "warning": "M12 4 2.5 20h19zM12 10v5M12 17.3v.4",
    "info": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.6v.3",
    "eye": "M2.5 12C5 7.5 8.3 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.8 6.5-9.5 6.5"
    "S5 16.5 2.5 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
    "eye-off": "M4 4l16 16M9.5 6C14.5 4.5 18.8 7 21.5 12c-.8 1.5-1.7 2.7-2.8 3.7"
    "M15 18c-5 1.5-9.7-.8-12.5-6 .9-1.6 1.9-2.9 3.1-3.9",
    "download": "M12 4v11M7 10.5l5 5 5-5M4.5 20h15",
    "print": "M7 9V3.5h10V9M7 17H4V9h16v8h-3M7 14h10v6.5H7z",
    "back": "M19 12H5M11 6l-6 6 6 6",
    "next": "M9 5l7 7-7 7",
    "phone": "M6 3.5h4l1.5 4.5-2.5 2a12 12 0 0 0 5 5l2-2.5 4.5 1.5v4"
    "c0 1.5-1 2.5-2.5 2.5C10.5 20.5 3.5 13.5 3.5 6c0-1.5 1-2.5 2.5-2.5z",
    "folder": "M3.5 6h6l2 2.5h9V19h-17z",
    "plus": "M12 4.5v15M4.5 12h15",
    "bin": "M4.5 6.5h15M9.5 6V3.5h5V6M6.5 6.5l1 14h9l1-14M10.5 10v7M13.5 10v7",
    "pin": "M9 3.5h6l-1 6 3 3.5H7l3-3.5zM12 13v7.5",
    "lock": "M6 10.5h12V20.5H6zM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5",
}
_FRAME = (
    '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"'
    ' focusable="false"><path d="{}"/></svg>'
)


def draw(name: str) -> SafeString:
    """The drawing of that name; ``KeyError`` for one that does not exist."""
    return mark_safe(_FRAME.format(_PATHS[name]))  # noqa: S308 - constants
