"""Copies that people ask for, and what came with a record from another house."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    """Where a copy is in its making."""

    WAITING = "waiting", "en attente"
    MAKING = "making", "en préparation"
    READY = "ready", "prête"
    FAILED = "failed", "échouée"


class Copy(models.Model):
    """One copy of a record, asked for by one reader; the file it leads to is under DATA/copies.

    A row that is deleted ends its copy: whoever makes it stops, and its file is swept away.
    """

    pk = models.CompositePrimaryKey("person_id", "copy_no")
    person_id = models.BigIntegerField()
    copy_no = models.IntegerField()
    asked_by = models.BigIntegerField()  # the person, or who represents them: nobody else has it
    asked_at = models.DateTimeField()
    chosen = models.JSONField()  # carnet.portability.choice.Choice
    language = models.CharField(max_length=10)  # of its readable pages
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    done = models.IntegerField(db_default=0)  # documents so far
    total = models.IntegerField(db_default=0)
    tries = models.SmallIntegerField(db_default=0)
    not_before = models.DateTimeField(null=True)  # of the next try, or end of a maker's lease
    file = models.CharField(max_length=40, db_default="")  # its name in the folder
    wrapped_key = models.BinaryField(null=True)  # vault.longfile, under the person's key
    size = models.BigIntegerField(db_default=0)  # bytes, of the ZIP
    entries = models.TextField(db_default="")  # records.spans: seen again before each download
    missing = models.TextField(db_default="")  # those whose original could not be given
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)  # last download

    class Meta:
        db_table = "portability_copy"
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=models.Q(state__in=["waiting", "making"]),
                name="portability_copy_waiting",
            ),
            models.Index(
                fields=["expires_at"],
                condition=~models.Q(expires_at=None),
                name="portability_copy_over",
            ),
        ]


class Origin(models.Model):
    """A file that came with a record from another house, sealed: what this one cannot live by.

    The history of that house and its proof, the caregivers chosen there, the signed manifest.
    """

    pk = models.CompositePrimaryKey("person_id", "origin_no", "name")
    person_id = models.BigIntegerField()
    origin_no = models.SmallIntegerField()  # of the house, the oldest first
    name = models.CharField(max_length=255)  # as it was in the copy
    digest = models.BinaryField()  # SHA-256 of the manifest of the copy that brought it
    since = models.DateTimeField()
    size = models.BigIntegerField()
    file = models.CharField(max_length=40)  # its name under DATA/origins
    wrapped_key = models.BinaryField()  # vault.longfile

    class Meta:
        db_table = "portability_origin"
