"""Writes XML as text: quick, in the order given, always escaped."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

text = escape


def tag(element: str, /, *children: str, **attributes: str) -> str:
    """One element; the attribute ``xsi_type`` stands for ``xsi:type``."""
    opened = element + "".join(
        f" {name.replace('xsi_', 'xsi:')}={quoteattr(value)}" for name, value in attributes.items()
    )
    if not children:
        return f"<{opened}/>"
    return f"<{opened}>{''.join(children)}</{element}>"
