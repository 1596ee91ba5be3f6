"""What a document may be linked with beside documents: something that one says, or an answer."""

from __future__ import annotations

import msgspec

from carnet.base import shapes
from carnet.vault import personal

PROFILE = "profile"  # an answer of the profile: its question is the key


class Item(msgspec.Struct, frozen=True, order=True):
    """One health item: ``kind`` of carnet.formats.cda.values_model.KINDS, or ``profile``.

    ``key`` tells it from others of its kind for as long as documents say it alike; ``name`` is
    what the document calls it.
    """

    kind: str
    key: str
    name: str = ""


def seal(person_id: int, link_no: int, item: Item | None) -> bytes:
    """What the row of the link keeps; nothing for a link between documents."""
    if item is None:
        return b""
    return personal.seal(person_id, msgspec.json.encode(item), _bound(link_no))


def unseal(box: personal.Box, link_no: int, sealed: bytes) -> Item | None:
    """The item of a link. Raises IntegrityProblem."""
    if not sealed:
        return None
    return shapes.json(Item).decode(box.unseal(sealed, _bound(link_no)))


def _bound(link_no: int) -> bytes:
    return f"carnet.filing.link.1:{link_no}".encode()
