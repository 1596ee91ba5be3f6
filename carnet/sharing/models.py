"""Who the person authorised or blocked, who represents them, who their doctor is."""

from __future__ import annotations

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

    class Meta:
        db_table = "sharing_authorization"


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
