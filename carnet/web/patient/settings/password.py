"""A new password: the other sessions end, and the holder is told."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from carnet.accounts import passwords, sessions
from carnet.web.patient.activation_forms import PASSWORD_RULES
from carnet.web.patient.current import RecordRequest, in_account
from carnet.web.patient.settings.forms import PasswordForm, page, proven
from carnet.web.ui.forms import posted


class NewPasswordForm(PasswordForm):
    """The password of today, then the one to come."""

    new = forms.CharField(
        label=gettext_lazy("Nouveau mot de passe"),
        help_text=PASSWORD_RULES,
        strip=False,
        error_messages={"required": gettext_lazy("Choisissez un nouveau mot de passe.")},
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, account_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Mot de passe actuel")
        self.account_id = account_id

    def clean_new(self) -> str:
        """Apply the rules; the same again is no change."""
        new: str = self.cleaned_data["new"]
        problems = passwords.problems(self.account_id, new)
        if new == self.data.get("password"):
            problems.append(_("C’est déjà votre mot de passe. Choisissez-en un autre."))
        if problems:
            raise ValidationError(problems)
        return new


@in_account
def password(request: RecordRequest) -> HttpResponse:
    """Change it."""
    account_id = request.account_id
    form = NewPasswordForm(posted(request), account_id=account_id)
    if request.method == "POST" and form.is_valid() and proven(request, form):
        _change(request, account_id, form.cleaned_data["new"])
        messages.success(
            request, _("Le mot de passe est changé. Les autres sessions sont fermées.")
        )
        return redirect("patient:settings")
    return page(request, "password", form)


def _change(request: RecordRequest, account_id: int, new: str) -> None:
    account = passwords.change(account_id, new)
    before = str(request.session.session_key)
    sessions.end_others(account_id, before)
    update_session_auth_hash(request, account)  # under a new key
    request.session.save()
    sessions.renamed(before, str(request.session.session_key))
