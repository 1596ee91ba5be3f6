"""What a request says of its encoding never makes a page fail."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest

BODY = b'--BBB\r\nContent-Disposition: form-data; name="size"\r\n\r\n100\r\n--BBB--\r\n'
MULTIPART = "multipart/form-data; boundary=BBB"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content_type",
    [
        f"{MULTIPART}; charset=rot13",
        f'{MULTIPART}; CHARSET = "idna"',
        f"{MULTIPART}; charset=utf-16",
        "text/plain; charset=rot13",
        "text/html; charset*=unknown''x",
        "text/html; charset*=utf-8''a%00b",
        "multipart/form-data; boundary*=unknown''BBB",
        "multipart/form-data; boundary*0=B; boundary*1=BB",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_encoding_is_refused(method: str, content_type: str) -> None:
    assert answered(method, content_type) == "415 Unsupported Media Type"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content_type",
    [
        MULTIPART,
        f"{MULTIPART}; charset=UTF-8",
        "application/x-www-form-urlencoded;charset=utf-8",
        "",
    ],
)
def test_what_browsers_say_reaches_the_page(content_type: str) -> None:
    assert answered("POST", content_type) == "403 Forbidden"  # it shows no token: the page spoke


def answered(method: str, content_type: str) -> str:
    """The status of the whole house, both doors together, for a form sent so."""
    from carnet.web.server import application

    environ: dict[str, Any] = {
        "REQUEST_METHOD": method, "PATH_INFO": "/affichage/", "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": str(len(BODY)), "wsgi.input": BytesIO(BODY),
    }  # fmt: skip
    setup_testing_defaults(environ)
    statuses: list[str] = []

    def start(status: str, *_rest: object) -> Any:
        statuses.append(status)

    for _ in application(environ, start):
        pass
    return statuses[0]
