"""Settings of the tests: the house's own, with cheap password hashing and plain static files."""

import os

from carnet.base.settings import *  # noqa: F403
from carnet.base.settings import DATABASES

DATABASES["default"]["TEST"] = {"NAME": f"test_carnet_{os.environ['CARNET_TEST_RUN']}"}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CODE_HASH_COST = 2
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["*"]
