"""Check 20: nothing is done twice, nothing hidden shows, each access is in the history."""

from __future__ import annotations

from playwright.sync_api import Page

from carnet.access.facts import Actor, ActorKind
from carnet.identity import directory
from carnet.records import actions, door
from carnet.records.problems import NotFound
from carnet.sharing import actions as sharing
from uichecks.house import House


def same_answer(page: Page, house: House) -> list[str]:
    """Another person's document and an invented one: the same 404, the same words."""
    world = house.world
    other = page.goto(world.address(world.laura, world.laura_documents[0]))
    words = page.locator("h1").inner_text()
    invented = page.goto("/documents/00000000-0000-4000-8000-000000000000/")
    statuses = {answer.status for answer in (other, invented) if answer}
    same = words == page.locator("h1").inner_text()
    return [] if statuses == {404} and same else [f"statuses {statuses}, same words: {same}"]


def never_twice(page: Page) -> list[str]:
    """After an act, the page was asked for by GET: going back and forth sends nothing again."""
    page.goto("/acces/?q=gilbert")
    page.get_by_role("button", name="Bloquer").last.click()
    page.wait_for_load_state()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.reload()
    page.go_back()
    page.go_forward()
    return ["sent again"] if "POST" in sent else []


def hidden_stays_hidden(house: House) -> list[str]:
    """For a physiotherapist whom the person authorised, a hidden document leaves no trace."""
    world, julie = house.world, house.world.julie
    known = directory.professional(world.pharmacist)
    holder = Actor(ActorKind.PERSON, julie)
    reader = Actor(
        ActorKind.PROFESSIONAL, world.pharmacist, profession=known.profession if known else ""
    )
    sharing.record_consent(julie, holder, professional_id=world.pharmacist, mode="online")
    before = door.open(julie, reader).timeline().total
    seen = [entry.entry_no for entry in door.open(julie, reader).timeline().entries]
    if not seen:
        return ["the pharmacist sees nothing at all: the check proves nothing"]
    actions.hide(julie, holder, seen[0])
    try:
        record = door.open(julie, reader)
        page = record.timeline()
        found = [] if page.total == before - 1 else [f"total {page.total}, expected {before - 1}"]
        found += ["still listed"] if seen[0] in [e.entry_no for e in page.entries] else []
        try:
            record.read(seen[0])
            found.append("still read by its number")
        except NotFound:
            pass
        return found
    finally:
        actions.show(julie, holder, seen[0])


def written(page: Page, house: House) -> list[str]:
    """What a professional did is in the history, with who and when."""
    page.goto(f"/historique/?soignant={house.world.doctor}")
    lines = page.locator(".moments li").all_inner_texts()
    wrong = {
        "no line": not lines,
        "nobody is named": not any("Charrier" in line for line in lines),
    }
    return [problem for problem, is_wrong in wrong.items() if is_wrong]
