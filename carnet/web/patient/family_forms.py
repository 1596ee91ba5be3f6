"""Forms of families: the code of a child, whether one represents them, whom one invites."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from carnet.identity.names import of
from carnet.sharing.matching import Named
from carnet.web.patient.identity_forms import CardForm, CodeField, ProofForm
from carnet.web.ui.forms import DatePartsField

YES, NO = "oui", "non"


class CertifyForm(forms.Form):
    """« Êtes-vous son représentant légal ? »: nothing is chosen beforehand."""

    represents = forms.ChoiceField(
        widget=forms.RadioSelect,
        help_text=_("Par exemple son père, sa mère ou son tuteur, avec l’autorité parentale."),
        error_messages={
            "required": _("Choisissez oui ou non."),
            "invalid_choice": _("Choisissez oui ou non."),
        },
    )

    def __init__(self, *args: Any, first_name: str, **kwargs: Any) -> None:
        """``first_name``: of the child."""
        super().__init__(*args, **kwargs)
        named = {"of_name": of(first_name)}
        field = self.fields["represents"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.label = _("Êtes-vous le représentant légal %(of_name)s\u00a0?") % named
        field.choices = [
            (YES, _("Oui, je suis le représentant légal %(of_name)s") % named),
            (NO, _("Non, je ne le suis pas")),
        ]

    @property
    def denied(self) -> bool:
        """Whether the answer is no."""
        return bool(self.cleaned_data.get("represents") == NO)


class ChildForm(CertifyForm):
    """The code of one child, then the question. Who says no needs no code."""

    code = CodeField(
        help_text=_("10 lettres et chiffres, dans la lettre ou le message de cet enfant.")
    )
    field_order = ("code", "represents")

    def __init__(self, *args: Any, first_name: str, **kwargs: Any) -> None:
        """``first_name``: of the child."""
        super().__init__(*args, first_name=first_name, **kwargs)
        named = {"of_name": of(first_name)}
        self.fields["code"].label = _("Code pour %(name)s") % {"name": first_name}
        missing = _("Écrivez le code %(of_name)s.") % named
        self.fields["code"].error_messages["required"] = missing

    def clean(self) -> dict[str, Any]:
        """Who says no needs no code."""
        if self.denied:
            self.errors.pop("code", None)
        return self.cleaned_data


class EntryForm(ProofForm):
    """A parent without an account: their own card, and the code of the child."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The same fields as for oneself; the labels say whose each is."""
        super().__init__(*args, **kwargs)
        labels = {
            "matricule": _("Votre numéro de sécurité sociale"),
            "vitale": _("Numéro de série de votre carte Vitale"),
            "birth_date": _("Votre date de naissance"),
            "code": _("Code de l’enfant"),
        }
        for name, label in labels.items():
            self.fields[name].label = label


class InviteForm(CardForm):
    """The second legal representative, as the first one knows them."""

    vitale = None  # type: ignore[assignment]
    given_name = forms.CharField(
        label=_("Prénom"),
        max_length=80,
        error_messages={"required": _("Écrivez son prénom.")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    family_name = forms.CharField(
        label=_("Nom"),
        help_text=_("Nom de naissance ou nom utilisé."),
        max_length=100,
        error_messages={"required": _("Écrivez son nom.")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    birth_date = None  # type: ignore[assignment]
    born = DatePartsField(  # of somebody else: the browser must not propose one's own
        label=_("Date de naissance"), help_text=_("Exemple\u00a0: 14 07 1958.")
    )
    field_order: tuple[str, ...] = ("given_name", "family_name", "born", "matricule")

    def __init__(self, *args: Any, own: str, **kwargs: Any) -> None:
        """``own``: the matricule of the one who invites, to refuse it."""
        super().__init__(*args, **kwargs)
        self.own = own
        matricule = self.fields["matricule"]
        matricule.help_text = _("15 chiffres, sur sa carte Vitale. Demandez-lui.")
        matricule.error_messages["required"] = _("Écrivez son numéro de sécurité sociale.")

    def clean_matricule(self) -> str:
        """Any sound number but one's own."""
        found = super().clean_matricule()
        if found == self.own:
            wrong = _("C’est votre propre numéro. Écrivez celui de l’autre parent.")
            raise ValidationError(wrong, code="own")
        return found

    def named(self) -> Named:
        """Whom this sound form names."""
        known = self.cleaned_data
        return Named(known["matricule"], known["given_name"], known["family_name"], known["born"])
