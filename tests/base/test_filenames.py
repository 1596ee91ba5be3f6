"""Names of files: readable everywhere, without a number that says whose."""

from __future__ import annotations

from datetime import date
from email.message import Message

import pytest

from carnet.base.filenames import attachment, titled

DAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Bilan sanguin", "Bilan sanguin 2026-11-03"),
        ("CR d’échographie : cœur / aorte", "CR d échographie cœur aorte 2026-11-03"),
        ("CR 279035121518989 de biologie", "CR de biologie 2026-11-03"),
        ("CR 2 79 03 51 215 189 89 de 2026", "CR de 2026 2026-11-03"),
        ("1 84 02 2A 215 189 89", "document 2026-11-03"),
        ("../../etc/passwd\r\nX: y", "etc passwd X y 2026-11-03"),
        ("", "document 2026-11-03"),
        ("a" * 300, "a" * 80 + " 2026-11-03"),
    ],
)
def test_titled(title: str, name: str) -> None:
    assert titled(title, DAY) == name


def test_attachment_says_the_name_twice() -> None:
    told = attachment("CR d échographie cœur", "application/pdf")
    plain, whole = told.removeprefix("attachment; ").split("; ")
    assert plain == 'filename="CR d echographie coeur.pdf"'
    assert whole == "filename*=UTF-8''CR%20d%20%C3%A9chographie%20c%C5%93ur.pdf"
    message = Message()
    message["Content-Disposition"] = f"attachment; {whole}"
    assert message.get_filename() == "CR d échographie cœur.pdf"


def test_an_unknown_kind_stays_opaque() -> None:
    assert 'filename="x.bin"' in attachment("x", "application/x-unknown")
