"""``carnet serve``: the server processes alone, over a database that is up to date."""

from __future__ import annotations

import argparse
import os
from typing import Any

from carnet.base.parent import end_with_parent
from carnet.cli import house

STOPS_WITHIN = 10  # seconds


def register(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("serve", help="serve only (run starts it)")
    add_options(parser)
    parser.set_defaults(action=serve)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and with how many processes."""
    parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
    parser.add_argument("--workers", type=int, default=2, help="server processes")


def serve(options: argparse.Namespace) -> int:
    """Serve until a signal comes. Nothing of Django is loaded here: the server forks."""
    end_with_parent()
    with house.running_database():
        _serve(options)
    return 0


def _serve(options: argparse.Namespace) -> None:
    from granian.constants import Interfaces
    from granian.server import Server

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
        workers_kill_timeout=STOPS_WITHIN,  # one that does not stop would keep the port
    ).serve()
