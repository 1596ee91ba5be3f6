"""What somebody types to prove who they are: read kindly, and refused with what to write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from carnet.accounts import codes, fields
from carnet.accounts.proof import Card, Proof
from carnet.identity import ins
from carnet.web.ui.forms import PLAIN, DatePartsField

DIGITS = {"inputmode": "numeric", "autocomplete": "off"}


class CodeField(forms.CharField):
    """A code of ten signs, typed with or without spaces and dashes; cleans to the signs alone."""

    widget = forms.TextInput(PLAIN)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)

    def clean(self, value: Any) -> str:
        """Read the signs, or say which one no code has."""
        try:
            return codes.normalise(super().clean(value))
        except codes.BadCode as problem:
            raise ValidationError(_bad_code(problem.character)) from None


class CardForm(forms.Form):
    """What is on the card, and the birth date."""

    matricule = forms.CharField(
        label=_("Numéro de sécurité sociale"),
        help_text=_("15 chiffres, sur votre carte Vitale. En Corse, il contient 2A ou 2B."),
        max_length=40,
        error_messages={"required": _("Écrivez votre numéro de sécurité sociale.")},
        widget=forms.TextInput({**PLAIN, "inputmode": "text"}),
    )
    vitale = forms.CharField(
        label=_("Numéro de série de la carte Vitale"),
        help_text=_(
            "Carte avec photo\u00a0: les 11 derniers chiffres. "
            "Carte sans photo\u00a0: 8 à 13 chiffres."
        ),
        max_length=40,
        error_messages={"required": _("Écrivez le numéro de série de votre carte.")},
        widget=forms.TextInput(DIGITS),
    )
    birth_date = DatePartsField(
        label=_("Date de naissance"), help_text=_("Exemple\u00a0: 14 07 1958."), birth=True
    )

    def clean_matricule(self) -> str:
        """Accept 13 characters and work out the key; check the key of 15."""
        found = fields.compact(self.cleaned_data["matricule"])
        if len(found) == ins.LENGTH - 2:
            found += _key(found)
        problems = ins.check(ins.NIA, found)  # a person with a waiting number activates too
        if problems == ["key"]:
            raise ValidationError(
                _("Un chiffre n’est pas le bon. Relisez ce numéro, avec les deux derniers.")
            )
        if problems:
            raise ValidationError(_("Écrivez les 15 chiffres de votre numéro."))
        return found

    def clean_vitale(self) -> str:
        """Read the number of either model of card, with or without what all cards share."""
        typed = self.cleaned_data["vitale"]
        try:
            return fields.vitale(typed)
        except ValueError:
            raise ValidationError(_bad_serial(fields.compact(typed))) from None

    def card(self) -> Card:
        """What this sound form proves."""
        return Card(**self.cleaned_data)


class ProofForm(CardForm):
    """The card, the birth date and the code of the letter."""

    code = CodeField(
        label=_("Code de la lettre ou du message"),
        help_text=_("10 lettres et chiffres. Minuscules, espaces et tirets sont acceptés."),
        error_messages={"required": _("Écrivez le code de votre lettre.")},
    )

    def proof(self) -> Proof:
        """What this sound form proves."""
        return Proof(**self.cleaned_data)


def _key(thirteen: str) -> str:
    try:
        return f"{ins.key(thirteen):02}"
    except ValueError:
        return "00"


def _bad_serial(found: str) -> Any:
    """Somebody who copies the other number of the card, the long one, is told so."""
    if ins.check(ins.NIA, found) == []:
        return _("Ceci est votre numéro de sécurité sociale. Le numéro de série est un autre.")
    return _("Écrivez de 8 à 13 chiffres.")


def _bad_code(character: str) -> Any:
    """What to write instead of what cannot be a code (``codes.BadCode``)."""
    if not character:
        return _("Écrivez les 10 lettres et chiffres du code.")
    return _("Aucun code ne contient «\u00a0%(sign)s\u00a0». Relisez-le.") % {"sign": character}
