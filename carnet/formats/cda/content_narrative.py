"""Turn the narrative of a section into safe HTML: a whitelist, no style, no script, no link out.

Two passes on purpose: the first writes only the tags below from the vocabulary of CDA R2
(NarrativeBlock.xsd), the second (nh3) would remove whatever a mistake in the first let through.
"""

from __future__ import annotations

import re
from html import escape

import nh3
from lxml import etree

from carnet.formats.cda import content_links as links
from carnet.formats.cda import content_table
from carnet.formats.cda.content_source import local_name as name
from carnet.formats.cda.content_source import says_something, seen

MAX_NODES = 30_000
MAX_DEPTH = 40
MAX_TEXT = 2_000_000  # characters of all narratives of a document
_BLOCKS = {"paragraph", "list", "table", "caption", "text"}
_STYLES = {"bold": "strong", "bolditalics": "strong", "emphasis": "em", "italics": "em"}
_STYLES |= {"underline": "em"}
_REVISED = {"insert": "ins", "delete": "del"}
_MARKERS = {"littlealpha": "a", "bigalpha": "A", "littleroman": "i", "bigroman": "I"}
_INLINE = {"br": "<br>", "sub": "<sub>{}</sub>", "sup": "<sup>{}</sup>"}
_EDGES = re.compile(r"^(?:\s|<br>)+|(?:\s|<br>)+$")
_SPACES = re.compile(r"\s+")
_MANY_BREAKS = re.compile(r"(?:\s*<br>\s*){3,}")
_ATTRIBUTES = {
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan", "data-label"},
    "a": {"href"},
    "ol": {"type"},
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
    *("span", "strong", "em", "br", "sub", "sup", "a", "small", "ins", "del"),
}


_CLEANER = nh3.Cleaner(
    tags=_TAGS, attributes=_ATTRIBUTES, allowed_classes=_CLASSES, url_schemes=set(), link_rel=None
)


class Narrative:
    """Writes the narratives of one document within one budget of nodes.

    `media` gives the number of the attached file for an ID; `truncated` says that a bound was met.
    """

    def __init__(self, root: etree._Element, media: dict[str, int]) -> None:
        self.media = media
        self.targets = links.targets(root)
        self.left, self.room = MAX_NODES, MAX_TEXT
        self.tables = 0
        self.truncated = False
        self._placed: set[str] = set()

    def html(self, text: etree._Element | None, title: str) -> tuple[str, bool]:
        """Safe HTML of one narrative, and whether a bound cut it; `title` names its tables."""
        if text is None or not says_something(text):
            return "", False
        before, self.truncated = self.truncated, False
        made = self.flow(text, title, 0, wrap=True)
        cut, self.truncated = self.truncated, before or self.truncated
        return _CLEANER.clean(made), cut

    def spend(self, depth: int = 0) -> bool:
        """Take one node from the budget; False when nothing more may be written."""
        self.left -= 1
        if self.left < 0 or depth > MAX_DEPTH:
            self.truncated = True
            return False
        return True

    def flow(self, element: etree._Element, title: str, depth: int, *, wrap: bool) -> str:
        """Blocks and runs of text; runs become paragraphs when `wrap` or next to a block."""
        run = [self._text(element.text)]
        if not len(element):  # most cells
            return _paragraph(run) if wrap else _trim(run[0])
        parts: list[str] = []
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
            run.append(self._text(child.tail))
        if not (blocks or wrap):
            return _trim("".join(run))
        return "".join([*parts, _paragraph(run)])

    def _is_block(self, element: etree._Element, depth: int) -> bool:
        if name(element) in _BLOCKS:
            return True
        inside = name(element) == "content" and len(element) and depth < MAX_DEPTH
        return bool(inside) and any(name(e) in _BLOCKS for e in element.iterdescendants())

    def _block(self, element: etree._Element, title: str, depth: int) -> str:
        mark = self.mark(element)
        match name(element):
            case "paragraph":
                return _paragraph([mark, self._styled(element, self.inline(element, depth))])
            case "caption":
                return _paragraph([mark, self.inline(element, depth)], ' class="doc-caption"')
            case "list":
                return mark + self._list(element, title, depth)
            case "table":
                self.tables += 1
                return mark + content_table.html(self, element, title, depth)
        return mark + self.flow(element, title, depth, wrap=True)

    def _list(self, element: etree._Element, title: str, depth: int) -> str:
        tag = _list_tag(element)
        items = [
            f"<li>{self.mark(item)}{made}</li>"
            for item in element
            if name(item) != "caption" and self.spend(depth)
            if (made := self.flow(item, title, depth + 1, wrap=False))
        ]
        captions = [self._block(e, title, depth + 1) for e in element if name(e) == "caption"]
        return "".join(captions) + (f"<{tag}>{''.join(items)}</{tag[:2]}>" if items else "")

    def inline(self, element: etree._Element, depth: int) -> str:
        """Text with its inline marks; blocks inside lose their frame, never their words."""
        parts = [self._text(element.text)]
        for child in element:
            if not self.spend(depth):
                break
            parts += [self._inline_tag(child, depth + 1), self._text(child.tail)]
        return "".join(parts)

    def _inline_tag(self, element: etree._Element, depth: int) -> str:
        tag = name(element)
        if tag == "linkHtml":
            return self._link(element, depth)
        if tag == "renderMultiMedia":
            return self._media(element)
        if tag == "footnoteRef":
            return links.note(element.get("IDREF") or "", self.targets)
        inner = self.inline(element, depth) if tag else ""
        if tag == "footnote":
            inner = f" <small>({inner.strip()})</small> " if inner.strip() else ""
        elif tag == "content":
            inner = self._styled(element, inner)
        else:
            inner = _INLINE.get(tag, " {} ").format(inner)
        return self.mark(element) + inner

    def _styled(self, element: etree._Element, inner: str) -> str:
        styles = (element.get("styleCode") or "").lower().split()
        tag = _REVISED.get(element.get("revised") or "", "")
        tag = tag or next((_STYLES[style] for style in styles if style in _STYLES), "")
        return f"<{tag}>{inner}</{tag}>" if tag and inner.strip() else inner

    def mark(self, element: etree._Element) -> str:
        """Where a link of the document leads, once."""
        mark = element.get("ID") or ""
        if mark not in self.targets or mark in self._placed:
            return ""
        self._placed.add(mark)
        return f'<span id="texte-{mark}"></span>'

    def _link(self, element: etree._Element, depth: int) -> str:
        return links.link(self.inline(element, depth), element.get("href") or "", self.targets)

    def _text(self, text: str | None) -> str:
        """Text on one line; what hides or turns it is left out, what exceeds the bound is cut."""
        if not text:
            return ""
        self.room -= len(text)
        if self.room < 0:
            self.truncated = True
            return ""
        return _SPACES.sub(" ", escape(seen(text), quote=False))

    def _media(self, element: etree._Element) -> str:
        marks = (element.get("referencedObject") or "").split()
        numbers = [self.media[mark] for mark in marks if mark in self.media]
        return " ".join(f'<a href="#fichier-{n}">Voir le fichier {n}</a>' for n in numbers)


def _list_tag(element: etree._Element) -> str:
    if element.get("listType") != "ordered":
        return "ul"
    styles = (element.get("styleCode") or "").lower().split()
    sort = next((_MARKERS[style] for style in styles if style in _MARKERS), "")
    return f'ol type="{sort}"' if sort else "ol"


def _trim(run: str) -> str:
    return _MANY_BREAKS.sub("<br><br>", _EDGES.sub("", run))


def _paragraph(run: list[str], attributes: str = "") -> str:
    inner = _trim("".join(run))
    return f"<p{attributes}>{inner}</p>" if inner else ""
