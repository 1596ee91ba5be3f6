"""What the stand-ins keep: the messages that would have left the house, and one marker."""

from __future__ import annotations

from django.db import models


class Message(models.Model):
    """An e-mail, SMS or push message that the stand-in kept instead of sending it."""

    channel = models.CharField(max_length=5)  # email, sms, push
    sent_to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "demo_message"
        indexes = [models.Index(fields=["channel", "-at"], name="demo_message_recent")]


class Loaded(models.Model):
    """The nation that this database already holds."""

    seed = models.IntegerField(primary_key=True)
    at = models.DateTimeField()
    counts = models.JSONField(default=dict)

    class Meta:
        db_table = "demo_loaded"


class Settled(models.Model):
    """A person whose documents are all in, so that a load that was cut goes on after them."""

    person_id = models.BigIntegerField(primary_key=True)

    class Meta:
        db_table = "demo_settled"


class Grant(models.Model):
    """A code of the stand-in for FranceConnect, and what was granted for it."""

    key = models.BinaryField(primary_key=True)
    granted = models.JSONField()
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "demo_grant"
