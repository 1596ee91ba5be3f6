"""Forms of « Accès et partage »: how long one agrees, and what one opens in an emergency."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from carnet.base import clock
from carnet.web.patient.first_steps_forms import EmergencyForm

_CHOOSE = {"required": _("Choisissez une durée."), "invalid_choice": _("Choisissez une durée.")}
_DAYS = {"day": 1, "month": 31}
LASTS = {
    1: _("1 heure"), 24: _("1 jour"), 168: _("1 semaine"), 744: _("1 mois"), 8760: _("1 an"),
}  # fmt: skip


class DurationForm(forms.Form):
    """How long a professional or a structure may read."""

    duration = forms.ChoiceField(
        label=_("Pendant combien de temps\u00a0?"),
        choices=[
            ("day", _("1 jour")),
            ("month", _("1 mois")),
            ("open", _("Jusqu’à ce que je dise non")),
        ],
        widget=forms.RadioSelect,
        error_messages=_CHOOSE,
    )

    @property
    def until(self) -> datetime | None:
        """When the agreement of this sound form ends; None when the person will say."""
        days = _DAYS.get(self.cleaned_data["duration"])
        return clock.now() + timedelta(days=days) if days else None


class CodeForm(forms.Form):
    """How long the professional who presents the code may read."""

    hours = forms.TypedChoiceField(
        label=_("Le soignant pourra lire ce carnet pendant"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages=_CHOOSE,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer what the house admits."""
        super().__init__(*args, **kwargs)
        self.fields["hours"].choices = [  # type: ignore[attr-defined]
            (hours, LASTS[hours]) for hours in settings.CONSENT_HOURS
        ]


class SwitchesForm(EmergencyForm):
    """The three switches, each with what it changes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say more than the first steps, where one has time to read."""
        super().__init__(*args, **kwargs)
        for name, words in _CHANGES.items():
            self.fields[name].help_text = words


_CHANGES = {
    "regulation": _(
        "Oui\u00a0: le médecin qui répond au 15 lit ce carnet pendant l’appel."
        " Non\u00a0: il ne lit rien, même si votre vie est en danger."
    ),
    "other_professionals": _(
        "Oui\u00a0: un soignant des urgences lit ce carnet, s’il écrit pourquoi."
        " Non\u00a0: sans votre accord, il ne lit rien."
    ),
    "hidden_documents": _(
        "Oui\u00a0: en urgence, ils lisent aussi ce que vous avez masqué."
        " Non\u00a0: ce qui est masqué le reste."
    ),
}
