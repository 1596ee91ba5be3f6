"""``carnet run``: the database, the nation, the worker and the server, until Ctrl-C."""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

from carnet.cli import house

READY_WITHIN = 60.0  # seconds


def register(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("run", help="start everything and serve")
    parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
    parser.add_argument("--data", default=None, help="data folder (default ./var)")
    parser.add_argument("--workers", type=int, default=2, help="server processes")
    parser.set_defaults(action=run)


def run(options: argparse.Namespace) -> int:
    """Start everything in order; stop it in the reverse order whatever happens."""
    if options.data:
        os.environ["CARNET_DATA"] = options.data
    os.environ.setdefault("BASE_URL", f"http://{_shown(options.host)}:{options.port}")
    with contextlib.ExitStack() as stack:
        with step("Opening the database"):
            stack.enter_context(house.running_database())
        house.load_rooms()
        prepare()
        stack.enter_context(worker())
        threading.Thread(target=announce, args=(options.port,), daemon=True).start()
        serve(options)
    return 0


def prepare() -> None:
    """Bring the tables, the style and, in a demonstration, the nation up to date."""
    from django.apps import apps
    from django.core.management import call_command

    with step("Laying the tables"):
        call_command("migrate", verbosity=0, interactive=False)
    with step("Preparing the pages"):
        call_command("collectstatic", verbosity=0, interactive=False)
    if apps.is_installed("carnet.demo"):
        from carnet.demo.load import load

        load()


@contextlib.contextmanager
def worker() -> Iterator[None]:
    """Run ``carnet work`` beside the server."""
    process = subprocess.Popen([sys.executable, "-m", "carnet.cli.main", "work"])
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def serve(options: argparse.Namespace) -> None:
    """Serve until a signal comes."""
    from granian.constants import Interfaces
    from granian.server import Server

    from carnet.base import metrics

    metrics.forget()
    Server(
        "carnet.web.server:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=4,  # granian would start hundreds, each with its database connection
        backlog=1024,
        log_enabled=False,
        websockets=False,
    ).serve()


def announce(port: int) -> None:
    """Say on standard error when the house answers, and where its doors are."""
    from django.apps import apps

    until = time.monotonic() + READY_WITHIN
    while not answers(port):
        if time.monotonic() > until:
            print("The server does not answer yet: see the lines above.", file=sys.stderr)
            return
        time.sleep(0.2)
    print(f"\nCarnet is open at {os.environ['BASE_URL']}  (Ctrl-C stops it)\n", file=sys.stderr)
    if apps.is_installed("carnet.demo"):
        from carnet.demo.guide import text

        print(text(os.environ["BASE_URL"]), file=sys.stderr, flush=True)


def answers(port: int) -> bool:
    """Whether the server says that it is ready."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            return bool(answer.status == 200)  # noqa: PLR2004
    except (OSError, urllib.error.URLError):
        return False


@contextlib.contextmanager
def step(words: str) -> Iterator[None]:
    """Tell what is being done, then how long it took."""
    print(f"{words}…", end=" ", file=sys.stderr, flush=True)
    began = time.monotonic()
    yield
    print(f"{time.monotonic() - began:.1f} s", file=sys.stderr, flush=True)


def _shown(host: str) -> str:
    return "localhost" if host in {"127.0.0.1", "0.0.0.0", "::"} else host  # noqa: S104
