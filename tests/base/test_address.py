"""Whose address is believed, by the number of proxies that the operator trusts."""

from __future__ import annotations

import pytest
from django.test import override_settings

from carnet.base.address import visitor


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "", "10.0.0.1"),
        (0, "192.0.2.9", "10.0.0.1"),  # anybody may write the header
        (1, "192.0.2.9", "192.0.2.9"),
        (1, "198.51.100.7, 192.0.2.9", "192.0.2.9"),
        (2, "198.51.100.7, 192.0.2.9,10.0.0.2", "192.0.2.9"),
        (2, "192.0.2.9", "10.0.0.1"),  # did not come through both
        (1, "", "10.0.0.1"),
        (1, "192.0.2.9, ", "10.0.0.1"),
    ],
)
def test_visitor(proxies: int, forwarded: str, address: str) -> None:
    with override_settings(TRUSTED_PROXIES=proxies):
        assert visitor("10.0.0.1", forwarded) == address
