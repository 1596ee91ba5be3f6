"""The file as runs of whole lines, whatever it holds."""

import io
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.accounts import blocks, insured
from carnet.accounts.insured import LINE_LIMIT
from carnet.accounts.prepared import prepare_block
from tests.accounts.test_insured import EXAMPLE, HEADER, line

pytestmark = pytest.mark.usefixtures("small_blocks")


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BYTES", 64)


@given(st.lists(st.binary(max_size=200).map(lambda some: some.replace(b"\n", b"")), max_size=30))
def test_no_byte_is_lost_and_lines_keep_their_numbers(lines: list[bytes]) -> None:
    content = b"\n".join(lines)
    found = list(blocks.cut(io.BytesIO(content), 0, 2))
    assert b"".join(one.lines for one in found) == content
    number = 2
    for one in found:
        assert one.first == number
        number += one.lines.count(b"\n")
    if found:
        assert found[-1].end == len(content)


@given(st.lists(st.binary(max_size=90).map(lambda some: some.replace(b"\n", b"")), max_size=30))
def test_reading_goes_on_from_the_end_of_any_block(lines: list[bytes]) -> None:
    content = b"\n".join(lines)
    found = list(blocks.cut(io.BytesIO(content), 0, 2))
    for before, after in itertools.pairwise(found):
        file = io.BytesIO(content)
        file.seek(before.end)
        again = list(blocks.cut(file, before.end, after.first))
        assert again[0].first == after.first
        assert b"".join(one.lines for one in again) == content[before.end :]
        assert again[-1].end == len(content)


@given(st.lists(st.sampled_from([EXAMPLE, b"", b"cut;off", EXAMPLE + b"\r", line(sexe="X")])))
def test_blocks_read_what_the_plain_reader_reads(lines: list[bytes]) -> None:
    content = b"\n".join([HEADER, *lines])
    plain = [(one.number, getattr(one, "reason", "")) for one in insured.read(io.BytesIO(content))]
    form, coming = blocks.opened(io.BytesIO(content))
    found: list[tuple[int, str]] = []
    for raw in coming:
        block = prepare_block(raw.lines, raw.first, form)
        found += [(one.number, "") for one in block.good] + block.bad
    assert sorted(found) == plain


def test_a_line_without_end_costs_no_memory() -> None:
    class Endless(io.RawIOBase):
        """Fifty million columns, made as they are read."""

        left = 50_000_000

        def read(self, size: int = -1) -> bytes:
            taken = min(size, self.left)
            self.left -= taken
            return b";" * taken

    [found] = list(blocks.cut(Endless(), 0, 2))  # type: ignore[arg-type]
    assert len(found.lines) == LINE_LIMIT + 1
    assert found.end == 50_000_000


def test_a_truncated_last_line_is_told_with_its_number() -> None:
    content = b"\n".join([HEADER, EXAMPLE, EXAMPLE[:40]])
    form, coming = blocks.opened(io.BytesIO(content))
    told = [bad for raw in coming for bad in prepare_block(raw.lines, raw.first, form).bad]
    assert [number for number, _reason in told] == [3]


def test_a_huge_line_among_others_is_told_alone() -> None:
    content = b"\n".join([HEADER, EXAMPLE, b";" * 300_000, EXAMPLE])
    form, coming = blocks.opened(io.BytesIO(content))
    prepared = [prepare_block(raw.lines, raw.first, form) for raw in coming]
    assert [one.number for block in prepared for one in block.good] == [2, 4]
    [(number, reason)] = [bad for block in prepared for bad in block.bad]
    assert number == 3
    assert "4096 bytes at most" in reason
