"""The desk: agents of the hotline, France Services and the caisses. Never anything medical."""
