"""The insured person's own pages."""
