"""Tables of a narrative: headers get their scope, rows and columns without a word are left out.

A simple table can be read as cards on a phone (`doc-stack`, each cell carries its header in
`data-label`); one that is wide, or whose cells span rows, scrolls inside a focusable frame.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from lxml import etree

from carnet.formats.cda.content_source import brief, local_name, words

if TYPE_CHECKING:
    from carnet.formats.cda.content_narrative import Narrative

MAX_COLUMNS = 40
MAX_HEADS, MAX_LABEL = 4, 100  # every cell repeats the words above it
_NARROW = 6  # columns that a screen holds without scrolling
_CARDS = 12  # columns beyond which cards help nobody
_BLANK = re.compile(r"(?:<(?!a )[^>]*>|[\s.…])*+")  # nothing to read
_CELLS = {"td", "th"}


class Cell:
    """One cell and the place where its spans put it."""

    def __init__(self, element: etree._Element, row: int, column: int) -> None:
        self.element = element
        self.heading = local_name(element) == "th"
        self.row, self.column = row, column
        self.rows = _span(element, "rowspan", 1000)
        self.columns = min(_span(element, "colspan", MAX_COLUMNS), MAX_COLUMNS - column)
        self.fill("")

    def fill(self, html: str) -> None:
        """Give it what it shows; rows of dots are a laboratory's way to draw a line."""
        self.html = html
        self.blank = bool(_BLANK.fullmatch(html))

    def covers(self, row: int) -> bool:
        """Whether the cell is seen in this row, its own or one that it spans."""
        return self.row <= row < self.row + self.rows


def _span(element: etree._Element, attribute: str, limit: int) -> int:
    text = element.get(attribute)
    if not text:
        return 1
    return max(1, min(int(text), limit)) if text.isascii() and text.isdigit() else 1


class Grid:
    """The cells of a table; `heads` is the number of rows of headers."""

    def __init__(self, narrative: Narrative, table: etree._Element, title: str, depth: int) -> None:
        groups = [(r, r.getparent()) for r in table.iter("{*}tr") if _owner(r) is table]
        groups.sort(key=lambda pair: _is(pair[1], "tfoot"))
        self.cells: list[Cell] = []
        self.heads = sum(1 for _, group in groups if _is(group, "thead"))
        free = [0] * MAX_COLUMNS  # from which row on each column is free
        self.height = 0
        for row, _ in groups:
            if not narrative.spend():
                break
            self._place(narrative, row, free, title, depth)
            self.height += 1
        for cell in self.cells:
            group_end = self.heads if cell.row < self.heads else self.height
            cell.rows = min(cell.rows, group_end - cell.row)
        self.heads = self.heads or self._leading_heads()

    def _place(
        self,
        narrative: Narrative,
        row: etree._Element,
        free: list[int],
        title: str,
        depth: int,
    ) -> None:
        column, mark = 0, narrative.mark(row)
        for element in row:
            while column < MAX_COLUMNS and free[column] > self.height:
                column += 1
            if column >= MAX_COLUMNS or not narrative.spend(depth):
                narrative.truncated = True
                break
            if local_name(element) not in _CELLS:
                continue
            cell = Cell(element, self.height, column)
            mark += narrative.mark(element)
            cell.fill(mark + narrative.flow(element, title, depth + 1, wrap=False))
            self.cells.append(cell)
            for at in range(column, column + cell.columns):
                free[at] = max(free[at], cell.row + cell.rows)
            column, mark = column + cell.columns, ""

    def _leading_heads(self) -> int:
        """Without `thead`, first rows made only of headers (and more than one) are headers."""
        rows = self.rows()
        for number in range(self.height):
            row = rows.get(number, [])
            if len(row) < 2 or not all(cell.heading for cell in row):  # noqa: PLR2004 - a pair
                return number
        return 0

    def rows(self) -> dict[int, list[Cell]]:
        """The cells that begin in each row."""
        found: dict[int, list[Cell]] = {}
        for cell in self.cells:
            found.setdefault(cell.row, []).append(cell)
        return found

    def title(self) -> str:
        """Take away a first header row that is only a title, and give its words."""
        filled = [cell for cell in self.cells if cell.row == 0 and not cell.blank]
        lone = self.heads > 0 and len(filled) == 1 and filled[0].rows == 1
        spans = lone and (filled[0].columns == self.width or self.heads > 1)
        if not spans or any(cell.rows > 1 for cell in self.cells if cell.row == 0):
            return ""
        self.drop_rows({0})
        return words(filled[0].element)

    @property
    def width(self) -> int:
        """Number of columns."""
        return max((cell.column + cell.columns for cell in self.cells), default=0)

    def drop_rows(self, gone: set[int]) -> None:
        """Remove rows; cells that began in one but span further begin in the next."""
        kept = [number for number in range(self.height) if number not in gone]
        place = {number: new for new, number in enumerate(kept)}
        cells = []
        for cell in self.cells:
            rows = [place[n] for n in range(cell.row, cell.row + cell.rows) if n in place]
            if rows:
                cell.row, cell.rows = rows[0], len(rows)
                cells.append(cell)
        self.heads = sum(1 for number in kept if number < self.heads)
        self.cells, self.height = cells, len(kept)

    def tidy(self) -> None:
        """Leave out rows, then columns, without a word."""
        filled: set[int] = set()
        for cell in self.cells:
            if not cell.blank:
                filled.update(range(cell.row, cell.row + cell.rows))
        self.drop_rows(set(range(self.height)) - filled)
        seen = {cell.column for cell in self.cells if not cell.blank}
        place = {column: new for new, column in enumerate(sorted(seen))}
        cells = []
        for cell in self.cells:
            columns = [
                place[c] for c in range(cell.column, cell.column + cell.columns) if c in place
            ]
            if columns:
                cell.column, cell.columns = columns[0], len(columns)
                cells.append(cell)
        self.cells = cells

    def nested(self) -> bool:
        """Whether each cell that spans rows stands in those before it, as in a list of lists.

        Its rows then read one after the other; else only the whole table tells what goes together.
        """
        width = self.width
        reach = [0] * width  # to which row the last cell of each column goes
        for cell in self.cells:
            end = cell.row + cell.rows
            body = cell.row >= self.heads and cell.rows > 1
            if body and any(before < end for before in reach[: cell.column]):
                return False
            last = cell.column + cell.columns == width
            if body and last:  # what is said once of several rows would be told of the first alone
                return False
            reach[cell.column : cell.column + cell.columns] = [end] * cell.columns
        return True

    def labels(self) -> dict[int, str]:
        """For each column, the words of the headers above it."""
        found: dict[int, list[str]] = {}
        for cell in self.cells:
            if cell.row < min(self.heads, MAX_HEADS) and (said := brief(cell.element, MAX_LABEL)):
                for column in range(cell.column, cell.column + cell.columns):
                    if said not in found.setdefault(column, []):
                        found[column].append(said)
        return {column: ", ".join(said) for column, said in found.items()}


def _owner(row: etree._Element) -> etree._Element | None:
    return next((e for e in row.iterancestors() if _is(e, "table")), None)


def _is(element: etree._Element | None, name: str) -> bool:
    return element is not None and local_name(element) == name


def html(narrative: Narrative, table: etree._Element, title: str, depth: int) -> str:
    """HTML of a narrative table, or of the blocks of one that only laid out its text."""
    grid = Grid(narrative, table, title, depth)
    grid.tidy()
    written = next((words(e) for e in table if _is(e, "caption")), "")
    own = written or grid.title()
    if not grid.cells:
        return f'<p class="doc-caption">{escape(own)}</p>' if own else ""
    if grid.width == 1:
        return _blocks(grid, own)
    return _table(grid, own, f"{title}, tableau {narrative.tables}")


def _blocks(grid: Grid, own: str) -> str:
    lead = f'<p class="doc-caption">{escape(own)}</p>' if own else ""
    parts = []
    for cell in grid.cells:
        inner = (
            f"<strong>{cell.html}</strong>" if cell.heading and "<p" not in cell.html else cell.html
        )
        parts.append(f'<div class="doc-block">{inner}</div>' if inner else "")
    return lead + "".join(parts)


def _table(grid: Grid, own: str, spare: str) -> str:
    caption = (
        f"<caption>{escape(own)}</caption>"
        if own
        else f'<caption class="unseen">{escape(spare)}</caption>'
    )
    rows = grid.rows()
    head = "".join(_row(grid, rows.get(n, []), {}) for n in range(grid.heads))
    cards = grid.nested() and grid.width <= _CARDS
    labels = grid.labels() if cards else {}
    body = "".join(_row(grid, rows.get(n, []), labels) for n in range(grid.heads, grid.height))
    shape = ' class="doc-stack"' if cards and grid.heads else ' class="doc-pairs"' if cards else ""
    inner = (f"<thead>{head}</thead>" if head else "") + (f"<tbody>{body}</tbody>" if body else "")
    made = f"<table{shape}>{caption}{inner}</table>"
    if cards and grid.width <= _NARROW:
        return made
    return (
        f'<div class="doc-scroll" tabindex="0" role="group" aria-label="{escape(own or spare)}">'
        f"{made}</div>"
    )


def _row(grid: Grid, row: list[Cell], labels: dict[int, str]) -> str:
    cells = [_cell(grid, cell, labels) for cell in row]
    return f"<tr>{''.join(cells)}</tr>" if cells else ""


def _cell(grid: Grid, cell: Cell, labels: dict[int, str]) -> str:
    spans = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    in_head = cell.row < grid.heads
    if (cell.heading or in_head) and not cell.blank:
        scope = ("colgroup" if cell.columns > 1 else "col") if in_head else "row"
        return f'<th scope="{scope}"{spans}>{cell.html}</th>'
    label = labels.get(cell.column, "") if cell.columns == 1 and cell.html else ""
    said = f' data-label="{escape(label)}"' if label else ""
    return f"<td{spans}{said}>{cell.html}</td>"
