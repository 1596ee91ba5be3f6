"""Find words for the reader that were not marked for translation."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.template.base import Lexer, TokenType

HOLE = "0"  # where a template tag or a value stands: no letter, and fit for a name of tag
SPOKEN = {"alt", "aria-label", "aria-description", "data-label", "title", "placeholder"}
WORD = re.compile(r"(?<![/\w])[^\W\d_]")  # the beginning of a word, of no address
FRENCH = re.compile(r"[a-zà-ÿ]’|[éèêàçùîôû]|\b(le|la|les|un|une|des|du|est|pour|avec|votre)\b")
LITERAL = re.compile(r"""(_\()?"([^"]+)\"""")
SETTING = re.compile(r"[A-Z]+(_[A-Z]+)+")  # the name of a delay, that no reader sees
GETTEXT = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}


class _Words(HTMLParser):
    """Keeps texts and spoken attributes that hold letters of our own."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in SPOKEN:
                self._keep(value or "")

    def _keep(self, text: str) -> None:
        words = text.replace(HOLE, " ").strip()
        if WORD.search(words):
            self.found.append(words)


def in_template(source: str) -> list[str]:
    """Texts, spoken attributes and arguments of tags that no one could translate."""
    parser = _Words()
    bare, arguments = _bare(source)
    parser.feed(bare)
    parser.close()
    return parser.found + arguments


def _bare(source: str) -> tuple[str, list[str]]:
    """The template without its tags, and the sentences that its tags are given."""
    text: list[str] = []
    arguments: list[str] = []
    marked = False
    for token in Lexer(source).tokenize():
        if token.token_type is TokenType.BLOCK:
            name = token.contents.split()[0]
            marked = name in {"blocktranslate", "comment", "plural"}
            arguments += [] if name == "translate" else _sentences(token.contents)
        own = token.token_type is TokenType.TEXT and not marked
        text.append(token.contents if own else HOLE)
    return "".join(text), arguments


def _sentences(tag: str) -> Iterator[str]:
    """Literals of a tag that read as words: a capital or an accent, and not in ``_()``."""
    for translated, literal in LITERAL.findall(tag):
        if translated or SETTING.fullmatch(literal):
            continue
        if literal[0].isupper() or FRENCH.search(literal):
            yield literal


def in_code(source: str) -> list[str]:
    """French literals that no function of gettext is given, documentation aside."""
    tree = ast.parse(source)
    known = {id(node) for call in ast.walk(tree) for node in _known(call)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if id(node) not in known and " " in node.value and FRENCH.search(node.value)
    ]


def _known(node: ast.AST) -> Iterator[ast.AST]:
    """What is inside a call of gettext, and documentation."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in GETTEXT:
        yield from ast.walk(node)
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
