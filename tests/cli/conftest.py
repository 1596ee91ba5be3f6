"""What the commands of the journal need."""

from tests.journal.conftest import seal_all

__all__ = ["seal_all"]
