"""What the public door of the journal needs."""

from tests.journal.conftest import seal_all

__all__ = ["seal_all"]
