"""What a failed form says at the head of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Problem:
    """One error and the id of the input that mends it ("" when the whole form is at fault)."""

    message: str
    target: str


def problems(form: forms.BaseForm) -> list[Problem]:
    """One problem a faulty field, in the order of the page, after those of the whole form."""
    whole = [Problem(str(message), "") for message in form.non_field_errors()]
    return whole + [Problem(str(field.errors[0]), _target(field)) for field in form if field.errors]


def _target(field: forms.BoundField) -> str:
    widget = field.field.widget
    identifier = str(field.auto_id)
    many = isinstance(widget, forms.MultiWidget | forms.RadioSelect | forms.CheckboxSelectMultiple)
    return f"{identifier}_0" if many else identifier


def title_prefix(form: Any) -> str:
    """« Erreur : » when ``form`` was sent and is not sound."""
    failed = isinstance(form, forms.BaseForm) and form.is_bound and bool(form.errors)
    return _("Erreur\u00a0: ") if failed else ""
