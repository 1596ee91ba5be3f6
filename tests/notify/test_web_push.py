"""Messages for browsers: the published example of RFC 8291, and what must never leave."""

from __future__ import annotations

import time

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    derive_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import ECKey
from joserfc.util import urlsafe_b64decode, urlsafe_b64encode

from carnet.notify import web_push
from carnet.notify.web_push import Receiver


def octets(text: str) -> bytes:
    return urlsafe_b64decode(text.encode())


# RFC 8291, section 5 and appendix A.
PLAINTEXT = b"When I grow up, I want to be a watermelon"
SENDER = octets("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")
PUBLIC = octets(
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
)
PRIVATE = octets("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94")
AUTH = octets("BTBZMqHH6r4Tts7J_aSIgg")
SALT = octets("DGv6ra1nlYgDCS1FRnbzlw")
BODY = octets(
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
    "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
    "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)
RECEIVER = Receiver(PUBLIC, AUTH)


def key(scalar: bytes) -> EllipticCurvePrivateKey:
    return derive_private_key(int.from_bytes(scalar), SECP256R1())


def test_it_is_the_example_of_the_standard() -> None:
    body = web_push.encrypt(PLAINTEXT, RECEIVER, sender=key(SENDER), salt=SALT, length=0)
    assert body == BODY


def read(body: bytes) -> bytes:
    """As the browser of the example does, padding included."""
    point = body[21:86]
    theirs = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point)
    shared = key(PRIVATE).exchange(ECDH(), theirs)
    info = b"WebPush: info\0" + PUBLIC + point
    secret_key, nonce = web_push.derived(shared, AUTH, info, body[:16])
    return AESGCM(secret_key).decrypt(nonce, body[86:], None)


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=web_push.PADDED))
def test_it_is_read_back_and_its_length_tells_nothing(words: bytes) -> None:
    body = web_push.encrypt(words, RECEIVER)
    assert read(body).rstrip(b"\0") == words + b"\x02"
    assert len(body) == 86 + web_push.PADDED + 1 + 16
    assert len(body) <= 4096  # RFC 8030, 7.2: what every push service takes


def test_two_messages_share_nothing() -> None:
    first, second = (web_push.encrypt(PLAINTEXT, RECEIVER) for _ in range(2))
    assert first[:16] != second[:16]
    assert first[21:] != second[21:]


@pytest.mark.parametrize(
    ("public_key", "auth"),
    [
        (b"\x04" + bytes(64), AUTH),  # not on the curve
        (PUBLIC[:-1], AUTH),
        (b"", AUTH),
        (b"\x02" + PUBLIC[1:33], AUTH),  # compressed: not as browsers write it
        (PUBLIC, AUTH[:-1]),
        (PUBLIC, b""),
    ],
)
def test_what_is_no_half_of_a_browser_is_refused(public_key: bytes, auth: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the curve says it in its own words
        Receiver(public_key, auth)


def test_the_house_proves_who_it_is_for_one_service_only() -> None:
    until = int(time.time()) + 3600
    header = web_push.authorization("https://push.example/a/b?c=d", "mailto:a@b.example", until)
    token, public = header.removeprefix("vapid t=").split(", k=")
    assert public == web_push.public_key()
    point = octets(public)
    known = ECKey.import_key({
        "kty": "EC", "crv": "P-256",
        "x": urlsafe_b64encode(point[1:33]).decode(), "y": urlsafe_b64encode(point[33:]).decode(),
    })  # fmt: skip
    claims = jwt.decode(token, known, algorithms=["ES256"]).claims
    assert claims == {"aud": "https://push.example", "exp": until, "sub": "mailto:a@b.example"}


@given(st.binary(min_size=32, max_size=32))
@settings(max_examples=30, deadline=None)
def test_any_secret_makes_a_key_of_the_house(value: bytes) -> None:
    web_push._house.cache_clear()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(web_push, "secret", lambda *_: value)
        assert len(web_push.encoded(web_push._house())) == 65
    web_push._house.cache_clear()


def test_the_salt_is_random() -> None:
    assert len({web_push.encrypt(b"", RECEIVER)[:16] for _ in range(8)}) == 8
