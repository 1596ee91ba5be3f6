"""Checks 1 and 2: accessibility rules (axe-core) and valid HTML (html-validate)."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from uichecks.checks.scripts import script

HERE = Path(__file__).resolve().parents[1]
MODULES = HERE / "node_modules"


@cache
def _axe() -> str:
    return (MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def accessible(page: Page, *, colours: bool = False) -> list[str]:
    """Violations of axe, and contrasts that it cannot vouch for; ``colours``: of contrast only."""
    page.evaluate(_axe())
    found: list[Any] = page.evaluate(script("axe_run"), colours)
    return [f"{rule}: {', '.join(targets)}" for rule, targets in found]


def invalid(files: list[Path]) -> dict[str, list[str]]:
    """What html-validate says of each saved page, by the name of its file."""
    command = ["node", str(MODULES / "html-validate" / "bin" / "html-validate.mjs")]
    command += ["--config", str(HERE / "htmlvalidate.json"), "--formatter", "json"]
    done = subprocess.run(
        [*command, *map(str, files)], capture_output=True, text=True, check=False, cwd=HERE
    )
    reports = json.loads(done.stdout) if done.stdout.strip() else []
    if done.returncode and not reports:
        return {"html-validate": [done.stderr.strip()[:300] or "did not run"]}
    return {
        Path(report["filePath"]).name: [
            f"{m['ruleId']} line {m['line']}: {m['message']}" for m in report["messages"]
        ]
        for report in reports
    }
