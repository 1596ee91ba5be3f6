"""What an address of the search asks. The words are sealed in it: no log reads them on the way."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django import forms
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from carnet.contents.words import LONGEST_ASKED, asked
from carnet.nomenclature import terms
from carnet.records.finding import Narrowed
from carnet.vault import fields
from carnet.vault.problems import IntegrityProblem
from carnet.web.patient import by_year


class SearchForm(forms.Form):
    """The words looked for."""

    mots = forms.CharField(
        label=_("Chercher dans les documents"),
        max_length=LONGEST_ASKED,
        widget=forms.TextInput(
            attrs={"type": "search", "autocomplete": "off", "enterkeyhint": "search"}
        ),
        error_messages={
            "required": _("Écrivez un mot ou un nombre à chercher."),
            "max_length": _("Écrivez moins de mots."),
        },
    )

    def clean_mots(self) -> str:
        """At least one word: signs alone are found nowhere."""
        found: str = self.cleaned_data["mots"]
        if not asked(found):
            raise forms.ValidationError(_("Écrivez un mot ou un nombre à chercher."))
        return found


@dataclass(frozen=True, slots=True)
class Asked:
    """The words, and what to keep of what is found."""

    person_id: int
    words: str
    category: str = ""
    year: int = 0
    page: int = 1

    def narrowed(self) -> Narrowed:
        """The same, as the search understands it."""
        return Narrowed(self.category, self.year, self.page)

    def address(self, **changes: object) -> str:
        """The address of the same search, narrowed otherwise; at its first page unless told."""
        other = replace(self, **({"page": 1} | changes))  # type: ignore[arg-type]
        values = {
            "d": _sealed(other.words, other.person_id),
            "rubrique": other.category,
            "annee": other.year or "",
            "page": other.page if other.page > 1 else "",
        }
        query = urlencode({key: value for key, value in values.items() if value})
        return f"{reverse('patient:search')}?{query}"


def read(query: QueryDict, person_id: int) -> Asked | None:
    """What an address asks of this record; None for the words of another one, or for no words.

    Http404 for what no page of ours writes.
    """
    words = _unsealed(query.get("d", ""), person_id)
    category = query.get("rubrique", "")
    if category and category not in terms.CATEGORIES:
        raise Http404
    year, page = by_year.year(query), by_year.page(query)
    return Asked(person_id, words, category, year, page) if words else None


def _sealed(words: str, person_id: int) -> str:
    sealed = fields.seal(words.encode("utf-8", "replace"), _bound(person_id))
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def _unsealed(text: str, person_id: int) -> str:
    try:
        sealed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        return fields.unseal(sealed, _bound(person_id)).decode() if text else ""
    except (binascii.Error, ValueError, IntegrityProblem):
        return ""


def _bound(person_id: int) -> bytes:
    return b"search.%d" % person_id
