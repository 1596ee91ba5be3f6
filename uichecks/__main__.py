"""``python -m uichecks``: twenty robot checks over every page and each kind of visitor."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from uichecks.report import Report

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Look at everything; exit 1 when something failed, 2 when the tools are absent."""
    parser = argparse.ArgumentParser(prog="uichecks", description=__doc__)
    parser.add_argument("--fast", action="store_true", help="leave Lighthouse out (it then waits)")
    parser.add_argument("--only", default="", help="look only at routes whose name has this in it")
    asked = parser.parse_args()
    absent = _absent()
    if absent:
        sys.stderr.write(f"ui-checks: {absent}\n")
        return 2
    from uichecks.house import house

    report = Report()
    with house() as opened:
        from uichecks.look import look  # the rooms load once the house has its settings

        look(opened, report, only=asked.only, fast=asked.fast)
    sys.stdout.write("\n".join(report.lines()) + "\n")
    return 1 if report.total("failed") else 0


def _absent() -> str:
    """Say which tool is missing and where it comes from; install the locked node modules."""
    from uichecks.browser import CHROMIUM

    if not CHROMIUM:
        return "Chromium is absent. Install the package « chromium », or set CHROMIUM=/its/path."
    if not shutil.which("npm"):
        return "npm is absent. Install the packages « nodejs » and « npm »."
    if not _installed() and subprocess.run(["npm", "ci"], cwd=HERE, check=False).returncode:
        return "« npm ci » failed in uichecks/: see its message above."
    return ""


def _installed() -> bool:
    lock, marker = HERE / "package-lock.json", HERE / "node_modules" / ".package-lock.json"
    return marker.exists() and marker.stat().st_mtime >= lock.stat().st_mtime


if __name__ == "__main__":
    sys.exit(main())
