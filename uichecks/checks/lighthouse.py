"""Check 3: Lighthouse, as a phone on a slow network."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connections

from uichecks.browser import session
from uichecks.house import House
from uichecks.report import Report
from uichecks.tools import CHROMIUM
from uichecks.visits import ANONYMOUS, PATIENT

HERE = Path(__file__).resolve().parents[1]
SCORES = {"performance": 0.95, "accessibility": 1.0, "best-practices": 0.95}
AUDITS = {
    "largest-contentful-paint": 1500,
    "cumulative-layout-shift": 0.05,
    "total-blocking-time": 150,
}


TRIES = 3  # whatever disturbs a measure makes it worse, never better: the best one counts


@dataclass(frozen=True, slots=True)
class Audit:
    """One page to measure, and what was found."""

    name: str
    url: str
    cookie: str
    problems: list[str]


def _pages(house: House) -> list[tuple[str, str]]:
    document = house.world.address(house.world.julie, house.world.documents[0])
    public = ("/", "/connexion/", "/activer/", "/aide/")
    own = (
        "/accueil/", "/documents/", document, f"{document}lecteurs/", "/acces/", "/historique/",
        "/notifications/", "/parametres/",
    )  # fmt: skip
    return [(ANONYMOUS, path) for path in public] + [(PATIENT, path) for path in own]


def first(house: House) -> list[Audit]:
    """Measure twelve pages once, while the other robots look."""
    keys = {kind: session(house, kind) for kind in (ANONYMOUS, PATIENT)}
    connections.close_all()
    return [
        Audit(f"{kind} {path}", url := house.base + path, key := keys[kind], audit(url, key))
        for kind, path in _pages(house)
    ]


def settle(report: Report, audits: list[Audit]) -> None:
    """Measure again alone what seemed slow; say what stays so."""
    for one in audits:
        problems = one.problems
        for _again in range(TRIES - 1):
            problems = problems and audit(one.url, one.cookie)
        report.verdict(3, one.name, problems)


def audit(url: str, cookie: str = "") -> list[str]:
    """Scores below their floor and measures above their ceiling."""
    report = _run(url, cookie)
    if "categories" not in report:
        return [str(report.get("problem", "did not run"))[:200]]
    found = [
        f"{name} {report['categories'][name]['score']} < {least}"
        for name, least in SCORES.items()
        if (report["categories"][name]["score"] or 0) < least
    ]
    values = {name: float(report["audits"][name].get("numericValue", 0)) for name in AUDITS}
    return found + [
        f"{name} {value:.2f} > {AUDITS[name]}"
        for name, value in values.items()
        if value > AUDITS[name]
    ]


def _run(url: str, cookie: str) -> dict[str, Any]:
    flags = "--headless=new" + (" --no-sandbox" if os.geteuid() == 0 else "")
    command = [
        "node", str(HERE / "node_modules/lighthouse/cli/index.js"), url, "--quiet",
        "--output=json", f"--chrome-flags={flags}", f"--only-categories={','.join(SCORES)}",
    ]  # fmt: skip
    if cookie:
        command.append("--extra-headers=" + json.dumps({"Cookie": f"sessionid={cookie}"}))
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=180,
        env=os.environ | {"CHROME_PATH": CHROMIUM},
    )  # fmt: skip
    try:
        report: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        return {"problem": done.stderr.strip()[-200:]}
    return report
