"""``carnet run``: the database, the nation, the worker and the server, until Ctrl-C."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http import HTTPStatus
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from carnet.base.parent import SUPERVISOR
from carnet.cli import house
from carnet.cli.serve import STOPS_WITHIN, add_options

READY_WITHIN = 60.0  # seconds
ANYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - compared, not bound
MARGIN = 5.0  # seconds, beyond what the server gives its own processes


def register(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("run", help="start everything and serve")
    add_options(parser)
    parser.add_argument("--data", default=None, help="data folder (default ./var)")
    parser.set_defaults(action=run)


def run(options: argparse.Namespace) -> int:
    """Start everything in order; stop it in the reverse order whatever happens."""
    if options.data:
        os.environ["CARNET_DATA"] = options.data
    os.environ.setdefault("BASE_URL", f"http://{_shown(options.host)}:{options.port}")
    if taken(options.host, options.port):
        print(f"Port {options.port} is taken: choose another with PORT=", file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that what was started is stopped
    with contextlib.ExitStack() as stack, contextlib.suppress(KeyboardInterrupt):
        with step("Opening the database"):
            stack.enter_context(house.running_database(adopt=True))
        house.load_rooms()
        prepare()
        lower_rights()
        stack.enter_context(child("work"))
        server = stack.enter_context(child("serve", *listening(options)))
        threading.Thread(target=announce, args=(options.host, options.port), daemon=True).start()
        return server.wait()
    return 0


def taken(host: str, port: int) -> bool:
    """Whether somebody listens there already (ours would share the port with them)."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def listening(options: argparse.Namespace) -> list[str]:
    """The options that the server takes over."""
    pairs = {"--host": options.host, "--port": options.port, "--workers": options.workers}
    return [str(word) for pair in pairs.items() for word in pair]


def prepare() -> None:
    """Bring the tables, the style and, in a demonstration, the nation up to date."""
    from django.apps import apps
    from django.core.management import call_command

    from carnet.base import metrics

    with step("Laying the tables"):
        call_command("migrate", verbosity=0, interactive=False)
    with step("Preparing the pages"):
        call_command("collectstatic", verbosity=0, interactive=False)
    metrics.forget()
    if apps.is_installed("carnet.demo"):
        from carnet.demo.load import load

        load()


def lower_rights() -> None:
    """Serve under a role that adds to the trace and alters none of it, where one can be made."""
    from carnet.journal import rights

    try:
        os.environ["DATABASE_URL"] = rights.service_url(os.environ["DATABASE_URL"])
    except rights.CannotMakeRole as role:
        print(
            f"Serving as the owner of the tables: it may not make the role {role} (docs/proofs.md)",
            file=sys.stderr,
        )


@contextlib.contextmanager
def child(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run one of our own commands beside this one; it ends with it, even by a kill -9."""
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "carnet.cli.main", *command],
        env=os.environ | {SUPERVISOR: str(os.getpid())},
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOPS_WITHIN + MARGIN)
        except subprocess.TimeoutExpired:
            process.kill()


def announce(host: str, port: int) -> None:
    """Say on standard error when the house answers, and where its doors are."""
    from django.apps import apps

    until = time.monotonic() + READY_WITHIN
    while not answers(host, port):
        if time.monotonic() > until:
            print("The server does not answer yet: see the lines above.", file=sys.stderr)
            return
        time.sleep(0.2)
    print(f"\nCarnet is open at {os.environ['BASE_URL']}  (Ctrl-C stops it)\n", file=sys.stderr)
    if apps.is_installed("carnet.demo"):
        from carnet.demo.guide import text

        print(text(os.environ["BASE_URL"]), file=sys.stderr, flush=True)


def answers(host: str, port: int) -> bool:
    """Whether the server says that it is ready, asked where it listens, by the name it expects."""
    from django.conf import settings

    where = "127.0.0.1" if host in ANYWHERE else host
    named = urlsplit(settings.BASE_URL).netloc
    try:
        connection = HTTPConnection(where, port, timeout=2)
        connection.request("GET", "/healthz", headers={"Host": named})
        return connection.getresponse().status == HTTPStatus.OK
    except OSError:
        return False


@contextlib.contextmanager
def step(words: str) -> Iterator[None]:
    """Tell what is being done, then how long it took."""
    print(f"{words}…", end=" ", file=sys.stderr, flush=True)
    began = time.monotonic()
    yield
    print(f"{time.monotonic() - began:.1f} s", file=sys.stderr, flush=True)


def _shown(host: str) -> str:
    return "localhost" if host in {"127.0.0.1", *ANYWHERE} else host
