"""Notices of the person's own centre. They say that something is new, outside never what."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Notice(models.Model):
    """One line of the notification centre."""

    pk = models.CompositePrimaryKey("person_id", "notice_id")
    person_id = models.BigIntegerField()
    notice_id = models.UUIDField()
    kind = models.CharField(max_length=40)  # AJOUT_DOCUMENT, ACCES_DMP_PS…
    at = models.DateTimeField()
    entry_no = models.IntegerField(null=True)
    actor_professional_id = models.IntegerField(null=True)
    secret_from_representatives = models.BooleanField(default=False)  # R1111-50 CSP
    read_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "notify_notice"
        indexes = [models.Index(fields=["person_id", "-at"], name="notify_notice_recent")]


class ProfessionalNotice(models.Model):
    """What a professional is to be told of a person: their software asks for it."""

    pk = models.CompositePrimaryKey("person_id", "notice_id")
    person_id = models.BigIntegerField()
    notice_id = models.UUIDField()
    professional_id = models.IntegerField()  # whom it is for
    kind = models.CharField(max_length=40)  # carnet.notify.professionals
    at = models.DateTimeField()
    actor_professional_id = models.IntegerField(null=True)  # of whom it tells
    organization_id = models.IntegerField(null=True)
    fetched_at = models.DateTimeField(null=True)  # first time that their software got it

    class Meta:
        db_table = "notify_professional_notice"
        indexes = [
            models.Index(fields=["professional_id", "-at"], name="notify_professional_recent")
        ]


class Preference(models.Model):
    """How a person is told of news: of their own record, and of those of the people they help.

    No row: everything at once, by e-mail, else by text message. ``carnet.notify.topics`` names the
    paces.
    """

    person_id = models.BigIntegerField(primary_key=True)  # who is written to
    access = models.CharField(max_length=5, db_default="each")
    documents = models.CharField(max_length=5, db_default="each")
    house = models.CharField(max_length=5, db_default="each")
    channels = ArrayField(models.CharField(max_length=5), null=True)  # null: the usual one
    sms_on = models.DateField(null=True)  # day of the last text message of news
    sms_sent = models.SmallIntegerField(db_default=0)  # … and how many left that day
    digest_on = models.DateField(null=True)  # day of the last daily message

    class Meta:
        db_table = "notify_preference"


class Waiting(models.Model):
    """That somebody is to be told of one record in the daily message to come."""

    pk = models.CompositePrimaryKey("person_id", "reader_id")
    person_id = models.BigIntegerField()  # of whose record
    reader_id = models.BigIntegerField()  # who is written to
    since = models.DateTimeField()  # the oldest notice that waits

    class Meta:
        db_table = "notify_waiting"
        indexes = [models.Index(fields=["reader_id"], name="notify_waiting_reader")]


class Push(models.Model):
    """A browser that takes push messages for one person (RFC 8030): where, and its public half."""

    pk = models.CompositePrimaryKey("person_id", "push_id")
    person_id = models.BigIntegerField()  # who is told, on their own device
    push_id = models.UUIDField()  # keyed hash of the two: added twice, it is there once
    endpoint = models.TextField()
    public_key = models.BinaryField()  # P-256, uncompressed, 65 bytes (RFC 8291)
    auth = models.BinaryField()  # 16 bytes
    device_id = models.BigIntegerField(null=True)  # of accounts: dissociated, it is told no more
    name = models.CharField(max_length=60)  # « Firefox sur Android »
    added_at = models.DateTimeField()

    class Meta:
        db_table = "notify_push"
        indexes = [models.Index(fields=["device_id"], name="notify_push_device")]
