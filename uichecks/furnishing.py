"""What the small world has beside its people and their first documents: something of everything."""

from __future__ import annotations

from uichecks import desk, filing, helping, own, replaced, viewing
from uichecks.world import World, read


def furnish(world: World) -> None:
    """Agents, caregivers, folders, papers of one's own, documents of all kinds and versions."""
    for room in (desk, helping, filing, own, viewing, replaced):
        room.build(world)
    read()
