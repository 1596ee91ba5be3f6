"""Help by agents: hotline, France Services, caisses. Never anything medical (docs/desk.md)."""
