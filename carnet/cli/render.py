"""``carnet render FILE… --out DIR``: any document as the patient sees it, offline, no database.

DIR gets a folder a file: ``index.html``, further pages beside it, and a PNG of each page.
Exit codes: 0 all are shown; 1 one cannot be, and standard error says which and why; 2 bad usage.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from carnet.cli.arguments import positive


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("render", help="show documents as HTML pages and PNG pictures")
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR")
    parser.add_argument("--pages", type=positive, metavar="N", help="draw the first N pages only")
    parser.set_defaults(action=run)


def run(options: argparse.Namespace) -> int:
    """Draw every file; the last line counts documents, pictures and problems."""
    from carnet.cli import rendering

    rendering.load_theme()
    pictures = problems = 0
    for name in options.files:
        try:
            data = Path(name).read_bytes()
            drawn = rendering.draw(data, rendering.folder(options.out, Path(name)), options.pages)
        except OSError as fault:
            sys.stderr.write(f"{fault.filename or name}: {fault.strerror}\n")
            problems += 1
            continue
        pictures += drawn.pictures
        if drawn.problem:
            sys.stderr.write(f"{name}: {drawn.problem}\n")
            problems += 1
    done = len(options.files) - problems
    sys.stdout.write(f"{done} documents, {pictures} pictures, {problems} problems\n")
    return int(problems > 0)
