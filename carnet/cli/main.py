"""The ``carnet`` command: answers on standard output, progress and errors on standard error.

Exit codes: 0 done; 1 the answer is no (a proof fails, a document is invalid); 2 bad usage.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import sys
from collections.abc import Sequence

# Each room's commands live in carnet/cli/<name>.py: register(subparsers) adds them.
COMMANDS = [
    "run",
    "serve",
    "work",
    "enrol",
    "letters",
    "agent",
    "policy",
    "reports",
    "emergencies",
    "journal",
    "witness",
    "records",
    "antivirus",
    "validate",
    "metadata",
    "render",
    "values",
    "portability",
    "contents",
    "demo",
    "simulate",
]


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse the command line and run one command; return its exit code."""
    parser = argparse.ArgumentParser(prog="carnet", description=__doc__)
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in COMMANDS:
        if importlib.util.find_spec(f"carnet.cli.{name}") is not None:
            importlib.import_module(f"carnet.cli.{name}").register(subparsers)
    options = parser.parse_args(arguments)
    return int(options.action(options) or 0)


if __name__ == "__main__":
    sys.exit(main())
