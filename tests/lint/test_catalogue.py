"""The English catalogue says all that the house says, no more, with the same values in it."""

from __future__ import annotations

import gettext
import re

import pytest

from tests.lint import catalogue

OF_GRAMMAR = {"{a}", "{est}", "{s_est}"}  # French auxiliaries of journal.presenter
VALUE = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}|<[^>]+>")
WRITTEN = [message for message in catalogue.kept() if message.id]


def test_everything_said_is_in_the_catalogue_and_nothing_else() -> None:
    said = {message.id for message in catalogue.gathered() if message.id}
    written = {message.id for message in WRITTEN}
    assert said - written == set(), "run `make messages`, then translate"
    assert written - said == set(), "run `make messages`"


def test_nothing_is_left_in_french_or_in_doubt() -> None:
    assert [message.id for message in WRITTEN if message.fuzzy or not message.string] == []
    assert list(catalogue.kept().obsolete) == []
    assert [
        french for m in WRITTEN for french, english in catalogue.said(m) if not english.strip()
    ] == []


def test_both_languages_hold_the_same_values() -> None:
    wrong = [
        (french, english)
        for message in WRITTEN
        for french, english in catalogue.said(message)
        if _values(french) - OF_GRAMMAR != _values(english)
    ]
    assert wrong == []


def _values(text: str) -> set[str]:
    return set(VALUE.findall(text))


def test_english_has_no_french_spacing() -> None:
    for message in WRITTEN:
        for _french, english in catalogue.said(message):
            assert not re.search(r"[\s\u00a0\u202f][:;?!](\s|$)|[«»]|\w'\w", english), english


def test_the_compiled_file_is_that_of_the_catalogue() -> None:
    with catalogue.ENGLISH.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in WRITTEN:
        if isinstance(message.id, tuple):
            one, many = message.id
            assert message.string == tuple(compiled.ngettext(one, many, n) for n in (1, 2))
        else:
            assert compiled.gettext(str(message.id)) == message.string
    entries = {key for key in compiled._catalog if key}  # type: ignore[attr-defined]
    assert len(entries) == sum(len(catalogue.said(message)) for message in WRITTEN), (
        "run `make messages`"
    )


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ('{% translate "Un" %}{{ two }}', {"Un"}),
        ("{% blocktranslate %}À {{ to }}{% endblocktranslate %}", {"À %(to)s"}),
        ('{% ui_button _("Trois") "/ici/" %}', {"Trois"}),
    ],
)
def test_templates_are_read(template: str, found: set[str]) -> None:
    from django.utils.translation import templatize

    code = templatize(template, origin="template")
    path = catalogue.HOUSE / "template.html"
    assert {text for _place, text in catalogue.marked(path, code)} == found
