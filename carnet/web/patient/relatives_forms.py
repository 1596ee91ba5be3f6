"""Forms of « Choisir un aidant »: who, then what is entrusted and for how long."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from carnet.sharing.delegation import CATEGORIES, Scope
from carnet.web.patient.family_forms import InviteForm
from carnet.web.ui import displays

EVERYTHING, SOME, YES, NO = "tout", "choix", "oui", "non"
LASTS = {1: _("1 mois"), 6: _("6 mois"), 12: _("1 an")}
_CHOOSE = {"required": _("Choisissez une réponse."), "invalid_choice": _("Choisissez une réponse.")}


class RelativeForm(InviteForm):
    """Whom one trusts, as one knows them."""

    def clean_matricule(self) -> str:
        """Any sound number but one's own."""
        try:
            return super().clean_matricule()
        except ValidationError as problem:
            if problem.code != "own":
                raise
            words = _("C’est votre propre numéro. Écrivez celui du proche.")
            raise ValidationError(words) from None


def _chosen(label: Any, choices: list[tuple[Any, Any]], **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, error_messages=_CHOOSE, **more
    )


class ScopeForm(forms.Form):
    """What is entrusted; nothing is ticked in advance."""

    which = _chosen(
        _("Quels documents\u00a0?"),
        [
            (EVERYTHING, _("Tous, sauf mes directives anticipées")),
            (SOME, _("Seulement ceux que je coche")),
        ],
    )
    categories = forms.MultipleChoiceField(
        label=_("Si vous choisissez, cochez les documents"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    hidden = _chosen(
        _("Et les documents que vous masquez aux soignants\u00a0?"),
        [(NO, _("Non, il ne les voit pas")), (YES, _("Oui, il les voit aussi"))],
    )
    writes = _chosen(
        _("Que peut-il faire\u00a0?"),
        [
            (NO, _("Lire seulement")),
            (YES, _("Lire, ajouter des documents, compléter mes réponses de santé")),
        ],
    )
    months = forms.TypedChoiceField(
        label=_("Pendant combien de temps\u00a0?"),
        help_text=_("Vous pouvez y mettre fin avant, à tout moment."),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages=_CHOOSE,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer what the house admits, in the reader's language."""
        super().__init__(*args, **kwargs)
        self.fields["categories"].choices = [  # type: ignore[attr-defined]
            (code, displays.category(code)) for code in CATEGORIES
        ]
        self.fields["months"].choices = [  # type: ignore[attr-defined]
            (months, LASTS.get(months, _("%(n)d mois") % {"n": months}))
            for months in settings.DELEGATION_MONTHS
        ]

    def clean(self) -> dict[str, Any]:
        """Who chooses some documents says which."""
        known = self.cleaned_data
        if known.get("which") == SOME and not known.get("categories") and not self.errors:
            self.add_error("categories", _("Cochez au moins une sorte de documents."))
        return known

    def scope(self) -> Scope:
        """What this sound form entrusts."""
        known = self.cleaned_data
        some = known["which"] == SOME
        return Scope(
            categories=frozenset(known["categories"]) if some else None,
            months=known["months"],
            writes=known["writes"] == YES,
            hidden_documents=known["hidden"] == YES,
        )
