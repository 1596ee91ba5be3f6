"""The insured person's pages, through Django's client."""
