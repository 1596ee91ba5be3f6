"""DATABASE_URL as libpq understands it."""

from __future__ import annotations

import pytest

from carnet.base.database import configuration


def test_an_ordinary_address() -> None:
    found = configuration("postgresql://u%40x:p%2Fw@db.example:6432/carnet?sslmode=require")
    assert (found["USER"], found["PASSWORD"], found["NAME"]) == ("u@x", "p/w", "carnet")
    assert (found["HOST"], found["PORT"]) == ("db.example", "6432")
    assert found["OPTIONS"]["sslmode"] == "require"


def test_a_socket_named_as_an_option() -> None:
    found = configuration("postgresql://u:p@/carnet?host=/run/pg&port=5433")
    assert (found["HOST"], found["PORT"]) == ("/run/pg", "5433")


def test_another_database_is_refused() -> None:
    with pytest.raises(ValueError, match="postgresql://"):
        configuration("mysql://u:p@localhost/carnet")
