"""Turn the narrative of a section into safe HTML: a whitelist, no style, no script, no link out.

Two passes on purpose: the first writes only the tags below from the vocabulary of CDA R2
(NarrativeBlock.xsd), the second (nh3) would remove whatever a mistake in the first let through.
"""

from __future__ import annotations

import re
from html import escape

import nh3
from lxml import etree

from carnet.formats.cda import content_table
from carnet.formats.cda.content_source import words

MAX_NODES = 30_000
MAX_DEPTH = 40
_BLOCKS = {"paragraph", "list", "table", "caption", "text"}
_STYLES = {"bold": "strong", "bolditalics": "strong", "emphasis": "em", "italics": "em"}
_INLINE = {
    "br": "<br>",
    "sub": "<sub>{}</sub>",
    "sup": "<sup>{}</sup>",
    "footnote": " <small>({})</small> ",
}
_EDGES = re.compile(r"^(?:\s|<br>)+|(?:\s|<br>)+$")
_MANY_BREAKS = re.compile(r"(?:\s*<br>\s*){3,}")
_ATTRIBUTES = {
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan", "data-label"},
    "a": {"href"},
    "span": {"id"},
    "div": {"tabindex", "role", "aria-label"},
}
_CLASSES = {
    "table": {"doc-stack", "doc-pairs"},
    "caption": {"unseen"},
    "div": {"doc-scroll", "doc-block"},
    "p": {"doc-caption"},
}
_TAGS = {
    *("p", "ul", "ol", "li", "table", "caption", "thead", "tbody", "tr", "th", "td", "div"),
    *("span", "strong", "em", "br", "sub", "sup", "a", "small"),
}


def name(element: etree._Element) -> str:
    """The local name of an element, whatever its namespace."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


class Narrative:
    """Writes the narratives of one document within one budget of nodes.

    `media` gives the number of the attached file for an ID; `truncated` says that a bound was met.
    """

    def __init__(self, root: etree._Element, media: dict[str, int]) -> None:
        self.media = media
        self.targets = {
            (link.get("href") or "")[1:]
            for link in root.iterfind(".//{*}linkHtml")
            if (link.get("href") or "").startswith("#")
        }
        self.left = MAX_NODES
        self.tables = 0
        self.truncated = False
        self._placed: set[str] = set()

    def html(self, text: etree._Element | None, title: str) -> str:
        """Safe HTML of one narrative; `title` names its tables when they have no name."""
        if text is None or not self._says_something(text):
            return ""
        made = self.flow(text, title, 0, wrap=True)
        return nh3.clean(
            made,
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            allowed_classes=_CLASSES,
            url_schemes=set(),
            link_rel=None,
        )

    def spend(self, depth: int = 0) -> bool:
        """Take one node from the budget; False when nothing more may be written."""
        self.left -= 1
        if self.left < 0 or depth > MAX_DEPTH:
            self.truncated = True
            return False
        return True

    def _says_something(self, text: etree._Element) -> bool:
        return bool(words(text).strip(". "))

    def flow(self, element: etree._Element, title: str, depth: int, *, wrap: bool) -> str:
        """Blocks and runs of text; runs become paragraphs when `wrap` or next to a block."""
        parts: list[str | None] = []  # None stands between runs
        run = [_text(element.text)]
        blocks = False
        for child in element:
            if not self.spend(depth):
                break
            if self._is_block(child, depth):
                blocks = True
                parts += [_paragraph(run), self._block(child, title, depth + 1)]
                run = []
            else:
                run.append(self._inline_tag(child, depth + 1))
            run.append(_text(child.tail))
        if not (blocks or wrap):
            return _trim("".join(run))
        return "".join(part for part in [*parts, _paragraph(run)] if part)

    def _is_block(self, element: etree._Element, depth: int) -> bool:
        if name(element) in _BLOCKS:
            return True
        inside = name(element) == "content" and len(element) and depth < MAX_DEPTH
        return bool(inside) and any(name(e) in _BLOCKS for e in element.iterdescendants())

    def _block(self, element: etree._Element, title: str, depth: int) -> str:
        match name(element):
            case "paragraph":
                return _paragraph([self._styled(element, self.inline(element, depth))])
            case "caption":
                return _paragraph([self.inline(element, depth)], ' class="doc-caption"')
            case "list":
                return self._list(element, title, depth)
            case "table":
                self.tables += 1
                return content_table.html(self, element, title, depth)
        return self.flow(element, title, depth, wrap=True)

    def _list(self, element: etree._Element, title: str, depth: int) -> str:
        tag = "ol" if element.get("listType") == "ordered" else "ul"
        items = [
            f"<li>{made}</li>"
            for item in element
            if name(item) == "item" and self.spend(depth)
            if (made := self.flow(item, title, depth + 1, wrap=False))
        ]
        captions = [self._block(e, title, depth + 1) for e in element if name(e) == "caption"]
        return "".join(captions) + (f"<{tag}>{''.join(items)}</{tag}>" if items else "")

    def inline(self, element: etree._Element, depth: int) -> str:
        """Text with its inline marks; blocks inside lose their frame, never their words."""
        parts = [_text(element.text)]
        for child in element:
            if not self.spend(depth):
                break
            parts += [self._inline_tag(child, depth + 1), _text(child.tail)]
        return "".join(parts)

    def _inline_tag(self, element: etree._Element, depth: int) -> str:
        tag = name(element)
        if tag == "linkHtml":
            return self._link(element, depth)
        if tag == "renderMultiMedia":
            return self._media(element)
        inner = self.inline(element, depth) if tag else ""
        if tag == "content":
            return self._anchored(element, self._styled(element, inner))
        frame = _INLINE.get(tag, " {} ")
        return frame.format(inner)

    def _styled(self, element: etree._Element, inner: str) -> str:
        styles = (element.get("styleCode") or "").lower().split()
        tag = next((_STYLES[style] for style in styles if style in _STYLES), "")
        return f"<{tag}>{inner}</{tag}>" if tag and inner.strip() else inner

    def _anchored(self, element: etree._Element, inner: str) -> str:
        mark = element.get("ID") or ""
        if mark not in self.targets or mark in self._placed:
            return inner
        self._placed.add(mark)
        return f'<span id="texte-{escape(mark)}">{inner}</span>'

    def _link(self, element: etree._Element, depth: int) -> str:
        """A link inside the document stays a link; any other is only read."""
        inner, href = self.inline(element, depth), element.get("href") or ""
        if href.startswith("#") and len(href) > 1:
            return f'<a href="#texte-{escape(href[1:])}">{inner}</a>'
        if href.startswith(("https://", "http://")) and words(element) not in href:
            return f"{inner} ({escape(href)})"
        return inner or (escape(href) if href.startswith(("https://", "http://")) else "")

    def _media(self, element: etree._Element) -> str:
        marks = (element.get("referencedObject") or "").split()
        numbers = [self.media[mark] for mark in marks if mark in self.media]
        return " ".join(f'<a href="#fichier-{n}">Voir le fichier {n}</a>' for n in numbers)


def _text(text: str | None) -> str:
    return re.sub(r"\s+", " ", escape(text, quote=False)) if text else ""


def _trim(run: str) -> str:
    return _MANY_BREAKS.sub("<br><br>", _EDGES.sub("", run))


def _paragraph(run: list[str], attributes: str = "") -> str:
    inner = _trim("".join(run))
    return f"<p{attributes}>{inner}</p>" if inner else ""
