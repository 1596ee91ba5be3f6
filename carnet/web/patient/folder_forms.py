"""Forms of filing: the name of a folder, and in which folder documents go."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from carnet.filing import names

NOWHERE, NEW = "aucun", "nouveau"


class FolderForm(forms.Form):
    """The name of a folder."""

    taken = _("Vous avez déjà un dossier de ce nom. Choisissez-en un autre.")
    wrong = _("Écrivez un nom sur une ligne, sans signe invisible.")

    name = forms.CharField(
        label=_("Nom du dossier"),
        max_length=names.LONGEST,
        help_text=_("Par exemple\u00a0: Mon genou, Grossesse, Vaccins des enfants."),
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={
            "required": _("Écrivez le nom du dossier."),
            "max_length": _("Écrivez 60 lettres au plus."),
        },
    )


class PlaceForm(FolderForm):
    """Where documents go: a folder, none, or one made for them."""

    gone = _("Ce dossier n’existe plus. Choisissez-en un autre.")

    folder = forms.ChoiceField(
        label=_("Dossier"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choisissez un dossier."),
            "invalid_choice": gone,
        },
    )
    field_order = ("folder", "name")

    def __init__(self, *args: Any, known: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        """Offer these folders."""
        super().__init__(*args, **kwargs)
        places = [(str(key), name) for key, name in known]
        more = [(NOWHERE, _("Aucun dossier")), (NEW, _("Un nouveau dossier"))]
        self.fields["folder"].choices = [*places, *more]  # type: ignore[attr-defined]
        self.fields["name"].required = False
        self.fields["name"].label = _("Nom du nouveau dossier")

    def clean(self) -> dict[str, Any]:
        """A new folder has a name."""
        known = self.cleaned_data
        if known.get("folder") == NEW and not known.get("name") and "name" not in self.errors:
            self.add_error("name", _("Écrivez le nom du nouveau dossier."))
        return known
