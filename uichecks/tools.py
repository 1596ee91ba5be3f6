"""Tools from outside: Chromium, and the locked node modules."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHROMIUM = os.environ.get("CHROMIUM", "") or shutil.which("chromium") or ""


def absent() -> str:
    """Say which tool is missing and where it comes from; install the locked node modules."""
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
