"""A superuser edits, removes, inserts and reorders: each thing they touch must be named."""
