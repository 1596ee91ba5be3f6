"""Settings of the looked-at house: a demonstration, plain static files, cheap password hashing."""

from carnet.base.settings import *  # noqa: F403
from carnet.base.settings import DATABASES

# A thread a request here: none may keep a connection, or the server runs out of them.
DATABASES["default"]["CONN_MAX_AGE"] = 0

WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
