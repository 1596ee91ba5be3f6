"""The demonstration cannot be loaded with production settings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import override_settings

from carnet.demo import guard


def test_production_settings_refuse_it() -> None:
    with override_settings(PRODUCTION=True), pytest.raises(guard.DemonstrationForbidden):
        guard.refuse_production()


def test_demonstration_settings_accept_it() -> None:
    guard.refuse_production()


@pytest.mark.parametrize("module", ["carnet.demo", "carnet.demo.views", "carnet.demo.mailbox"])
def test_importing_it_in_production_fails(module: str, tmp_path: Path) -> None:
    done = _python(f"import {module}", tmp_path)
    assert done.returncode != 0
    assert "DemonstrationForbidden" in done.stderr


def test_production_has_no_demonstration_address(tmp_path: Path) -> None:
    program = (
        "import django; django.setup()\n"
        "from django.urls import Resolver404, resolve\n"
        "try:\n    resolve('/demo/')\nexcept Resolver404:\n    print('absent')\n"
    )
    done = _python(program, tmp_path)
    assert done.stdout.strip() == "absent", done.stderr


def _python(program: str, data: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "PRODUCTION_APPROVED": "1",
        "DJANGO_SETTINGS_MODULE": "carnet.base.settings",
        "CARNET_DATA": str(data),
        "ALLOWED_HOSTS": "carnet.example",
    }
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment,
        timeout=60, check=False, cwd=Path(__file__).resolve().parents[2],
    )  # fmt: skip
