"""How people file their documents. Every row carries its person first (law 4).

Names say as much of somebody's health as titles do: they are sealed under the person's key.
"""

from __future__ import annotations

from django.db import models


class Folder(models.Model):
    """One folder. An ended one keeps its number, which is never used again, and no name."""

    pk = models.CompositePrimaryKey("person_id", "folder_no")
    person_id = models.BigIntegerField()
    folder_no = models.SmallIntegerField()
    name = models.BinaryField()  # vault.personal; empty once ended
    made_by = models.BigIntegerField()  # a person: the holder, a representative, a caregiver
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "filing_folder"


class Placed(models.Model):
    """A document in a folder: in one at most. Without a row it is in none of the person's."""

    pk = models.CompositePrimaryKey("person_id", "entry_no")
    person_id = models.BigIntegerField()
    entry_no = models.IntegerField()
    folder_no = models.SmallIntegerField()
    since = models.DateTimeField()

    class Meta:
        db_table = "filing_placed"


class Pin(models.Model):
    """A document that its person keeps at the head of the list."""

    pk = models.CompositePrimaryKey("person_id", "entry_no")
    person_id = models.BigIntegerField()
    entry_no = models.IntegerField()
    since = models.DateTimeField()

    class Meta:
        db_table = "filing_pin"


class Link(models.Model):
    """A document and what it goes with: another document, or something that one says.

    Shown to whoever sees both documents. ``other_no`` 0: an answer of the profile.
    """

    pk = models.CompositePrimaryKey("person_id", "link_no")
    person_id = models.BigIntegerField()
    link_no = models.IntegerField()
    entry_no = models.IntegerField()
    other_no = models.IntegerField()
    item = models.BinaryField()  # carnet.filing.items.Item under vault.personal; empty: a document
    since = models.DateTimeField()

    class Meta:
        db_table = "filing_link"
