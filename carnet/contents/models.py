"""What the service read in each document. Every row carries its person first (law 4)."""

from __future__ import annotations

from django.db import models


class Reading(models.Model):
    """What one document says, under the person's key: a row a document, made with its deposit.

    ``words`` serves the search, ``text`` its highlighted passages, ``values`` the pages of
    results, ``shown`` the page of the document. Null until the worker has read the document, and
    where it says nothing of the kind. ``problem`` names why nothing, or not all, could be read
    (carnet.contents.waiting).
    """

    pk = models.CompositePrimaryKey("person_id", "entry_no")
    person_id = models.BigIntegerField()
    entry_no = models.IntegerField()
    since = models.DateTimeField()
    tries = models.SmallIntegerField(db_default=0)
    not_before = models.DateTimeField(null=True)  # of the next try, or end of a reader's lease
    read_at = models.DateTimeField(null=True)
    reader = models.SmallIntegerField(db_default=0)  # version of what read it
    problem = models.CharField(max_length=12, db_default="")
    words = models.BinaryField(null=True)  # vault.personal
    text = models.BinaryField(null=True)
    values = models.BinaryField(null=True)
    shown = models.BinaryField(null=True)

    class Meta:
        db_table = "contents_reading"
        indexes = [
            models.Index(
                fields=["since"], condition=models.Q(read_at=None), name="contents_reading_waiting"
            )
        ]


class Refusal(models.Model):
    """A person who does not want values drawn from their documents."""

    person_id = models.BigIntegerField(primary_key=True)
    since = models.DateTimeField()

    class Meta:
        db_table = "contents_refusal"
