"""Sign-ins of people, the codes that open them, and what the insurer knows of how to reach them."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class AccountManager(BaseUserManager["Account"]):
    """Finds an account by its identifier."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """Return the account of this identifier, in any case of letters."""
        return self.get(identifier=(username or "").lower())


class Account(AbstractBaseUser):
    """The sign-in of one adult to their own record and to those of the people they represent."""

    identifier = models.CharField(max_length=64, unique=True)  # stored in lower case
    person_id = models.BigIntegerField(unique=True)
    email = models.EmailField(blank=True)
    email_confirmed_at = models.DateTimeField(null=True)
    mobile = models.CharField(max_length=16, blank=True)
    language = models.CharField(max_length=7, blank=True)  # of our messages; "" is the house's
    terms_version = models.CharField(max_length=10, blank=True)  # accepted; see accounts.terms
    terms_accepted_at = models.DateTimeField(null=True)
    password_changed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    is_active = models.BooleanField(default=True)

    objects = AccountManager()
    USERNAME_FIELD = "identifier"

    class Meta:
        db_table = "accounts_account"


class Contact(models.Model):
    """How the insurer reaches a person; a child is reached through the attached parent.

    ``inform_by`` is the queue in which a person waits: « email » or « letter » for the first
    information, « renew » for a new code by letter, « none » when no way to reach them is known,
    empty for nothing.
    """

    person_id = models.BigIntegerField(primary_key=True)
    email = models.EmailField(blank=True)
    mobile = models.CharField(max_length=16, blank=True)
    address = models.CharField(max_length=200, blank=True)
    postal_code = models.CharField(max_length=5, blank=True)
    city = models.CharField(max_length=100, blank=True)
    inform_by = models.CharField(max_length=6, db_default="")
    informed_at = models.DateTimeField(null=True)  # the letter or e-mail left: the window begins
    window_closed_at = models.DateTimeField(null=True)  # the record was opened, or could not be

    class Meta:
        db_table = "accounts_contact"
        indexes = [
            models.Index(
                fields=["informed_at"],
                condition=models.Q(informed_at__isnull=False, window_closed_at=None),
                name="accounts_contact_window",
            ),
            models.Index(
                fields=["inform_by", "person_id"],
                condition=~models.Q(inform_by=""),
                name="accounts_contact_to_inform",
            ),
        ]


class ProvisionalCode(models.Model):
    """The single-use code of the information letter, kept as a slow hash."""

    person_id = models.BigIntegerField(primary_key=True)
    code_hash = models.CharField(max_length=128)
    channel = models.CharField(max_length=6)  # letter, email, sms
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_provisional_code"


class EnrolmentRun(models.Model):
    """How far one file of the insurer was taken: a run that was cut goes on from there."""

    file_digest = models.BinaryField(primary_key=True)  # of its size, beginning and end
    bytes_done = models.BigIntegerField(default=0)
    lines_done = models.BigIntegerField(default=0)
    report_bytes = models.BigIntegerField(default=0)  # of the report of lines set aside
    counts = models.JSONField(default=dict)
    began_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_enrolment_run"


class LetterBatch(models.Model):
    """One file of letters for the printer: recorded as sent whole, or not at all."""

    name = models.CharField(max_length=40, primary_key=True)
    letters = models.IntegerField()
    pages = models.IntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        db_table = "accounts_letter_batch"


class FirstDocument(models.Model):
    """A document that the insurer places first: sealed in the vault until the record opens."""

    pk = models.CompositePrimaryKey("person_id", "sha256")
    person_id = models.BigIntegerField()
    sha256 = models.BinaryField()
    segment = models.BigIntegerField()  # carnet.vault.store.Sealed
    position = models.BigIntegerField()
    wrapped_key = models.BinaryField()
    received_at = models.DateTimeField()
    placed_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, blank=True)  # why it was refused; no identity

    class Meta:
        db_table = "accounts_first_document"


class OneTimeCode(models.Model):
    """A six-digit code sent to confirm a contact or a sign-in; the newest one counts."""

    key = models.CharField(max_length=80, primary_key=True)  # purpose:subject
    code_hash = models.CharField(max_length=128)
    sent_to = models.CharField(max_length=254)
    expires_at = models.DateTimeField()
    failures = models.SmallIntegerField(default=0)

    class Meta:
        db_table = "accounts_one_time_code"


class Attempt(models.Model):
    """Failures of one blind subject (account, matricule, address): slows, then locks."""

    subject = models.BinaryField(primary_key=True)  # ids.blind("attempt", …): no identifier kept
    failures = models.IntegerField(default=0)
    last_at = models.DateTimeField()
    locked_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_attempt"


class RefusedAddress(models.Model):
    """An e-mail address that its server refused for good: no news goes there until it answers."""

    address_index = models.BinaryField(primary_key=True)  # ids.blind("mailbox", address)
    refused_at = models.DateTimeField()

    class Meta:
        db_table = "accounts_refused_address"


class FederatedIdentity(models.Model):
    """An identity provider's name for a person (FranceConnect), linked once its traits matched."""

    subject_index = models.BinaryField(primary_key=True)  # ids.blind("federation", issuer + sub)
    person_id = models.BigIntegerField()
    linked_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)  # by the person: it opens nothing until allowed

    class Meta:
        db_table = "accounts_federated_identity"
        indexes = [models.Index(fields=["person_id"], name="accounts_federated_person")]


class Passkey(models.Model):
    """A passkey of an account (WebAuthn Level 2): its public half, and the name it was given."""

    credential_id = models.BinaryField(primary_key=True)
    account = models.ForeignKey(Account, models.CASCADE)
    public_key = models.BinaryField()  # COSE
    sign_count = models.BigIntegerField(default=0)
    name = models.CharField(max_length=60)
    transports = models.JSONField(default=list)
    backed_up = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_passkey"


class Device(models.Model):
    """A browser that signed in, known again by a random cookie of which the hash is kept."""

    account = models.ForeignKey(Account, models.CASCADE)
    token_hash = models.BinaryField(unique=True)
    name = models.CharField(max_length=60)  # « Firefox sur Android »
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        db_table = "accounts_device"


class OpenSession(models.Model):
    """A session that is open, and where: listed to its holder, who may end it."""

    session_key = models.CharField(max_length=40, unique=True)
    account = models.ForeignKey(Account, models.CASCADE)
    device = models.ForeignKey(Device, models.CASCADE, null=True)  # null: a shared computer
    name = models.CharField(max_length=60)  # of its browser, as for a device
    opened_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        db_table = "accounts_open_session"


class Turn(models.Model):
    """When the next one who comes to a door may enter: a queue in one row (accounts.turns)."""

    door = models.CharField(max_length=20, primary_key=True)
    next_at = models.DateTimeField()

    class Meta:
        db_table = "accounts_turn"
