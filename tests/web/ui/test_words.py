"""The words of our templates and pages: plain, and set as French is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[3] / "carnet" / "web"
TEMPLATES = sorted(WEB.glob("*/templates/**/*.html"))
BANNED = r"\b(INS|CDA|DMP|XDS|HL7|FHIR|RPPS|FINESS|NIR|OTP)\b|Valider\b|[Cc]liquez ici"
MARKED = re.compile(r'translate "([^"]+)"|_\("([^"]+)"\)|asvar|%}([^{%]*?){% (?:plural|endblock)')


def _strings(path: Path) -> list[str]:
    found = MARKED.findall(path.read_text(encoding="utf-8"))
    return ["".join(groups) for groups in found]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_words_are_plain_and_bound(path: Path) -> None:
    for text in _strings(path):
        assert not re.search(BANNED, text), text
        assert not re.search(r"\w [:;?!»]", text), f"no-break space missing: {text}"
        assert "« " not in text, f"no-break space missing: {text}"
        assert not re.search(r"\w'\w", text), f"straight apostrophe: {text}"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_script_and_no_style_in_a_page(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "<script" not in text
    assert not re.search(r"\sstyle=|\son[a-z]+=", text)


def test_the_style_is_light() -> None:
    style = WEB / "ui" / "static" / "ui" / "carnet.css"
    assert style.stat().st_size <= 20_000
