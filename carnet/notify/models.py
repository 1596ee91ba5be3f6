"""Notices of the person's own centre. They say that something is new, outside never what."""

from __future__ import annotations

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
