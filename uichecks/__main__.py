"""``python -m uichecks``: twenty robot checks over every page and each kind of visitor."""

from __future__ import annotations

import argparse
import sys

from uichecks import tools
from uichecks.house import house
from uichecks.report import Report


def main() -> int:
    """Look at everything; exit 1 when something failed, 2 when the tools are absent."""
    parser = argparse.ArgumentParser(prog="uichecks", description=__doc__)
    parser.add_argument("--fast", action="store_true", help="leave Lighthouse out (it then waits)")
    parser.add_argument("--only", default="", help="look only at routes whose name has this in it")
    parser.add_argument("--walks", action="store_true", help="only walk: forms, journeys, safety")
    parser.add_argument(
        "--documents", action="store_true", help="draw only the documents of the corpus"
    )
    asked = parser.parse_args()
    if missing := tools.absent():
        sys.stderr.write(f"ui-checks: {missing}\n")
        return 2
    report = Report()
    with house() as opened:
        from uichecks.look import look  # the rooms load once the house has its settings

        look(opened, report, asked)
    sys.stdout.write("\n".join(report.lines()) + "\n")
    return 1 if report.total("failed") else 0


if __name__ == "__main__":
    sys.exit(main())
