"""Forms of the theme: right by default."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.template import Context, Template

from carnet.web.ui.forms import DatePartsField


class Birth(forms.Form):
    """A name, a date, something optional."""

    name = forms.CharField(label="Nom", error_messages={"required": "Écrivez votre nom."})
    birth_date = DatePartsField(birth=True, label="Date de naissance", help_text="jj mm aaaa")
    note = forms.CharField(label="Note", required=False)


def _sent(day: str = "", month: str = "", year: str = "", name: str = "Alice") -> Birth:
    parts = {"birth_date_0": day, "birth_date_1": month, "birth_date_2": year}
    return Birth({"name": name, **parts})


def test_a_date_is_read_from_its_parts() -> None:
    form = _sent("14", "07", "1958")
    assert form.is_valid()
    assert form.cleaned_data["birth_date"] == date(1958, 7, 14)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (("", "", ""), "Écrivez le jour"),
        ((" ", "\t", "\u00a0"), "Écrivez le jour"),
        (("14", "", "1958"), "Écrivez le jour"),
        (("31", "02", "1958"), "n’existe pas"),
        (("a", "b", "c"), "n’existe pas"),
        (("1", "1", "99999"), "n’existe pas"),
    ],
)
def test_a_wrong_date_says_what_to_write(parts: tuple[str, str, str], words: str) -> None:
    form = _sent(*parts)
    assert not form.is_valid()
    assert words in form.errors["birth_date"][0]


def test_as_many_links_as_faulty_fields_and_each_leads_to_its_input() -> None:
    page = str(_sent(name=""))
    assert "Il y a 2 erreurs" in page
    for target in ("id_name", "id_birth_date_0"):
        assert f'href="#{target}"' in page
        assert f'id="{target}"' in page
    assert page.count('class="field faulty"') == 2


def test_a_field_names_its_help_and_its_error() -> None:
    page = str(_sent(name=""))
    assert 'aria-describedby="id_name_error"' in page
    assert 'aria-describedby="id_birth_date_helptext id_birth_date_error"' in page
    assert page.index('id="id_name_error"') < page.index('<input type="text" name="name"')
    assert "(facultatif)" in page


def test_the_title_of_a_failed_page_says_so() -> None:
    template = Template("{% ui_error_prefix %}Page")
    assert template.render(Context({"form": _sent(name="")})).startswith("Erreur")
    assert template.render(Context({"form": _sent("1", "1", "2000")})) == "Page"
