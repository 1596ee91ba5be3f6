"""The page that checks a file of proof in the browser, and the same as one file of one's own."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

import carnet.web.ui
from carnet.journal import presenter, signing
from carnet.web.patient.current import anyone

_STATIC = Path(carnet.web.ui.__file__).parent / "static" / "ui"
_LANGUAGES = {"fr": "Français", "en": "English"}
_STYLE = """
body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: auto; padding: 1rem; }
:lang(fr) [lang=en]:not(button), :lang(en) [lang=fr]:not(button) { display: none; }
code { overflow-wrap: anywhere; } ol p { margin: 0; } li { margin-bottom: .6rem; }
.alert { border: 3px solid; border-radius: .5rem; padding: 0 1rem; margin: 1rem 0; }
button, input { font: inherit; padding: .4rem; }
"""


@anyone
def verifier(request: HttpRequest) -> HttpResponse:
    """The page; all it does is in three scripts."""
    values = {"key": signing.public_key().hex(), "kinds": _labels([translation.get_language()])}
    return render(request, "patient/proof/verifier.html", values)


def verifier_file(request: HttpRequest) -> HttpResponse:
    """The same in one file, which its own policy keeps from sending anything."""
    script = "\n".join(
        (_STATIC / name).read_text(encoding="utf-8")
        for name in ("sha256.js", "proof.js", "verifier.js")
    )
    values = {
        "key": signing.public_key().hex(),
        "kinds": _labels(_LANGUAGES),
        "languages": _LANGUAGES.items(),
        "script": mark_safe(script),  # noqa: S308 - our own files
        "style": mark_safe(_STYLE),  # noqa: S308 - above
        "script_hash": mark_safe(_hash(script)),  # noqa: S308 - base64
        "style_hash": mark_safe(_hash(_STYLE)),  # noqa: S308 - base64
    }
    page = render_to_string("patient/proof/verifier_file.html", values, request)
    answer = HttpResponse(page)
    answer["Content-Disposition"] = 'attachment; filename="verifier.html"'
    answer["Cache-Control"] = "public, max-age=3600"
    return answer


def _labels(languages: Iterable[str]) -> dict[str, dict[int, str]]:
    """What each code means, in these languages: its sentence without names."""
    found = {}
    for language in languages:
        with translation.override(language):
            found[language] = {
                int(kind): re.sub(r"\{\w+\}", "…", str(sentence))
                for kind, sentence in presenter.sentences().items()
            }
    return found


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
