"""Stories: what happened to whom, as documents to write."""
