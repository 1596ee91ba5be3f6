"""The outbox: effects of one transaction on other people or on the outside world."""

from __future__ import annotations

from django.db import models


class Outbox(models.Model):
    """One effect to come, written in the transaction that causes it, deleted once done.

    Claimed in batches by ``carnet work`` (``base.claims``): ``attempts`` and ``not_before`` say so.
    A plain insert: a NOTIFY here would serialise all commits of the database (docs/adr/0004).
    """

    id = models.BigAutoField(primary_key=True)
    person_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    payload = models.JSONField(default=dict)
    at = models.DateTimeField()
    attempts = models.SmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True)

    class Meta:
        db_table = "base_outbox"
