"""Forms of the first steps: nothing is ticked for anyone, and each may be left out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from carnet.profile import values
from carnet.profile.queries import Question

HIDDEN, VISIBLE = "hidden", "visible"
_CHOOSE = {"required": _("Choisissez une réponse.")}


class ConfidentialityForm(forms.Form):
    """Whether documents to come are hidden from professionals."""

    documents = forms.ChoiceField(
        label=_("Les documents à venir"),
        choices=[
            (VISIBLE, _("Visibles des soignants que j’autorise")),
            (HIDDEN, _("Masqués\u00a0: je les montrerai un par un")),
        ],
        widget=forms.RadioSelect,
        error_messages=_CHOOSE,
    )


def _switch(label: Any, help_text: Any = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        choices=[("yes", _("Oui")), ("no", _("Non"))],
        coerce=lambda chosen: chosen == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez oui ou non.")},
    )


class EmergencyForm(forms.Form):
    """Three independent switches (domain.md 4.2)."""

    regulation = _switch(
        _("Le centre 15 peut-il lire ce carnet\u00a0?"), _("Quand vous, ou un proche, l’appelez.")
    )
    other_professionals = _switch(
        _("Un autre soignant peut-il lire ce carnet\u00a0?"),
        _("Quand la vie est en danger, et que vous ne pouvez pas répondre."),
    )
    hidden_documents = _switch(_("Peuvent-ils lire aussi les documents masqués\u00a0?"))


class MeasuresForm(forms.Form):
    """Height and weight; one is enough."""

    height = forms.CharField(
        label=_("Taille"),
        help_text=_("En centimètres. Exemple\u00a0: 172."),
        required=False,
        max_length=12,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
    )
    weight = forms.CharField(
        label=_("Poids"),
        help_text=_("En kilos. Exemple\u00a0: 68,5."),
        required=False,
        max_length=12,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
    )

    def clean_height(self) -> str:
        """Centimetres, or metres."""
        message = _("Écrivez votre taille en centimètres, entre 30 et 260.")
        return self._value(Question.HEIGHT, message)

    def clean_weight(self) -> str:
        """Kilograms, with a comma or a point."""
        return self._value(Question.WEIGHT, _("Écrivez votre poids en kilos, jusqu’à 500."))

    def clean(self) -> dict[str, Any]:
        """Refuse an empty page: leaving it out is another button."""
        given = super().clean() or {}
        if not any(given.values()) and not self.errors:
            raise ValidationError(_("Écrivez la taille ou le poids. Ou passez cette question."))
        return given

    def _value(self, question: Question, message: Any) -> str:
        typed: str = self.cleaned_data[str(question)]
        try:
            return values.read(question, typed) if typed else ""
        except values.BadAnswer:
            raise ValidationError(message) from None


class WordsForm(forms.Form):
    """A few words, or « je n'en ai pas » (the button ``none``)."""

    words = forms.CharField(
        label=_("Votre réponse"),
        help_text=_("Écrivez seulement ce qui sert à vos soins. Ne parlez pas d’autres personnes."),
        error_messages={"required": _("Écrivez votre réponse.")},
        widget=forms.Textarea({"rows": 6, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for no words of somebody who has none."""
        super().__init__(*args, **kwargs)
        self.fields["words"].required = "none" not in self.data

    def clean(self) -> dict[str, Any]:
        """Take one answer: words, or none; never both, so that nothing typed is lost."""
        given = super().clean() or {}
        typed, none = given.get("words", "").replace("\r\n", "\n"), "none" in self.data
        if none and typed not in {"", self.initial.get("words", "")}:
            self.add_error(
                "words", _("Vous avez écrit une réponse. Effacez-la, ou enregistrez-la.")
            )
        elif typed:
            self._read(typed)
        return {"words": typed, "none": none}

    def _read(self, typed: str) -> None:
        try:
            values.words(typed)
        except values.BadAnswer:
            long = _("Écrivez 3\u00a0000 signes au plus.")
            odd = _("Retirez les signes qui ne sont pas du texte.")
            self.add_error("words", long if len(typed) > values.LONGEST else odd)
