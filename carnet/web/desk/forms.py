"""Forms of the desk. What an agent types of a person proves, and is never shown back as true."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from carnet.accounts import credentials
from carnet.assistance.access import Paper
from carnet.assistance.identification import Document
from carnet.assistance.questions import Question
from carnet.assistance.tickets import LONGEST
from carnet.web.desk import words
from carnet.web.patient.identity_forms import CardForm, CodeField
from carnet.web.ui.assistance_words import DAYS, FILE_PROBLEMS
from carnet.web.ui.forms import PLAIN, DatePartsField

_DIGITS = {"inputmode": "numeric", "autocomplete": "one-time-code"}


class SignInForm(forms.Form):
    """First factor."""

    identifier = forms.CharField(
        label=_("Identifiant d’agent"),
        max_length=64,
        error_messages={"required": _("Écrivez votre identifiant d’agent.")},
        widget=forms.TextInput(
            {"autocomplete": "username webauthn", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("Mot de passe"),
        max_length=1024,
        strip=False,
        error_messages={"required": _("Écrivez votre mot de passe.")},
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )


class CodeForm(forms.Form):
    """Second factor."""

    code = forms.CharField(
        label=_("Code de votre application"),
        help_text=_("6 chiffres. Il change toutes les 30 secondes."),
        max_length=20,
        error_messages={"required": _("Écrivez les 6 chiffres de votre application.")},
        widget=forms.TextInput(_DIGITS),
    )


class NewPasskeyForm(CodeForm):
    """A passkey to add: its name, and a code, so that a session left open is not enough."""

    name = forms.CharField(
        label=_("Nom de la clé"),
        help_text=_("Pour la reconnaître plus tard."),
        max_length=60,
        error_messages={"required": _("Donnez un nom à cette clé.")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    field_order = ("name", "code")


class SetUpForm(forms.Form):
    """The one-time code that the operator gave."""

    identifier = SignInForm.base_fields["identifier"]
    code = CodeField(
        label=_("Code d’installation"),
        help_text=_("10 lettres et chiffres, donnés par votre responsable."),
        error_messages={"required": _("Écrivez le code d’installation.")},
    )


class FactorForm(CodeForm):
    """The password to choose, and a first code of the second factor."""

    password = forms.CharField(
        label=_("Mot de passe à choisir"),
        help_text=_("Au moins 9 caractères, avec minuscule, majuscule, chiffre et signe."),
        strip=False,
        error_messages={"required": _("Choisissez un mot de passe.")},
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    field_order = ["password", "code"]

    def clean_password(self) -> str:
        """Apply the rules of all passwords."""
        password: str = self.cleaned_data["password"]
        if problems := credentials.password_problems(password):
            raise ValidationError(problems)
        return password


class FindForm(CardForm):
    """Number and birth date: both must be right."""

    vitale = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """No browser of a desk proposes or keeps what belongs to a person."""
        super().__init__(*args, **kwargs)
        self.fields["birth_date"] = DatePartsField(
            label=_("Date de naissance"), help_text=_("Exemple\u00a0: 14 07 1958.")
        )


class AnswersForm(forms.Form):
    """The answers of the person; some may stay empty."""

    def __init__(self, *args: Any, asked: Iterable[Question], **kwargs: Any) -> None:
        """One field a question."""
        super().__init__(*args, **kwargs)
        for question in asked:
            self.fields[str(question)] = forms.CharField(
                label=words.QUESTIONS[question],
                required=False,
                max_length=200,
                widget=forms.TextInput(PLAIN),
            )

    def answers(self) -> dict[Question, str]:
        """What was answered."""
        return {Question(name): typed for name, typed in self.cleaned_data.items()}


class DocumentForm(forms.Form):
    """The identity document that the agent has in hand; its number is asked nowhere."""

    document = forms.ChoiceField(
        label=_("Document que vous avez en main"),
        choices=[(str(one), words.DOCUMENTS[one]) for one in Document],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez le document que vous avez en main.")},
    )
    name = forms.CharField(
        label=_("Nom de famille écrit sur le document"),
        max_length=100,
        error_messages={"required": _("Écrivez le nom de famille du document.")},
        widget=forms.TextInput(PLAIN),
    )


class ScanForm(forms.Form):
    """The signed mandate."""

    scan = forms.FileField(
        label=_("Mandat signé, numérisé"),
        help_text=_("Un fichier PDF, JPEG ou PNG, de 10\u00a0Mo au plus."),
        error_messages={
            "required": _("Choisissez le fichier du mandat signé."),
            "empty": FILE_PROBLEMS["empty"],
        },
        widget=forms.FileInput({"accept": ".pdf,.jpg,.jpeg,.png"}),
    )


class MandateForm(forms.Form):
    """Help for some days: signed on paper now, or agreed to online later."""

    days = forms.TypedChoiceField(
        label=_("Durée de l’aide"),
        choices=list(DAYS.items()),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une durée.")},
    )
    scan = forms.FileField(
        label=_("Mandat signé, numérisé"),
        help_text=_(
            "PDF, JPEG ou PNG, 10\u00a0Mo au plus. Sans fichier, la personne accepte en ligne."
        ),
        required=False,
        error_messages={"empty": FILE_PROBLEMS["empty"]},
        widget=forms.FileInput({"accept": ".pdf,.jpg,.jpeg,.png"}),
    )


class PaperForm(forms.Form):
    """On what document a supervisor changes who represents a child."""

    paper = forms.ChoiceField(
        label=_("Document que vous avez lu"),
        choices=[
            (Paper.JUDGMENT.name, _("Jugement")),
            (Paper.CIVIL_STATUS.name, _("Acte d’état civil")),
            (Paper.GUARDIANSHIP.name, _("Décision de tutelle")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez le document que vous avez lu.")},
    )


class DeathForm(forms.Form):
    """The day that the certificate says."""

    day = DatePartsField(label=_("Date du décès"), help_text=_("Exemple\u00a0: 14 07 2025."))
    seen = forms.BooleanField(
        label=_("J’ai vu l’acte de décès"),
        error_messages={"required": _("Cochez la case si vous avez vu l’acte de décès.")},
    )


class AnswerForm(forms.Form):
    """The answer to a question."""

    text = forms.CharField(
        label=_("Votre réponse"),
        help_text=_("Rien sur la santé de la personne."),
        max_length=LONGEST,
        error_messages={"required": _("Écrivez votre réponse.")},
        widget=forms.Textarea({"rows": 4}),
    )
