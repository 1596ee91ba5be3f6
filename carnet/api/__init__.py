"""Software's doors (Falcon)."""
