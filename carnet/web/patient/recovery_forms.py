"""What is typed to get back a forgotten identifier or password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from carnet.accounts import recovery
from carnet.accounts.proof import Card
from carnet.notify import sms
from carnet.web.patient.activation_forms import PASSWORD_RULES
from carnet.web.patient.identity_forms import CardForm

EMAIL, SMS = "email", "sms"


class RecoveryForm(CardForm):
    """The card, the birth date, and how the message comes where text messages can be sent."""

    channel = forms.ChoiceField(
        label=_("Comment recevoir le message"),
        help_text=_("À l’adresse ou au mobile que vous avez confirmés, si vous en avez deux."),
        choices=[(EMAIL, _("Par e-mail")), (SMS, _("Par SMS"))],
        initial=EMAIL,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choisissez l’e-mail ou le SMS."),
            "invalid_choice": _("Choisissez l’e-mail ou le SMS."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Without a carrier of text messages nothing is to be chosen."""
        super().__init__(*args, **kwargs)
        if not sms.available():
            del self.fields["channel"]

    @property
    def wish(self) -> str:
        """The channel of this sound form."""
        return str(self.cleaned_data.get("channel", EMAIL))

    def card(self) -> Card:
        """What this sound form proves."""
        given = self.cleaned_data
        return Card(given["matricule"], given["vitale"], given["birth_date"])


class ReminderForm(RecoveryForm):
    """The same without the card's serial number: an identifier opens nothing by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for less."""
        super().__init__(*args, **kwargs)
        del self.fields["vitale"]


class NewPasswordForm(forms.Form):
    """A password that follows the rules, and is not the former one."""

    password = forms.CharField(
        label=_("Nouveau mot de passe"),
        help_text=PASSWORD_RULES,
        max_length=1024,
        strip=False,
        error_messages={"required": _("Choisissez un mot de passe.")},
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, person_id: int, **kwargs: Any) -> None:
        """``person_id``: whose password it will be."""
        super().__init__(*args, **kwargs)
        self.person_id = person_id

    def clean_password(self) -> str:
        """Apply the rules."""
        password: str = self.cleaned_data["password"]
        problems = recovery.problems(self.person_id, password)
        if problems:
            raise ValidationError(problems)
        return password
