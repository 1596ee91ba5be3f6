"""WebAuthn (Level 2): what is asked of an authenticator, and whether its answer is sound.

Pure but for the settings: ``BASE_URL`` names the only origin from which an answer may come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

import webauthn
from django.conf import settings
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import parse_authentication_credential_json
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from carnet.accounts.problems import PasskeyRefused

_LONGEST = 16_384  # characters; an answer without attestation takes some two thousand
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the browser is given (JSON), and the challenge that its answer must hold."""

    options: str
    challenge: bytes


def creation(handle: bytes, name: str, known: Iterable[bytes]) -> Asked:
    """Ask for a new passkey, kept by the authenticator itself: no identifier is typed later.

    ``handle`` stands for the account and tells nothing; ``known`` are its passkeys of today.
    """
    options = webauthn.generate_registration_options(
        rp_id=_host(),
        rp_name=settings.SERVICE_NAME,
        user_id=handle,
        user_name=name,
        timeout=_milliseconds(),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            require_resident_key=True,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=one) for one in known],
    )
    return Asked(webauthn.options_to_json(options), options.challenge)


def request() -> Asked:
    """Ask for any passkey of this house, its holder verified."""
    options = webauthn.generate_authentication_options(
        rp_id=_host(),
        timeout=_milliseconds(),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return Asked(webauthn.options_to_json(options), options.challenge)


def created(answer: str, challenge: bytes) -> VerifiedRegistration:
    """Check the answer to ``creation``; no challenge, no answer. Raises ``PasskeyRefused``."""
    return _sound(
        answer if challenge else "",
        lambda: webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=_host(),
            expected_origin=_origin(),
            require_user_verification=True,
        ),
    )


def named(answer: str) -> tuple[bytes, bytes]:
    """The passkey and the account (handle) that an answer to ``request`` says it is of."""
    credential = _sound(answer, lambda: parse_authentication_credential_json(answer))
    return credential.raw_id, credential.response.user_handle or b""


def asserted(answer: str, challenge: bytes, public_key: bytes) -> VerifiedAuthentication:
    """Check the answer to ``request`` but its counter. Raises ``PasskeyRefused``."""
    return _sound(
        answer if challenge else "",
        lambda: webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=_host(),
            expected_origin=_origin(),
            credential_public_key=public_key,
            credential_current_sign_count=0,  # compared after the signature, where it is kept
            require_user_verification=True,
        ),
    )


def _sound(answer: str, check: Callable[[], _Found]) -> _Found:
    """A hostile answer breaks the library in many ways: each is a refusal."""
    if not 0 < len(answer) <= _LONGEST:
        raise PasskeyRefused("answer")
    try:
        return check()
    except Exception as problem:
        raise PasskeyRefused("answer") from problem


def _host() -> str:
    return urlsplit(settings.BASE_URL).hostname or ""


def _origin() -> str:
    parts = urlsplit(settings.BASE_URL)
    return f"{parts.scheme}://{parts.netloc}"


def _milliseconds() -> int:
    return int(settings.PASSKEY_CHALLENGE.total_seconds() * 1000)
