"""A second house, alone: its own tables, keys and secrets. It brings a record in, and out again.

``python second_house.py FACTS COPY OUT KEY`` in its own environment; FACTS is JSON of the person.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from carnet.cli import house
from carnet.cli.main import main


def live(facts: Path, copy: str, out: str, key: str) -> int:
    """Enrol the person, then what the operator types."""
    with house.opened():
        from carnet.base.database import execute
        from carnet.identity import people
        from carnet.records import actions

        told = json.loads(facts.read_text(encoding="utf-8"))
        execute("SELECT setval('identity_person_person_id_seq', 777000)")
        born = date.fromisoformat(told.pop("birth_date"))
        person_id = people.add_person(people.Traits(birth_date=born, **told))
        actions.create_record(person_id, "active")
        done = main(["import", copy, "--key", key])
        return done or main(["export", "--person", str(person_id), "--out", out, "--whole"])


if __name__ == "__main__":
    sys.exit(live(Path(sys.argv[1]), *sys.argv[2:]))
