"""What stands beside the entries: kept from somebody, waiting, not yet added, scanned."""

from __future__ import annotations

from django.db import models


class KeptFrom(models.Model):
    """A document that the person hides from one professional or structure, and no other."""

    pk = models.CompositePrimaryKey("person_id", "subject", "subject_id", "entry_no")
    person_id = models.BigIntegerField()
    subject = models.CharField(max_length=1)  # carnet.sharing.models.Subject
    subject_id = models.IntegerField()
    entry_no = models.IntegerField()
    since = models.DateTimeField()

    class Meta:
        db_table = "records_kept_from"


class Announcement(models.Model):
    """A document that the patient does not see before somebody announces it (R1111-53 CSP).

    They are told that one waits, then it becomes visible by itself.
    """

    pk = models.CompositePrimaryKey("person_id", "entry_no")
    person_id = models.BigIntegerField()
    entry_no = models.IntegerField()
    since = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # announced by a professional, or by time

    class Meta:
        db_table = "records_announcement"
        indexes = [
            models.Index(
                fields=["since"], condition=models.Q(ended_at=None), name="records_announcement_due"
            )
        ]


class Draft(models.Model):
    """A file that somebody is adding: sealed under the key of whose record it is, for some hours.

    Emptied once deposited; the row then leads who sends the form twice to the one document.
    """

    pk = models.CompositePrimaryKey("person_id", "draft_id")
    person_id = models.BigIntegerField()
    draft_id = models.UUIDField()
    depositor_id = models.BigIntegerField()
    since = models.DateTimeField()
    photos = models.SmallIntegerField()  # of which it is made; 0: a file, kept as it is
    content = models.BinaryField()  # vault.personal, as what follows
    proposal = models.BinaryField()  # carnet.records.proposing.Proposal
    entry_no = models.IntegerField(null=True)

    class Meta:
        db_table = "records_draft"
        indexes = [models.Index(fields=["since"], name="records_draft_since")]


class Scan(models.Model):
    """What the antivirus says of a document; no row where none is configured."""

    pk = models.CompositePrimaryKey("person_id", "entry_no")
    person_id = models.BigIntegerField()
    entry_no = models.IntegerField()
    state = models.CharField(max_length=10)  # waiting, clean, infected
    since = models.DateTimeField()
    tries = models.SmallIntegerField(db_default=0)
    not_before = models.DateTimeField(null=True)
    found = models.CharField(max_length=120, db_default="")  # the name of what was found

    class Meta:
        db_table = "records_scan"
        indexes = [
            models.Index(
                fields=["since"], condition=models.Q(state="waiting"), name="records_scan_waiting"
            )
        ]
