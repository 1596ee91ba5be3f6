"""Who the person authorised or blocked, who represents them, who their doctor is."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Subject(models.TextChoices):
    """Whom an authorisation names."""

    PROFESSIONAL = "P", "professionnel"
    ORGANIZATION = "O", "structure"


class Effect(models.TextChoices):
    """What an authorisation does."""

    CONSENT = "consent", "autorisé"
    BLOCKED = "blocked", "bloqué"


class ConsentMode(models.TextChoices):
    """How the person expressed it (R1111-46 CSP: by any means)."""

    ORAL = "oral", "à l'oral"
    WRITTEN = "written", "par écrit"
    ONLINE = "online", "dans le carnet"
    CODE = "code", "par un code montré"


class Authorization(models.Model):
    """The one standing of a professional or structure towards one record.

    Blocking replaces a consent; unblocking deletes the row, so that a new consent is needed
    (domain.md 4.1). The journal keeps what was before.
    """

    pk = models.CompositePrimaryKey("person_id", "subject", "subject_id")
    person_id = models.BigIntegerField()
    subject = models.CharField(max_length=1, choices=Subject.choices)
    subject_id = models.IntegerField()  # professional_id or organization_id
    effect = models.CharField(max_length=8, choices=Effect.choices)
    mode = models.CharField(max_length=8, choices=ConsentMode.choices)
    recorded_by_professional_id = models.IntegerField(null=True)  # null: the person
    administrator = models.BooleanField(default=False)  # chosen by the person (domain.md 4.2)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    # Recorded in a « connexion secrète »: the representatives of the minor see nothing of it.
    secret_from_representatives = models.BooleanField(db_default=False)

    class Meta:
        db_table = "sharing_authorization"
        indexes = [
            models.Index(
                fields=["until"],
                condition=~models.Q(until=None),
                name="sharing_authorization_until",
            )
        ]


class ToldAccess(models.Model):
    """That the person was told that a professional consulted the record, and the last day of it.

    A « connexion secrète » counts apart: the representatives are told of what they may know.
    """

    pk = models.CompositePrimaryKey("person_id", "professional_id", "secret_from_representatives")
    person_id = models.BigIntegerField()
    professional_id = models.IntegerField()
    secret_from_representatives = models.BooleanField()
    day = models.DateField()  # where the law counts days

    class Meta:
        db_table = "sharing_told_access"


class ConsentCode(models.Model):
    """A code that the person shows to a professional: who presents it has their consent."""

    code_index = models.BinaryField(primary_key=True)  # keyed hash: the code itself is not kept
    person_id = models.BigIntegerField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    hours = models.IntegerField()  # how long the consent lasts
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "sharing_consent_code"
        indexes = [models.Index(fields=["person_id"], name="sharing_consent_code_person")]


class TreatingDoctor(models.Model):
    """The médecin traitant that the insurer declares."""

    person_id = models.BigIntegerField(primary_key=True)
    professional_id = models.IntegerField()
    since = models.DateField()

    class Meta:
        db_table = "sharing_treating_doctor"


class Representation(models.Model):
    """A legal representative of a minor: the child is the person, the parent another person.

    What the insurer declares is an attachment: it opens nothing before the parent certifies being
    the legal representative. It ends by itself on the day of majority (domain.md 1.7).
    """

    pk = models.CompositePrimaryKey("person_id", "representative_id")
    person_id = models.BigIntegerField()
    representative_id = models.BigIntegerField()
    rank = models.SmallIntegerField(default=1)  # 1: attached parent; 2: the second one
    since = models.DateTimeField()
    until = models.DateField()  # the eighteenth birthday
    certified_at = models.DateTimeField(null=True)  # « je suis son représentant légal »: yes
    denied_at = models.DateTimeField(null=True)  # … no: the desk alone comes back on it
    ended_at = models.DateTimeField(null=True)  # majority, a judgment, another attachment

    class Meta:
        db_table = "sharing_representation"
        indexes = [
            models.Index(fields=["representative_id"], name="sharing_repr_by_repr"),
            models.Index(
                fields=["until"], condition=models.Q(ended_at=None), name="sharing_repr_majority"
            ),
        ]


class Answer(models.TextChoices):
    """What became of an invitation."""

    PENDING = "pending", "en attente"
    ACCEPTED = "accepted", "acceptée"
    REFUSED = "refused", "refusée"
    WITHDRAWN = "withdrawn", "retirée"
    EXPIRED = "expired", "expirée"


class RepresentativeInvitation(models.Model):
    """The second legal representative of a child, invited by the first (domain.md 1.7).

    What matches nobody is kept alike and waits alike: the one who invites must not learn from it
    who is insured here.
    """

    pk = models.CompositePrimaryKey("person_id", "invitation_no")
    person_id = models.BigIntegerField()  # the child
    invitation_no = models.IntegerField()
    inviter_id = models.BigIntegerField()
    invited_id = models.BigIntegerField(null=True)  # null: nobody of the house
    named = models.CharField(max_length=200)  # as the inviter wrote it, shown to them only
    answer = models.CharField(max_length=9, choices=Answer.choices, default=Answer.PENDING)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "sharing_representative_invitation"
        indexes = [models.Index(fields=["invited_id"], name="sharing_invitation_invited")]
        constraints = [
            models.UniqueConstraint(
                fields=["person_id"],
                condition=models.Q(answer=Answer.PENDING),
                name="sharing_invitation_one_pending",
            )
        ]


class EmergencyChoice(models.Model):
    """Three independent switches (domain.md 4.2); no row: the person was not asked yet."""

    person_id = models.BigIntegerField(primary_key=True)
    regulation = models.BooleanField()  # SAMU, centre 15
    other_professionals = models.BooleanField()
    hidden_documents = models.BooleanField()
    chosen_at = models.DateTimeField()

    class Meta:
        db_table = "sharing_emergency_choice"


class EmergencyAccess(models.Model):
    """One entry in an emergency: who, why, for how long; each waits for an operator's review."""

    pk = models.CompositePrimaryKey("person_id", "access_no")
    person_id = models.BigIntegerField()
    access_no = models.IntegerField()
    professional_id = models.IntegerField()
    organization_id = models.IntegerField()
    purpose = models.SmallIntegerField()  # carnet.access.facts.Purpose
    reason = models.BinaryField(null=True)  # sealed under the person's key: it may tell of health
    at = models.DateTimeField()
    until = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    finding = models.CharField(max_length=11, blank=True)  # justified, unjustified
    remark = models.BinaryField(null=True)  # sealed

    class Meta:
        db_table = "sharing_emergency_access"
        indexes = [
            models.Index(
                fields=["at"],
                condition=models.Q(reviewed_at=None),
                name="sharing_emergency_to_review",
            )
        ]


class Delegation(models.Model):
    """A caregiver (proche aidant) who may act in the record of a person who chose them.

    Offered by the person, or on paper at the desk; opens nothing before the caregiver accepts.
    What matches nobody is kept alike and waits alike, as an invitation does.
    """

    pk = models.CompositePrimaryKey("person_id", "delegation_no")
    person_id = models.BigIntegerField()
    delegation_no = models.IntegerField()
    caregiver_id = models.BigIntegerField(null=True)  # null: nobody of the house
    named = models.CharField(max_length=200)  # as the person wrote it, shown to them only
    categories = ArrayField(models.CharField(max_length=12), null=True)  # null: all of them
    writes = models.BooleanField()  # may add and change, not only read
    hidden_documents = models.BooleanField()  # reads what is hidden from professionals too
    answer = models.CharField(max_length=9, choices=Answer.choices, default=Answer.PENDING)
    offered_at = models.DateTimeField()
    expires_at = models.DateTimeField()  # of the offer
    until = models.DateField()  # last day of the delegation
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # revoked by either side, or over

    class Meta:
        db_table = "sharing_delegation"
        indexes = [
            models.Index(fields=["caregiver_id"], name="sharing_delegation_caregiver"),
            models.Index(
                fields=["until"], condition=models.Q(ended_at=None), name="sharing_delegation_end"
            ),
        ]


class Report(models.Model):
    """An access that the person finds abnormal, as told to the operator."""

    pk = models.CompositePrimaryKey("person_id", "report_no")
    person_id = models.BigIntegerField()
    report_no = models.IntegerField()
    reporter_id = models.BigIntegerField()  # the person, or who represents them
    event_at = models.DateTimeField()  # the event of the journal that is reported
    event_nonce = models.IntegerField()
    professional_id = models.IntegerField(null=True)
    organization_id = models.IntegerField(null=True)
    motive = models.CharField(max_length=20)  # carnet.sharing.reports.Motive
    words = models.BinaryField(null=True)  # sealed under the person's key: they may tell of health
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answer = models.BinaryField(null=True)  # sealed

    class Meta:
        db_table = "sharing_report"
        indexes = [
            models.Index(
                fields=["at"], condition=models.Q(answered_at=None), name="sharing_report_open"
            )
        ]
