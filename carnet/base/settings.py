"""Settings of the house, all read from the environment (docs/settings.md lists them)."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from carnet.base.database import configuration
from carnet.base.secrets import secret

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("CARNET_DATA", "var")).resolve()

# Without this approval the house is a demonstration: it says so on every page.
PRODUCTION = os.environ.get("PRODUCTION_APPROVED") == "1"
DEBUG = False
SECRET_KEY = secret("django.key", 48).hex()
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "*" if not PRODUCTION else "").split(",")
BASE_URL = os.environ.get("BASE_URL", "http://localhost:8000")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
# How many proxies of the operator's stand before the house: whose X-Forwarded-For to believe.
TRUSTED_PROXIES = int(os.environ.get("TRUSTED_PROXIES", "0"))

DATABASES = {"default": configuration(os.environ.get("DATABASE_URL", "postgresql:///carnet"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SLICES = [
    "carnet.base",
    "carnet.identity",
    "carnet.vault",
    "carnet.journal",
    "carnet.accounts",
    "carnet.records",
    "carnet.sharing",
    "carnet.notify",
    "carnet.profile",
    "carnet.assistance",
    "carnet.contents",
    "carnet.filing",
    "carnet.portability",
    "carnet.web.ui",
    "carnet.web.patient",
    "carnet.web.desk",
    "carnet.api.oauth",
    "carnet.api.fhir",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    *SLICES,
    *([] if PRODUCTION else ["carnet.demo"]),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "carnet.web.desk.session.apart",
    "carnet.web.ui.language.by_choice",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "carnet.web.patient.presence.watching",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "carnet.web.brake.braked",
    "carnet.web.errors.RecordProblems",
]
ROOT_URLCONF = "carnet.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "carnet.web.ui.context.service",
            ],
            "builtins": ["carnet.web.ui.templatetags.ui", "django.templatetags.i18n"],
        },
    }
]
FORM_RENDERER = "carnet.web.ui.forms.Renderer"

# Who the service is: a theme and a name, never the State's (docs/theme.md).
SERVICE_NAME = os.environ.get("SERVICE_NAME", "Mon carnet de santé")
SERVICE_LOGO = os.environ.get("SERVICE_LOGO", "")  # a static file; "" draws the neutral mark
SUPPORT_PHONE = os.environ.get("SUPPORT_PHONE", "34 22")
LEGAL_ENTITY = os.environ.get("LEGAL_ENTITY", "")

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# FranceConnect (docs/settings.md); without it a demonstration stands in for it, in this process.
_STAND_IN = not PRODUCTION and not os.environ.get("FRANCECONNECT_ISSUER")
FRANCECONNECT_ISSUER = os.environ.get("FRANCECONNECT_ISSUER", "") or (
    f"{BASE_URL.rstrip('/')}/demo/franceconnect" if _STAND_IN else ""
)
FRANCECONNECT_CLIENT_ID = os.environ.get("FRANCECONNECT_CLIENT_ID", "carnet" * _STAND_IN)
FRANCECONNECT_CLIENT_SECRET = os.environ.get("FRANCECONNECT_CLIENT_SECRET", "") or (
    secret("franceconnect-demo.key").hex() if _STAND_IN else ""
)
FRANCECONNECT_ACR = os.environ.get("FRANCECONNECT_ACR", "eidas2")  # substantial: domain.md 2.7
FRANCECONNECT_TRANSPORT = "carnet.demo.franceconnect.transport.in_process" if _STAND_IN else ""

AUTH_USER_MODEL = "accounts.Account"
PASSWORD_HASHERS = ["carnet.accounts.hashers.LeanArgon2"]
CODE_HASH_COST = 2**13  # scrypt N of the code by letter, r 8: 8 MB and some 25 ms a try
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "/connexion/"
LOGIN_REDIRECT_URL = "/accueil/"
SESSION_COOKIE_AGE = 30 * 60
SESSION_TOUCH = timedelta(minutes=1)  # no more than one write of it in that time
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "carnet.web.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
_HTTPS = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"


def _origin(address: str) -> list[str]:
    """Scheme, host and port of an address; nothing of nothing."""
    return ["/".join(address.split("/")[:3])] if address else []


CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        # Signing out posts to us, then leads on to the provider: browsers hold the whole chain to
        # this directive.
        "form-action": [SELF, *_origin(FRANCECONNECT_ISSUER)],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

EMAIL_BACKEND = os.environ.get(
    "EMAIL_BACKEND",
    "django.core.mail.backends.smtp.EmailBackend"
    if PRODUCTION
    else "carnet.demo.mailbox.EmailBackend",
)
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_TLS") == "1"
EMAIL_TIMEOUT = 10  # seconds: ten messages end well within the lease of those who send them
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "ne-pas-repondre@carnet.example")
SMS_BACKEND = os.environ.get(
    "SMS_BACKEND", "carnet.notify.sms.Unavailable" if PRODUCTION else "carnet.demo.sms.Backend"
)

# The push services of browsers (docs/notices.md); in a demonstration nothing leaves.
PUSH_BACKEND = os.environ.get(
    "PUSH_BACKEND",
    "carnet.notify.push_service.Network" if PRODUCTION else "carnet.demo.push.Backend",
)
# Whom a push service may write to about what we send (RFC 8292, 2.1).
PUSH_CONTACT = os.environ.get("PUSH_CONTACT", f"mailto:{DEFAULT_FROM_EMAIL}")


# Delays and limits, each with its legal source or the reason for it. Those that a text may change
# are read from the environment, in days.
def _whole(name: str, usual: int) -> int:
    number = int(os.environ.get(name, usual))
    if number < 1:
        raise ImproperlyConfigured(f"{name}: one or more expected, {number} found")
    return number


def _days(name: str, usual: int) -> timedelta:
    return timedelta(days=_whole(f"{name}_DAYS", usual))


CODE_VALIDITY = _days("CODE_VALIDITY", 42)  # provisional code: 6 weeks
OPPOSITION_WINDOW = _days("OPPOSITION_WINDOW", 42)  # R1111-28 CSP
ARCHIVE_YEARS = _whole("ARCHIVE_YEARS", 10)  # R1111-36 CSP, from the closing
# Between two counts of everybody's events; ours: what a person waits for a complete proof.
JOURNAL_CENSUS_EVERY = timedelta(minutes=float(os.environ.get("JOURNAL_CENSUS_MINUTES", "60")))
# Outside witnesses whose signatures of our heads are kept: name:public key, between commas.
JOURNAL_WITNESSES = os.environ.get("JOURNAL_WITNESSES", "")
EXPRESS_DELETION = _days("EXPRESS_DELETION", 90)  # R1111-36 CSP: within three months
SUSPENSION_OBJECTION = _days("SUSPENSION_OBJECTION", 42)  # R1111-36 CSP: then closed
DELETION_REGRET = _days("DELETION_REGRET", 30)  # ours: reopening cancels, backups have time
BACKUP_RETENTION = _days("BACKUP_RETENTION", 35)  # ours: for the operator to keep to
CLOSING_COOLING_OFF = _days("CLOSING_COOLING_OFF", 7)  # ours: a hurried click may regret
REPRESENTATIVE_INVITATION = _days("REPRESENTATIVE_INVITATION", 30)  # ours: no source says
# Proches aidants: domain.md 1.8. 0 for a person: nobody is offered the role any more.
DELEGATIONS_PER_PERSON = int(os.environ.get("DELEGATIONS_PER_PERSON", "3"))
DELEGATIONS_PER_CAREGIVER = int(os.environ.get("DELEGATIONS_PER_CAREGIVER", "5"))
DELEGATION_MONTHS = (1, 6, 12)  # ours: the source gives an end, no figure
DELEGATION_OFFER = _days("DELEGATION_OFFER", 30)  # ours: as the invitation of a representative
REPORTS_OPEN_MAX = 20  # ours: of one record, abnormal accesses that wait for an answer
REPRESENTATIVES_MAX = 2  # of one child: domain.md 1.7 knows the first and the second
# Beyond this rate people wait for their turn to activate or oppose (docs/settings.md).
ACTIVATIONS_PER_SECOND = float(os.environ.get("ACTIVATIONS_PER_SECOND", "6"))
EMERGENCY_ACCESS = timedelta(hours=8)  # ours: the time of a night on duty; then a new reason
CONSENT_CODE_VALIDITY = timedelta(minutes=10)  # ours: the time of showing it
CONSENT_HOURS = (1, 24, 168, 744, 8760)  # ours: an hour, a day, a week, a month, a year
DIGEST_HOUR = int(os.environ.get("DIGEST_HOUR", "8"))  # ours: in the legal time, people are awake
NOTICE_SMS_PER_DAY = int(os.environ.get("NOTICE_SMS_PER_DAY", "1"))  # ours: a screen others see
PUSH_DEVICES_MAX = 10  # ours: of one person; the oldest gives its place
TICKET_RETENTION = _days("TICKET_RETENTION", 365)  # domain.md 1.9
TICKET_FILE_BYTES, TICKET_FILES = 10_000_000, 5  # domain.md 1.9, of one message
TICKET_CONSENT = _days("TICKET_CONSENT", 7)  # ours: the time of an exchange
CASE_RETENTION = _days("CASE_RETENTION", 365)  # proposed, as tickets: no text says
SCAN_BYTES = 10_000_000  # a signed mandate: as a ticket's file
DESK_IDLE = timedelta(minutes=15)  # interface.md 6: an agent's session left alone
DESK_CASE = timedelta(minutes=30)  # ours: the time of a visit or a call
DESK_RIGHT_ANSWERS = 3  # ours: of the proof questions, with one mistake at most
DESK_SETUP = timedelta(hours=24)  # ours: the one-time code of a new agent
HELP_VALIDITY = timedelta(hours=2)  # ours: an activation with an agent, breaks included
MANDATE_DAYS = (1, 31, 182, 365)  # domain.md 1.9, as Aidants Connect
ONE_TIME_CODE_VALIDITY = timedelta(minutes=10)
SHARED_COMPUTER_IDLE = timedelta(minutes=10)  # ours: a session left open at a counter
DEVICE_REMEMBERED = _days("DEVICE_REMEMBERED", 400)  # what browsers allow a cookie
PASSKEY_CHALLENGE = timedelta(minutes=10)  # ours: what is asked of a passkey is not asked again
HOUSE_FAILURES_PER_HOUR = int(os.environ.get("HOUSE_FAILURES_PER_HOUR", "20000"))
RECENT_PROOF = timedelta(minutes=15)  # ours: beyond, a contact changes with the password again
ANNOUNCE_AFTER = _days("ANNOUNCE_AFTER", 14)  # R1111-53 CSP: then told that one waits
REVEAL_AFTER_MONTHS = 1  # R1111-53 CSP: a month of the calendar, then visible by itself
COPY_DAYS = int(os.environ.get("COPY_DAYS", "7"))  # ours: a copy of a record waits that long
COPY_TRIES = 3  # ours: of making one copy
# Houses whose files are believed when a record is brought in: name:public key, between commas.
KNOWN_HOUSES = os.environ.get("KNOWN_HOUSES", "")
IMPORT_MAX_BYTES = int(os.environ.get("IMPORT_MAX_BYTES", "20000000000"))  # ours: 20 GB unpacked
DEPOSIT_MAX_BYTES = int(os.environ.get("DEPOSIT_MAX_BYTES", "10000000"))  # proposed: 10 MB
DOCUMENT_MAX_BYTES = int(os.environ.get("DOCUMENT_MAX_BYTES", "25000000"))  # what people add
PHOTOS_MAX = 20  # ours: of one document
DRAFT_LIFE = timedelta(hours=24)  # ours: the time of finding a password again
DRAFTS_MAX = 5  # ours: of one person and record; the oldest gives its place
BIN_DAYS = int(os.environ.get("BIN_DAYS", "30"))  # interface.md 6: then erased for ever
DELETIONS_AT_ONCE = 10  # domain.md 3.6
# The antivirus: the path of clamd's socket, or host:port; none is asked where it is empty.
CLAMD_SOCKET = os.environ.get("CLAMD_SOCKET", "")
CLAMD_SECONDS = 20.0  # ours: a person waits for the answer about what they add
TREATING_DOCTOR_SEES_HIDDEN = os.environ.get("TREATING_DOCTOR_SEES_HIDDEN", "always")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * DEPOSIT_MAX_BYTES
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
# What people send stays in memory: nothing waits in clear in a temporary file.
FILE_UPLOAD_HANDLERS = ["carnet.web.uploads.InMemory"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000 + max(
    TICKET_FILES * TICKET_FILE_BYTES, 2 * DOCUMENT_MAX_BYTES
)

LOGGING_CONFIG = None  # carnet.base.logs configures structlog
