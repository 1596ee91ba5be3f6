"""Every word for the reader is marked for translation: a failing line names the words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lint import catalogue, unmarked

ROOMS = ("web", "accounts", "notify", "access", "journal", "records", "sharing")
# Not for the reader's eyes: names of columns, addresses of examples, text of the law.
NOT_SHOWN = {"models.py", "insured.py"}
OF_GRAMMAR = {"vous êtes"}  # an auxiliary of French, of which English has no need
AS_TYPED = {"carnet demo token --rpps", "(PDF)"}  # a command, a format


def _code() -> list[Path]:
    found = (path for room in ROOMS for path in (catalogue.HOUSE / room).rglob("*.py"))
    return sorted(p for p in found if p.name not in NOT_SHOWN and "migrations" not in p.parts)


@pytest.mark.parametrize("path", catalogue.templates(), ids=lambda path: path.name)
def test_templates(path: Path) -> None:
    assert set(unmarked.in_template(path.read_text(encoding="utf-8"))) - AS_TYPED == set()


@pytest.mark.parametrize("room", ROOMS)
def test_code(room: str) -> None:
    for path in _code():
        if path.relative_to(catalogue.HOUSE).parts[0] == room:
            found = set(unmarked.in_code(path.read_text(encoding="utf-8"))) - OF_GRAMMAR
            assert found == set(), path


@pytest.mark.parametrize(
    "template",
    [
        "<p>Bonjour</p>",
        '<p>{% translate "Bonjour" %} Julie</p>',
        '<img alt="Une page">',
        '<td data-label="Avant {{ n }}">',
        '{% ui_button "Continuer" %}',
        '{% ui_alert title="c’est fait" %}{% endui_alert %}',
    ],
)
def test_forgotten_words_are_found(template: str) -> None:
    assert unmarked.in_template(template)


def test_marked_words_are_not() -> None:
    fine = (
        '<h{{ n }} class="lead">{% translate "Bonjour" %} – {{ name }}</h{{ n }}>'
        "{% blocktranslate %}Bonjour {{ name }}{% endblocktranslate %}"
        '{% comment %}Nothing.{% endcomment %}{% ui_button _("Continuer") "/ici/" %}'
        '{% block brand_href %}/accueil/{% endblock %}{% if a == "mineur" %}{% endif %}'
    )
    assert unmarked.in_template(fine) == []


def test_forgotten_sentences_of_code_are_found() -> None:
    assert unmarked.in_code('x = "Votre carnet est ouvert"') == ["Votre carnet est ouvert"]
    assert unmarked.in_code('"""Le titre."""\nx = _("Votre carnet est ouvert")') == []
