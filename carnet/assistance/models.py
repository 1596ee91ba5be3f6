"""Desks and their agents; cases, mandates and tickets of people. Nothing here is medical."""

from __future__ import annotations

from django.db import models


class Desk(models.Model):
    """An organisation whose agents help: the hotline, a France Services house, a caisse."""

    name = models.CharField(max_length=120, unique=True)  # as people read it in their history
    kind = models.CharField(max_length=16)  # carnet.assistance.roles.Kind

    class Meta:
        db_table = "assistance_desk"


class DeskAgent(models.Model):
    """The sign-in of one agent: never an account of a patient, and no name is kept of them."""

    desk = models.ForeignKey(Desk, models.PROTECT)
    identifier = models.CharField(max_length=64, unique=True)  # stored in lower case
    role = models.CharField(max_length=16)  # carnet.assistance.roles.Role
    password = models.CharField(max_length=128, blank=True)  # slow hash; empty until set up
    totp_sealed = models.BinaryField(null=True)  # the secret of the second factor (vault.fields)
    totp_step = models.BigIntegerField(default=0)  # the last one used: a code serves once
    setup_hash = models.CharField(max_length=128, blank=True)  # of the one-time set-up code
    setup_expires_at = models.DateTimeField(null=True)
    epoch = models.IntegerField(default=0)  # one more ends every session of this agent
    created_at = models.DateTimeField()
    disabled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "assistance_agent"


class AgentPasskey(models.Model):
    """A passkey of an agent: alone, it stands for both factors (its holder is verified)."""

    credential_id = models.BinaryField(primary_key=True)
    agent = models.ForeignKey(DeskAgent, models.CASCADE)
    public_key = models.BinaryField()  # COSE
    sign_count = models.BigIntegerField(default=0)
    name = models.CharField(max_length=60)
    transports = models.JSONField(default=list)
    backed_up = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "assistance_agent_passkey"


class Case(models.Model):
    """What an agent opened of one person, by what proof, and until when."""

    pk = models.CompositePrimaryKey("person_id", "case_id")
    person_id = models.BigIntegerField()
    case_id = models.UUIDField()
    agent_id = models.IntegerField()
    desk_id = models.IntegerField()
    proof = models.CharField(max_length=16)  # carnet.assistance.cases.Proof
    document = models.CharField(max_length=16, blank=True)  # kind of the one that was seen
    parent_id = models.BigIntegerField(null=True)  # whose proof it was, for a child
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "assistance_case"
        indexes = [models.Index(fields=["expires_at"], name="assistance_case_end")]


class Mandate(models.Model):
    """What a person signed: one act, or help by a desk for some time (domain.md 1.9)."""

    pk = models.CompositePrimaryKey("person_id", "mandate_no")
    person_id = models.BigIntegerField()
    mandate_no = models.IntegerField()
    what = models.CharField(max_length=24)  # carnet.assistance.acts.Act, or « help »
    desk_id = models.IntegerField()
    agent_id = models.IntegerField()
    days = models.SmallIntegerField(null=True)  # of help
    proposed_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)  # on paper (a scan), or by the person online
    expires_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "assistance_mandate"
        indexes = [
            models.Index(
                fields=["expires_at"],
                condition=models.Q(ended_at=None, expires_at__isnull=False),
                name="assistance_mandate_due",
            )
        ]


class Help(models.Model):
    """An activation that an agent follows: which steps are done, never what was typed."""

    code_index = models.BinaryField(primary_key=True)  # ids.blind of the short code
    person_id = models.BigIntegerField()
    agent_id = models.IntegerField()
    desk_id = models.IntegerField()
    begun_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    steps = models.JSONField(default=dict)  # step: moment

    class Meta:
        db_table = "assistance_help"
        indexes = [
            models.Index(fields=["person_id"], name="assistance_help_person"),
            models.Index(fields=["expires_at"], name="assistance_help_end"),
        ]


class Ticket(models.Model):
    """A question that a person put to the hotline."""

    pk = models.CompositePrimaryKey("person_id", "ticket_no")
    person_id = models.BigIntegerField()
    ticket_no = models.IntegerField()
    subject = models.CharField(max_length=16)  # carnet.assistance.tickets.Subject
    state = models.CharField(max_length=8)  # waiting, answered, closed
    opened_at = models.DateTimeField()
    last_at = models.DateTimeField()
    shown_until = models.DateTimeField(null=True)  # the account's data may be read (consent)

    class Meta:
        db_table = "assistance_ticket"
        indexes = [
            models.Index(
                fields=["last_at"], condition=models.Q(state="waiting"), name="assistance_waiting"
            ),
            models.Index(fields=["last_at"], name="assistance_ticket_last"),
        ]


class TicketMessage(models.Model):
    """One message of a ticket, sealed under the person's key."""

    pk = models.CompositePrimaryKey("person_id", "ticket_no", "message_no")
    person_id = models.BigIntegerField()
    ticket_no = models.IntegerField()
    message_no = models.IntegerField()
    agent_id = models.IntegerField(null=True)  # null: the person
    desk = models.CharField(max_length=120, blank=True)  # its name, that day
    at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        db_table = "assistance_ticket_message"


class File(models.Model):
    """A scan of a mandate or a file of a ticket, sealed under the person's key.

    In the database, not in the vault's segments: this room can open no document, and a row that
    is deleted is gone.
    """

    pk = models.CompositePrimaryKey("person_id", "of", "owner_no", "file_no")
    person_id = models.BigIntegerField()
    of = models.CharField(max_length=8)  # carnet.assistance.files.Of
    owner_no = models.IntegerField()  # mandate_no or ticket_no
    file_no = models.SmallIntegerField()
    message_no = models.IntegerField(default=0)
    media_type = models.CharField(max_length=40)
    size = models.IntegerField()
    sealed = models.BinaryField()

    class Meta:
        db_table = "assistance_file"
