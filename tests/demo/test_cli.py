"""``carnet demo``: answers on standard output, an exit code that means something."""

from __future__ import annotations

import json

import pytest

from carnet.cli.main import main
from carnet.demo.guide import text
from carnet.demo.nation import build
from carnet.demo.settle import list_directory


def test_people_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "people", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [len(found[key]) for key in ("people", "professionals", "organizations")] == [
        300,
        40,
        12,
    ]
    monique = found["people"][0]
    assert monique["sign_in"]["identifier"] == "demo-monique"
    assert monique["vitale"]
    assert monique["shows"]


def test_people_for_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "people"]) == 0
    shown = capsys.readouterr().out
    assert all(who.rpps in shown for who in build().professionals)
    assert "demo-monique" in shown
    assert build().named("paul").code in shown


def test_the_guide_names_addresses_and_sign_ins() -> None:
    shown = text("http://localhost:8000/")
    assert "http://localhost:8000/demo/courriels/" in shown
    assert all(p.sign_in.identifier in shown for p in build().people if p.sign_in)


@pytest.mark.django_db
def test_token(capsys: pytest.CaptureFixture[str]) -> None:
    nation = build()
    list_directory(nation)
    assert main(["demo", "token", "--rpps", nation.professionals[0].rpps]) == 0
    assert len(capsys.readouterr().out.strip()) > 30
    assert main(["demo", "token", "--organization", "000000000"]) == 1
    assert "FINESS 000000000" in capsys.readouterr().err


def test_token_for_nobody_is_bad_usage() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["demo", "token"])
    assert stopped.value.code == 2


@pytest.mark.django_db
def test_letters(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "letters"]) == 0
    assert all(line.endswith(".pdf") for line in capsys.readouterr().out.split())
