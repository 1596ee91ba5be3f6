"""The language of the pages: what the reader chose, else that of the house."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

SOURCE = "fr"  # the language of the words in the code
_YEAR = 365 * 24 * 3600
Answer = Callable[[HttpRequest], HttpResponse]


def available() -> dict[str, str]:
    """Languages that the house really speaks: the source, and those whose catalogue is there."""
    folders = [Path(folder) for folder in settings.LOCALE_PATHS]
    return {
        code: name
        for code, name in settings.LANGUAGES
        if code == SOURCE or any((f / code / "LC_MESSAGES" / "django.mo").exists() for f in folders)
    }


def others() -> list[tuple[str, str]]:
    """The languages that the reader may change to."""
    current = translation.get_language()
    return [(code, name) for code, name in available().items() if code != current]


def chosen(request: HttpRequest) -> str:
    """The language that this browser keeps, "" while its reader has not chosen one."""
    code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return code if code in available() else ""


def keep(response: HttpResponse, code: str) -> None:
    """Keep the choice in the browser, for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, code, max_age=_YEAR,
        secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
    )  # fmt: skip


def of_documents() -> str:
    """The language to declare on titles of documents, "" when it is that of the page.

    Every document shared in France is in French (CI-SIS: ``languageCode`` is ``fr-FR``).
    """
    return "" if (translation.get_language() or SOURCE).startswith(SOURCE) else SOURCE


def by_choice(get_response: Answer) -> Answer:
    """Middleware: follow the cookie, never the browser's headers, which lie for borrowed phones."""

    def answer(request: HttpRequest) -> HttpResponse:
        code = chosen(request) or settings.LANGUAGE_CODE
        with translation.override(code):
            response = get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response

    return answer
