"""Narratives that no honest software writes, as XML of the HL7 namespace."""

from __future__ import annotations

from random import Random

_NS = ' xmlns="urn:hl7-org:v3"'
_CELLS = (1000, 10_000, 50_000)
_DEEP = (50, 300, 2000)


def hostile(random: Random) -> str:
    """One element to put into a narrative."""
    return random.choice(_WAYS)(random)


def _scripts(random: Random) -> str:
    tag = random.choice(("script", "style", "iframe", "object", "embed", "svg", "math", "base"))
    return (
        f'<paragraph{_NS}>avant<{tag} src="http://attaquant.example/x" onload="alert(1)">'
        f"alert(1)</{tag}>après</paragraph>"
    )


def _links(random: Random) -> str:
    scheme = random.choice(("javascript:", "data:text/html,", "http://", "//", "file:///", "\\\\"))
    return (
        f'<paragraph{_NS}><linkHtml href="{scheme}attaquant.example/?q=1">ici</linkHtml>'
        f'<renderMultiMedia referencedObject="{scheme}x"/></paragraph>'
    )


def _styles(random: Random) -> str:
    code = random.choice(("xHidden", "display:none", "expression(alert(1))", "Bold", "xRred"))
    return (
        f'<content{_NS} styleCode="{code}" style="position:fixed;color:white;font-size:0"'
        f' class="unseen" onclick="alert(1)">caché</content>'
    )


def _table(random: Random) -> str:
    cells, columns = random.choice(_CELLS), random.choice((1, 7, 500))
    line = "<tr>" + "<td>1,2</td>" * columns + "</tr>"
    return f"<table{_NS}><tbody>{line * max(1, cells // columns)}</tbody></table>"


def _spans(random: Random) -> str:
    wide = random.choice(("0", "-1", "65535", "999999999", "x", "1e3"))
    rows = "".join(
        f'<tr><td colspan="{wide}" rowspan="{wide}">a</td><th rowspan="1000">b</th></tr>'
        for _ in range(random.choice((1, 40)))
    )
    return f"<table{_NS}><thead>{rows}</thead><tfoot>{rows}</tfoot><tbody>{rows}</tbody></table>"


def _nested(random: Random) -> str:
    deep = random.choice(_DEEP)
    tag = random.choice(("content", "list><item", "table><tbody><tr><td", "paragraph"))
    closing = "".join(f"</{name}>" for name in reversed(tag.split("><")))
    return f"<paragraph{_NS}>" + f"<{tag}>" * deep + "fond" + closing * deep + "</paragraph>"


def _footnotes(random: Random) -> str:
    number = random.choice((1, 500))
    notes = "".join(
        f'<footnote ID="n{n}">note<footnoteRef IDREF="n{n}"/></footnote>' for n in range(number)
    )
    return f'<paragraph{_NS}><footnoteRef IDREF="absent"/>{notes}</paragraph>'


def _words(random: Random) -> str:
    return f"<paragraph{_NS}>{random.choice(('mot ', 'x', 'é́', '1,5 ')) * 50_000}</paragraph>"


_WAYS = (_scripts, _links, _styles, _table, _spans, _nested, _footnotes, _words)
