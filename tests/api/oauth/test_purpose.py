"""POST /oauth/token: why the professional acts, and the « connexion secrète »."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from falcon.testing import Result

from carnet.access.facts import Purpose
from carnet.api.oauth import tokens
from carnet.api.oauth.models import Token
from tests.api.conftest import World
from tests.api.oauth.conftest import Sign

Ask = Callable[..., Result]
DOCTOR = {"person_id": "810001234516"}
REASON = "Patient inconscient, sans accompagnant"


def test_a_broken_glass_carries_its_reason(world: World, signed: Sign, ask: Ask) -> None:
    asked = DOCTOR | {"purpose_of_use": "bris_de_glace", "reason": f"  {REASON} \n"}
    answer = ask(signed(asked))
    assert answer.status_code == 200, answer.text
    actor = tokens.check(answer.json["access_token"]).actor
    assert (actor.purpose, actor.reason) == (Purpose.BREAK_GLASS, REASON)
    assert actor.reason_at == Token.objects.get().issued_at


@pytest.mark.parametrize(
    "reason",
    [None, "", "urgence", " " * 40, "a" * 501, "arrêt\0cardiaque!", "arrêt \u202e cardiaque",
     12, ["Patient inconscient"], {"text": REASON}],
)  # fmt: skip
def test_a_reason_is_needed_and_is_a_text(
    world: World, signed: Sign, ask: Ask, reason: Any
) -> None:
    answer = ask(signed(DOCTOR | {"purpose_of_use": "bris_de_glace", "reason": reason}))
    assert (answer.status_code, answer.json["error"]) == (400, "invalid_request")
    assert "extensions.ihe_iua.reason" in answer.json["error_description"]
    assert not Token.objects.exists()


def test_a_reason_is_never_repeated(world: World, signed: Sign, ask: Ask) -> None:
    asked = DOCTOR | {"purpose_of_use": "bris_de_glace", "reason": "overdose"}
    assert "overdose" not in ask(signed(asked)).text


@pytest.mark.parametrize("reason", ["a" * 10, "a" * 500])
def test_both_ends_of_a_reason_are_admitted(
    world: World, signed: Sign, ask: Ask, reason: str
) -> None:
    asked = DOCTOR | {"purpose_of_use": "bris_de_glace", "reason": reason}
    assert ask(signed(asked)).status_code == 200


def test_the_centre_15_needs_none(world: World, signed: Sign, ask: Ask) -> None:
    answer = ask(signed(DOCTOR | {"purpose_of_use": "centre_15"}))
    actor = tokens.check(answer.json["access_token"]).actor
    assert (actor.purpose, actor.reason) == (Purpose.EMERGENCY_REGULATION, "")


@pytest.mark.parametrize("purpose", ["centre_15", "bris_de_glace"])
def test_nobody_enters_in_an_emergency_without_a_name(
    world: World, signed: Sign, ask: Ask, purpose: str
) -> None:
    answer = ask(signed({"purpose_of_use": purpose, "reason": REASON}))
    assert answer.status_code == 400
    assert "extensions.ihe_iua.person_id" in answer.json["error_description"]


def test_a_secret_connection_is_one_of_its_own(world: World, signed: Sign, ask: Ask) -> None:
    code = {"system": "urn:oid:1.2.250.1.213.1.1.4.13", "code": "INVISIBLE_REPRESENTANTS_LEGAUX"}
    for who in (DOCTOR, {}):
        answer = ask(signed(who | {"confidentiality_code": [code]}))
        assert tokens.check(answer.json["access_token"]).actor.purpose is Purpose.SECRET


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ({"confidentiality_code": "MASQUE_PS"}, "confidentiality_code"),
        ({"purpose_of_use": "connexion_secrete"}, "purpose_of_use"),
        ({"purpose_of_use": "INVISIBLE_REPRESENTANTS_LEGAUX"}, "purpose_of_use"),
        ({"purpose_of_use": "centre_15",
          "confidentiality_code": "INVISIBLE_REPRESENTANTS_LEGAUX"}, "purpose_of_use"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(
    world: World, signed: Sign, ask: Ask, asked: dict[str, Any], where: str
) -> None:
    answer = ask(signed(DOCTOR | asked))
    assert (answer.status_code, answer.json["error"]) == (400, "invalid_request")
    assert answer.json["error_description"].startswith(f"extensions.ihe_iua.{where}:")
