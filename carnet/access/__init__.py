"""The one policy: decide() and the SQL predicate compiled from the same table."""
