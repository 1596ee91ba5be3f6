"""Check 12: what a form says when it is sent empty."""

from __future__ import annotations

from playwright.sync_api import Page

from uichecks.checks.scripts import script


def sent_empty(page: Page) -> list[str]:
    """Send the page's form empty; list what its answer lacks (status 422, summary, links)."""
    form = page.locator("main form[method=post]:has(.field)").first
    with page.expect_response(lambda r: r.request.method == "POST") as answer:
        form.locator("button[type=submit]").first.click()
    page.wait_for_load_state()
    found = page.evaluate(script("state"))
    wrong = {
        f"status {answer.value.status}": answer.value.status != 422,  # noqa: PLR2004
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
