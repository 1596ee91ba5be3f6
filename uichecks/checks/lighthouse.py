"""Check 3: Lighthouse, as a phone on a slow network."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from uichecks.browser import CHROMIUM

HERE = Path(__file__).resolve().parents[1]
SCORES = {"performance": 0.95, "accessibility": 1.0, "best-practices": 0.95}
AUDITS = {
    "largest-contentful-paint": 1500,
    "cumulative-layout-shift": 0.05,
    "total-blocking-time": 150,
}


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
