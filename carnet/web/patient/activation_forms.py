"""Forms of the activation: what is typed is read kindly, and refused with what to write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from carnet.accounts import credentials, fields, queries
from carnet.notify import sms
from carnet.web.ui.forms import PLAIN

PASSWORD_RULES = _(
    "Au moins 9 caractères, avec une minuscule, une majuscule, un chiffre "
    "et un signe, par exemple un tiret. Sans votre nom ni votre date de naissance."
)


class CredentialsForm(forms.Form):
    """Second screen: identifier and password."""

    identifier = forms.CharField(
        label=_("Identifiant"),
        help_text=_(
            "Au moins 8 lettres sans accent, chiffres, points ou tirets. "
            "Vous ne pourrez pas le changer."
        ),
        error_messages={"required": _("Choisissez un identifiant.")},
        widget=forms.TextInput({**PLAIN, "autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Mot de passe"),
        help_text=PASSWORD_RULES,
        strip=False,
        error_messages={"required": _("Choisissez un mot de passe.")},
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, personal: list[str], **kwargs: Any) -> None:
        """``personal``: the words that a password may not hold."""
        super().__init__(*args, **kwargs)
        self.personal = personal

    def clean_identifier(self) -> str:
        """Apply the rules, then ask whether it is free."""
        identifier: str = self.cleaned_data["identifier"]
        problems: list[Any] = list(credentials.identifier_problems(identifier))
        if not problems and queries.identifier_taken(identifier):
            problems = [_("Cet identifiant est déjà pris. Choisissez-en un autre.")]
        if problems:
            raise ValidationError(problems)
        return identifier

    def clean_password(self) -> str:
        """Apply the rules; the identifier counts as personal."""
        password: str = self.cleaned_data["password"]
        personal = [*self.personal, self.data.get("identifier", "")]
        problems = credentials.password_problems(password, personal)
        if problems:
            raise ValidationError(problems)
        return password


class ContactForm(forms.Form):
    """Third screen: where one-time codes go. A mobile only where SMS can be sent."""

    contact = forms.CharField(
        label=_("Adresse e-mail"),
        help_text=_("Exemple\u00a0: nom@exemple.fr. Nous y envoyons un code."),
        max_length=254,
        error_messages={"required": _("Écrivez votre adresse e-mail.")},
        widget=forms.TextInput(
            {"inputmode": "email", "autocomplete": "email", "autocapitalize": "none"}
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the mobile in words when a carrier is there."""
        super().__init__(*args, **kwargs)
        if sms.available():
            self.fields["contact"].label = _("Adresse e-mail ou mobile")
            self.fields["contact"].widget.attrs["inputmode"] = "text"

    def clean_contact(self) -> str:
        """An e-mail address, or a mobile as E.164."""
        typed: str = self.cleaned_data["contact"].strip()
        if "@" not in typed and sms.available():
            return self._mobile(typed)
        validate_email(typed)
        return typed

    def _mobile(self, typed: str) -> str:
        try:
            return fields.mobile(typed)
        except ValueError:
            raise ValidationError(_("Écrivez une adresse e-mail ou un numéro de mobile.")) from None


class OneTimeCodeForm(forms.Form):
    """The six digits that were just sent."""

    code = forms.CharField(
        label=_("Code à 6 chiffres"),
        help_text=_("Il est dans le message que nous venons d’envoyer."),
        max_length=20,
        error_messages={"required": _("Écrivez le code à 6 chiffres.")},
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
