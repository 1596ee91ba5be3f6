"""Messages between the server and its children, whatever the pipe does to them."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.base import shapes
from carnet.formats import frames
from carnet.formats.frames import Outcome, Reply, Request

BOUND = 1 << 24
Pipe = tuple[int, int]


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    ends = os.pipe()
    yield ends
    for end in ends:
        os.close(end)


def test_a_request_larger_than_the_pipe_arrives_whole(pipe: Pipe) -> None:
    asked = Request("metadata", os.urandom(3_000_000), ["a", 1])
    sender = threading.Thread(target=frames.send, args=(pipe[1], asked))
    sender.start()
    received = frames.receive(pipe[0], BOUND)
    sender.join()
    assert shapes.msgpack(Request).decode(received) == asked


@given(name=st.text(max_size=300), data=st.binary(max_size=2000), rest=st.lists(st.text()))
def test_any_request_is_read_as_it_was_sent(name: str, data: bytes, rest: list[str]) -> None:
    reading, writing = os.pipe()
    try:
        frames.send(writing, Request(name, data, rest))
        received = frames.receive(reading, BOUND, chunk=7)
    finally:
        os.close(reading)
        os.close(writing)
    assert shapes.msgpack(Request).decode(received) == Request(name, data, rest)


def test_a_length_that_comes_byte_by_byte(pipe: Pipe) -> None:
    frames.send(pipe[1], Reply(Outcome.REFUSED, words=["/"]))
    received = frames.receive(pipe[0], BOUND, chunk=1)
    assert shapes.msgpack(Reply).decode(received).words == ["/"]


def test_one_too_long_is_refused_before_it_is_read(pipe: Pipe) -> None:
    frames.send(pipe[1], Request("metadata", bytes(100), []))
    with pytest.raises(frames.TooLong):
        frames.receive(pipe[0], 50)


def test_what_follows_a_message_is_refused(pipe: Pipe) -> None:
    frames.send(pipe[1], Reply(Outcome.DONE))
    os.write(pipe[1], b"?")
    with pytest.raises(frames.TooLong):
        frames.receive(pipe[0], BOUND)


def test_an_end_within_a_message_is_told() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"\x00\x00\x00\x09ab")
    os.close(writing)
    with pytest.raises(frames.Closed):
        frames.receive(reading, BOUND)
    os.close(reading)


def test_nobody_who_reads_is_told() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with pytest.raises(frames.Closed):
        frames.send(writing, Reply(Outcome.DONE))
    os.close(writing)
