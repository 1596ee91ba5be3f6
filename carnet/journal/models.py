"""Tables of the trace. Events carry no foreign key: the trace outlives what it tells of."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One event. Made by SQL (0001_initial): partitioned by month, without any unique index.

    Written by ``journal.events.record`` alone, never updated, never deleted. 0 stands for
    « none » in numbers: a null would cost each row the 8 bytes of a bitmap.
    """

    pk = models.CompositePrimaryKey("at", "person_id", "nonce")  # Django asks for one; see above
    at = models.DateTimeField()
    person_id = models.BigIntegerField()
    xid = models.BigIntegerField()  # pg_current_xact_id(), set by the database
    mac = models.BigIntegerField()  # keyed hash of all but xid, the key is outside the database
    actor_id = models.BigIntegerField()  # a person or a professional, see actor_kind
    nonce = models.IntegerField()  # random: no two events have the same content
    organization_id = models.IntegerField()
    entry_no = models.IntegerField()
    context_id = models.IntegerField()
    kind = models.SmallIntegerField()
    actor_kind = models.SmallIntegerField()
    rule = models.SmallIntegerField()
    policy = models.SmallIntegerField()
    purpose = models.SmallIntegerField()
    detail = models.TextField()  # JSON as written, empty when there is none: its bytes are hashed

    class Meta:
        db_table = "journal_event"


class Context(models.Model):
    """The name of a software. Its number is a keyed hash of the name, so no edit goes unseen."""

    context_id = models.IntegerField(primary_key=True)
    software = models.TextField()

    class Meta:
        db_table = "journal_context"


class Seal(models.Model):
    """One signed extension of the Merkle log: the events of transactions [xid_from, xid_to[."""

    seal_no = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    xid_from = models.BigIntegerField()
    xid_to = models.BigIntegerField()
    first_index = models.BigIntegerField()  # in the log, of the first event of this seal
    tree_size = models.BigIntegerField()  # of the log, this seal included
    root = models.BinaryField()  # RFC 9162 tree head of the whole log
    heads_root = models.BinaryField()  # tree head of the personal chains that this seal advanced
    previous = models.BinaryField()  # hash of the seal before
    leaves = models.BinaryField()  # 32 bytes an event
    summary = models.BinaryField()  # when, whose and which MAC: names an event that vanished
    signature = models.BinaryField()  # Ed25519

    class Meta:
        db_table = "journal_seal"
        indexes = [  # an event finds its seal by its transaction, a leaf by its place in the log
            models.Index(fields=["xid_from"], name="journal_seal_xid"),
            models.Index(fields=["first_index"], name="journal_seal_place"),
        ]


class Head(models.Model):
    """The chain of one person's sealed events: their number and the hash of all of them."""

    person_id = models.BigIntegerField(primary_key=True)
    events = models.BigIntegerField()
    head = models.BinaryField()

    class Meta:
        db_table = "journal_head"


class Tile(models.Model):
    """One complete part of the log, once for ever: the root of 256 hashes of the level below."""

    pk = models.CompositePrimaryKey("level", "number")
    level = models.SmallIntegerField()  # 1: of 256 leaves; 2: of 65,536…
    number = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        db_table = "journal_tile"


class Census(models.Model):
    """One count of everybody's events: how many each person had at a seal, under one root."""

    census_no = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()  # of the event that tells it, to find that one
    seal_no = models.BigIntegerField()
    tree_size = models.BigIntegerField()  # of the log at that seal
    root = models.BinaryField()

    class Meta:
        db_table = "journal_census"


class CensusTile(models.Model):
    """256 hashes of the last census, of people (level 0) or of tiles: the next one updates them."""

    pk = models.CompositePrimaryKey("level", "number")
    level = models.SmallIntegerField()
    number = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        db_table = "journal_census_tile"


class Cosignature(models.Model):
    """What an outside witness signed of one seal, once for ever."""

    pk = models.CompositePrimaryKey("seal_no", "witness")
    seal_no = models.BigIntegerField()
    witness = models.TextField()  # its name in the settings
    key = models.BinaryField()  # its public key then
    at = models.DateTimeField()  # by the witness's clock
    signature = models.BinaryField()

    class Meta:
        db_table = "journal_cosignature"
