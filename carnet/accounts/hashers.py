"""The slow hash of passwords."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class LeanArgon2(Argon2PasswordHasher):
    """Argon2id as OWASP advises for servers: 19 MiB, 2 passes, 1 lane.

    Django's own setting takes 100 MB and 8 lanes for each try: four sign-ins at once would take
    more memory than the whole server may.
    """

    time_cost = 2
    memory_cost = 19_456  # KiB
    parallelism = 1
