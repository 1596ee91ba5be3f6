"""Check 12: what each form says when it is sent empty, and when one value is bad."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

from uichecks.checks.scripts import script
from uichecks.newcomers import Newcomer


@dataclass(frozen=True, slots=True)
class Bad:
    """What is typed in a form; ``field`` names the input at fault, "" for a wrong whole."""

    path: str
    field: str
    typed: dict[str, str]


def anyone(someone: Newcomer) -> list[Bad]:
    """One bad value in each form that anybody may send."""
    number = someone.insured.matricule
    proof = {
        "matricule": number, "vitale": "20000000001", "birth_date_0": "9", "birth_date_1": "5",
        "birth_date_2": "1961", "code": "ACDEF-HJKMN",
    }  # fmt: skip
    wrong_key = number[:13] + f"{int(number[13:]) % 97 + 1:02}"
    return [
        Bad("/activer/", "matricule", proof | {"matricule": wrong_key}),
        Bad("/activer/", "birth_date_1", proof | {"birth_date_1": "13"}),
        Bad("/activer/", "", proof | {"vitale": "20999999999"}),
        Bad("/connexion/", "", {"identifier": "nobody.here", "password": "Not-This-1"}),
        Bad("/affichage/", "size", {"size": "999"}),
    ]


UNDERWAY = {
    bad.path: bad
    for bad in (
        Bad("/activer/identifiant/", "password", {"identifier": "colas.49", "password": "short"}),
        Bad("/activer/contact/", "contact", {"contact": "odette chez exemple"}),
        Bad("/activer/code/", "code", {"code": "12345"}),
        Bad("/connexion/code/", "code", {"code": "12345"}),
    )
}


def sent_empty(page: Page) -> list[str]:
    """Send the page's form empty; list what its answer lacks (status 422, summary, links)."""
    page.evaluate(script("blank"))
    # A box that is left unticked is an answer.
    fields = page.locator("main form[method=post] .field:not(:has([type=checkbox]))")
    return _answer(page, fields.count())


def sent_bad(page: Page, bad: Bad) -> list[str]:
    """Send one bad value among sound ones; what was typed is still there, but the password."""
    for name, value in bad.typed.items():
        _type(page.locator(f"[name={name}]").first, value)
    found = _answer(page, 1 if bad.field else 0)
    if bad.field and not page.locator(f".faulty [name={bad.field}]").count():
        found.append(f"{bad.field} is not the faulty one")
    return found + [
        f"{name} is {'kept' if kept else 'lost'}"
        for name, value in bad.typed.items()
        if name != "size" and (kept := _kept(page, name, value)) == (name == "password")
    ]


def _type(target: Locator, value: str) -> None:
    if target.get_attribute("type") == "radio":
        target.evaluate("(e, value) => { e.value = value; e.checked = true; }", value)
    else:
        target.fill(value)


def _kept(page: Page, name: str, value: str) -> bool:
    return page.locator(f"[name={name}]").first.input_value() == value


def _answer(page: Page, faults: int) -> list[str]:
    form = page.locator("main form[method=post]:has(.field)").first
    with page.expect_response(lambda r: r.request.method == "POST") as answer:
        form.locator("button[type=submit]").first.click()
    page.wait_for_load_state()
    found = page.evaluate(script("state"))
    wrong = {
        f"status {answer.value.status}": answer.value.status != 422,  # noqa: PLR2004
        f"{found['groups']} faulty fields, expected {faults}": found["groups"] != faults,
        "title does not begin with « Erreur »": not found["title"].startswith("Erreur"),
        "no summary": not found["items"],
        f"« {found['words']} » for {found['items']}": str(found["items"]) not in found["words"],
        "an error without its link": found["links"] != found["groups"],
        "a field without aria-invalid": found["marked"] != found["groups"],
        "a field without its description": found["described"] != found["groups"],
        "a link that leads to no input": found["dead"],
        "focus is not on the summary": not found["focused"],
    }
    return [problem for problem, is_wrong in wrong.items() if is_wrong]
