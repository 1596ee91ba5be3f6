"""People's doors (Django)."""
