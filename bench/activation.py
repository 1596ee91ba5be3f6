"""A wave of activations over HTTP: five screens each, with the slow hashes, by 8 people at once.

Each activation proves an identity with the code of a letter, chooses a sign-in, confirms an
e-mail address by a one-time code and accepts the terms: some ten requests with their pages. The
floor is its two slow hashes alone (the code by scrypt, the password by Argon2id), as many
threads, nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count

from bench import people, server
from bench.browser import Browser
from bench.result import Result
from bench.timed import result, timed
from bench.turns import Turn
from carnet.demo.nation.model import TEST_OID

VISITORS, SECONDS, FLOOR_SECONDS = 8, 12.0, 3.0
WAITING = 420  # people with a letter: more than any machine of two cores activates meanwhile
CODE = "ACDEFHJKMN"
VITALE = "12345678901"
PASSWORD = "un-Mot-2-passe-long"
_numbers = count(40_000)


def measure() -> list[Result]:
    """Enrol people with a code, then let them activate as fast as the house takes them."""
    waiting = iter([_letter(next(_numbers)) for _ in range(WAITING)])
    # No waiting room, and a household each: what is measured is the house, not its brakes.
    os.environ |= {"ACTIVATIONS_PER_SECOND": "100000", "TRUSTED_PROXIES": "1"}
    with server.serving() as served:
        wave = Turn([_visitor(served.port, waiting) for _ in range(VISITORS)])
        wave.run(SECONDS)
    floor = timed("", _slow_hashes(), VISITORS, FLOOR_SECONDS)
    name = f"activation over HTTP, {VISITORS} people at once"
    return [result(name, wave.durations, wave.elapsed, floor.rate)]


def _letter(number: int) -> int:
    """Somebody who was informed, and holds the code."""
    from carnet.accounts import codes, provisional
    from carnet.identity.people import Traits, add_person
    from carnet.records import actions

    one = people.insured(number)
    traits = Traits(
        oid=TEST_OID, matricule=one.matricule, birth_name=one.birth_name,
        given_names="Jeanne", sex="F", birth_date=one.birth_date, birth_place="75056",
    )  # fmt: skip
    person_id = add_person(traits, vitale=VITALE)
    actions.create_record(person_id, "not_created")
    provisional.keep({person_id: codes.protect(CODE)}, "letter")
    return number


def _visitor(port: int, waiting: Iterator[int]) -> Callable[[], None]:
    def activate() -> None:
        number = next(waiting)
        browser = Browser(port, address=f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
        _walk(browser, number)

    return activate


def _walk(browser: Browser, number: int) -> None:
    one, email = people.insured(number), f"banc-{number}@courriel.example"
    browser.get("/activer/")
    browser.post({
        "matricule": one.matricule, "vitale": VITALE, "code": CODE,
        "birth_date_0": "7", "birth_date_1": "3", "birth_date_2": "1979",
    })  # fmt: skip
    browser.post({"identifier": f"banc-{number}", "password": PASSWORD})
    browser.post({"contact": email})
    browser.post({"code": _one_time_code(email)})
    browser.post({"version": _terms()})
    if browser.page != "/premiers-pas/":
        raise RuntimeError(f"the activation stopped at {browser.page}")


def _one_time_code(email: str) -> str:
    import re

    from carnet.demo.models import Message

    text = Message.objects.filter(sent_to=email).latest("at").text
    found = re.search(r"\d{3} \d{3}", text)
    return found[0] if found else ""


def _terms() -> str:
    from carnet.accounts import terms

    return terms.current().version


def _slow_hashes() -> Callable[[], None]:
    from django.contrib.auth.hashers import make_password

    from carnet.accounts import codes

    kept = codes.protect(CODE)

    def both() -> None:
        codes.matches(CODE, kept)
        make_password(PASSWORD)

    return both
