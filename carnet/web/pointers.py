"""What an opaque address or field names, when it is of the kind that a page is about; else 404."""

from __future__ import annotations

from django.http import Http404

from carnet.base.ids import Kind, Pointer, reveal


def pointed(identifier: object, kind: Kind, person_id: int | None = None) -> Pointer:
    """The pointer of this kind, and of this person when one is given.

    Somebody else's, one of another kind and an invented one get the same 404.
    """
    pointer = reveal(str(identifier))
    if pointer is None or pointer.kind is not kind:
        raise Http404
    if person_id is not None and pointer.person_id != person_id:
        raise Http404
    return pointer
