"""Forms of the theme: their renderer, what was sent, and a date in three parts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

PLAIN = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class Renderer(TemplatesSetting):
    """Makes ``{{ form }}`` right by default: summary, then each field (``FORM_RENDERER``)."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, were it nothing at all: an empty form is a form to refuse."""
    return request.POST if request.method == "POST" else None


class DatePartsWidget(forms.MultiWidget):
    """Day, month and year, each typed."""

    template_name = "ui/date_inputs.html"
    use_fieldset = True

    def __init__(self, *, birth: bool = False) -> None:
        """With ``birth``, the browser may propose the person's own birth date."""
        parts = ("day", "month", "year")
        inputs = [forms.TextInput(_part(part, birth=birth)) for part in parts]
        super().__init__(inputs)

    def decompress(self, value: date | None) -> list[str]:
        """Show a known date in its parts."""
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]


def _part(part: str, *, birth: bool) -> dict[str, str]:
    return {
        "inputmode": "numeric",
        "autocomplete": f"bday-{part}" if birth else "off",
        "maxlength": "4" if part == "year" else "2",
        "class": f"part part-{part}",
    }


class DatePartsField(forms.MultiValueField):
    """A date typed as jj mm aaaa; cleans to ``datetime.date``."""

    widget = DatePartsWidget
    default_error_messages = {
        "required": _("Écrivez le jour, le mois et l’année."),
        "invalid": _("Cette date n’existe pas. Exemple\u00a0: 14 07 1958."),
    }

    def __init__(self, *, birth: bool = False, **kwargs: Any) -> None:
        fields = [forms.CharField(required=False) for _part in range(3)]
        kwargs.setdefault("widget", DatePartsWidget(birth=birth))
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> date | None:
        """Make the date, or say what is wrong."""
        if not self.required and not any(data_list or ()):  # spaces alone are no date either
            return None
        if not all(data_list):
            raise ValidationError(self.error_messages["required"], code="incomplete")
        try:
            day, month, year = (int(part) for part in data_list)
            return date(year, month, day)
        except (ValueError, OverflowError):
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
