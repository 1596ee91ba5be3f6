"""Records, their submissions and their entries. Every row carries its person first (law 4)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from carnet.records.aside import Announcement, Draft, KeptFrom, Scan

__all__ = [
    "Announcement",
    "Binned",
    "Destruction",
    "Draft",
    "Entry",
    "EntryVersion",
    "KeptFrom",
    "Record",
    "Scan",
    "State",
    "Status",
    "Submission",
]


class State(models.TextChoices):
    """Where a record is in its life (domain.md 1.2)."""

    NOT_CREATED = "not_created", "non créé"
    OPPOSED = "opposed", "opposition"
    CREATED = "created", "créé, non activé"
    ACTIVE = "active", "activé"
    SUSPENDED = "suspended", "suspendu"
    CLOSED = "closed", "clôturé"
    DELETION_PENDING = "deletion_pending", "suppression demandée"
    DELETED = "deleted", "supprimé"
    DECEASED = "deceased", "clôturé par décès"


class Status(models.IntegerChoices):
    """availabilityStatus of an entry (XDS, CI-SIS)."""

    APPROVED = 1, "urn:oasis:names:tc:ebxml-regrep:StatusType:Approved"
    DEPRECATED = 2, "urn:oasis:names:tc:ebxml-regrep:StatusType:Deprecated"
    ARCHIVED = 3, "urn:asip:ci-sis:2010:StatusType:Archived"
    DELETED = 4, "urn:asip:ci-sis:2010:StatusType:Deleted"


class Record(models.Model):
    """The record of one person: its state and the counters of its entries and submissions."""

    person_id = models.BigIntegerField(primary_key=True)
    state = models.CharField(max_length=20, choices=State.choices)
    state_since = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closing_reason = models.CharField(max_length=40, blank=True)
    state_before = models.CharField(max_length=20, db_default="")  # where a pause or an error ends
    # A closing that was asked for takes effect after a cooling-off; a suspension becomes a closing,
    # an archive ends. Null where no timer runs: the worker looks for what is due.
    due_at = models.DateTimeField(null=True)
    delete_on_closing = models.BooleanField(db_default=False)  # asked with the closing
    hide_new_documents = models.BooleanField(default=False)
    # Categories hidden from professionals, documents to come included.
    hidden_categories = ArrayField(models.CharField(max_length=12), db_default=[])
    last_entry_no = models.IntegerField(default=0)
    last_submission_no = models.IntegerField(default=0)

    class Meta:
        db_table = "records_record"
        indexes = [
            models.Index(
                fields=["due_at"], condition=~models.Q(due_at=None), name="records_record_due"
            )
        ]


class Destruction(models.Model):
    """One end of a record: decided and erased, then the key destroyed, then proven by a receipt.

    Kept for ever, without anything of the content (docs/adr/0012).
    """

    pk = models.CompositePrimaryKey("person_id", "destruction_no")
    person_id = models.BigIntegerField()
    destruction_no = models.SmallIntegerField()
    cause = models.CharField(max_length=10)  # carnet.records.destruction.Cause
    closed_at = models.DateTimeField()
    decided_at = models.DateTimeField()
    counts = models.JSONField()  # what was erased: {"documents": 12…}
    key_destroyed_at = models.DateTimeField(null=True)
    # The sealed journal of the person as the receipt names it; null while some is not sealed yet.
    seal_no = models.BigIntegerField(null=True)
    events = models.BigIntegerField(null=True)
    head = models.BinaryField(null=True)

    class Meta:
        db_table = "records_destruction"
        indexes = [
            models.Index(
                fields=["decided_at"],
                condition=models.Q(seal_no=None),
                name="records_destruction_waiting",
            )
        ]


class Submission(models.Model):
    """One lot of documents as it was deposited (XDS SubmissionSet)."""

    pk = models.CompositePrimaryKey("person_id", "submission_no")
    person_id = models.BigIntegerField()
    submission_no = models.IntegerField()
    unique_id = models.CharField(max_length=128)
    source_id = models.CharField(max_length=128)
    submitted_at = models.DateTimeField()
    content_type_code = models.CharField(max_length=10, blank=True)  # TRE_R209
    title = models.CharField(max_length=200, blank=True)
    organization_id = models.IntegerField(null=True)  # who deposited: null for the person
    professional_id = models.IntegerField(null=True)
    software = models.CharField(max_length=80, blank=True)
    header = models.JSONField(default=dict)  # the rest of the metadata, as received

    class Meta:
        db_table = "records_submission"


class Entry(models.Model):
    """One document and its current metadata (XDS DocumentEntry).

    Identifiers are computed, not stored: ``entryUUID`` is ``ids.conceal(ENTRY, person, entry_no,
    version)`` and ``logicalId`` the same with version 0.
    """

    pk = models.CompositePrimaryKey("person_id", "entry_no")
    person_id = models.BigIntegerField()
    entry_no = models.IntegerField()
    version = models.SmallIntegerField(default=1)
    status = models.SmallIntegerField(choices=Status.choices, default=Status.APPROVED)
    submission_no = models.IntegerField()
    # What lists show and what the policy asks: short, so that a covering index holds it.
    type_code = models.CharField(max_length=20)
    class_code = models.CharField(max_length=4)
    format_code = models.CharField(max_length=80)
    category = models.CharField(max_length=12)  # of the patient's pages: BIOLOGIE…
    title = models.CharField(max_length=255)
    created_at = models.DateTimeField()  # creationTime
    service_start = models.DateTimeField()  # act date, drives the timeline
    service_stop = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField()
    author_name = models.CharField(max_length=200)
    author_professional_id = models.IntegerField(null=True)  # when in the directory
    source_organization_id = models.IntegerField(null=True)  # who deposited; null: the person
    hidden_from_professionals = models.BooleanField(default=False)  # MASQUE_PS
    hidden_from_patient = models.BooleanField(default=False)  # INVISIBLE_PATIENT
    hidden_from_representatives = models.BooleanField(default=False)
    hidden_with_category = models.BooleanField(db_default=False)  # shown again with it
    confidentiality = models.CharField(max_length=1, default="N")  # N, R, V
    replaces_entry_no = models.IntegerField(null=True)
    replaced_by_entry_no = models.IntegerField(null=True)
    # The bytes.
    unique_id = models.CharField(max_length=255)
    mime_type = models.CharField(max_length=80)
    language = models.CharField(max_length=10)
    size = models.IntegerField()
    sha1 = models.BinaryField()
    sha256 = models.BinaryField()
    segment = models.BigIntegerField()  # carnet.vault.Location
    position = models.BigIntegerField()
    wrapped_key = models.BinaryField()
    # The header as formats.cda.Metadata (JSON), for answers that need every detail, without the
    # patient: who that is, as the producer knew them, is sealed beside (carnet.records.patient).
    header = models.JSONField()
    source_patient = models.BinaryField()
    mac = models.BigIntegerField()  # of what never changes (carnet.records.macs)

    class Meta:
        db_table = "records_entry"
        constraints = [
            models.UniqueConstraint(
                fields=["person_id", "source_organization_id", "unique_id"],
                name="records_entry_idempotent",
                nulls_distinct=False,
            )
        ]
        # The timeline reads this index alone, not the rows: five times less CPU (docs/storage.md).
        indexes = [
            models.Index(
                fields=["person_id", "-service_start", "-entry_no"],
                include=[
                    "status",
                    "version",
                    "submission_no",
                    "type_code",
                    "class_code",
                    "format_code",
                    "category",
                    "title",
                    "created_at",
                    "service_stop",
                    "submitted_at",
                    "author_name",
                    "author_professional_id",
                    "source_organization_id",
                    "hidden_from_professionals",
                    "hidden_from_patient",
                    "hidden_from_representatives",
                    "confidentiality",
                    "size",
                    "mime_type",
                    "replaces_entry_no",
                ],
                name="records_entry_timeline",
            )
        ]


class EntryVersion(models.Model):
    """What the metadata of an entry was from a moment on (a row a version, the first included)."""

    pk = models.CompositePrimaryKey("person_id", "entry_no", "version")
    person_id = models.BigIntegerField()
    entry_no = models.IntegerField()
    version = models.SmallIntegerField()
    since = models.DateTimeField()
    status = models.SmallIntegerField(choices=Status.choices)
    hidden_from_professionals = models.BooleanField()
    hidden_from_patient = models.BooleanField()
    hidden_from_representatives = models.BooleanField()
    hidden_with_category = models.BooleanField()
    replaced_by_entry_no = models.IntegerField(null=True)
    mac = models.BigIntegerField()  # of all these columns (carnet.records.macs)

    class Meta:
        db_table = "records_entry_version"


class Binned(models.Model):
    """A document that the person deleted: it comes back on demand until a day, then is erased."""

    pk = models.CompositePrimaryKey("person_id", "entry_no")
    person_id = models.BigIntegerField()
    entry_no = models.IntegerField()
    since = models.DateTimeField()
    status_before = models.SmallIntegerField(choices=Status.choices)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "records_binned"
        indexes = [
            models.Index(
                fields=["since"], condition=models.Q(erased_at=None), name="records_binned_due"
            )
        ]
