"""E-mail address and mobile: changed once the new one has answered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from carnet.accounts import contacts as accounts
from carnet.accounts import mailboxes, queries
from carnet.accounts.problems import Locked, Slowed, WrongProof
from carnet.notify import sms
from carnet.notify.sms import NotSent
from carnet.web.brake import slowed
from carnet.web.patient.activation_forms import ContactForm, OneTimeCodeForm
from carnet.web.patient.current import RecordRequest
from carnet.web.patient.dead_ends import locked
from carnet.web.patient.settings.again import recently_proven
from carnet.web.patient.settings.forms import page
from carnet.web.ui.forms import posted

_KEY = "contact"  # the one to come


class NewContactForm(ContactForm):
    """The same field as at the activation, named for what it does here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].label = (
            gettext_lazy("Nouvelle adresse e-mail, ou nouveau mobile")
            if sms.available()
            else gettext_lazy("Nouvelle adresse e-mail")
        )


@recently_proven
def contacts(request: RecordRequest) -> HttpResponse:
    """Where messages go today, and the form to change it."""
    form = NewContactForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return _send(request, form)
    return _page(request, form)


def _send(request: RecordRequest, form: NewContactForm) -> HttpResponse:
    contact = form.cleaned_data["contact"]
    try:
        accounts.send_code(request.account_id, contact)
    except Slowed as problem:
        form.add_error(None, slowed(problem))
        return _page(request, form)
    except Locked as problem:
        return locked(request, problem)
    except NotSent:
        form.add_error("contact", _("Le message n’est pas parti. Relisez l’adresse, ou réessayez."))
        return _page(request, form)
    request.session[_KEY] = contact
    return redirect("patient:contacts_code")


@recently_proven
def code(request: RecordRequest) -> HttpResponse:
    """The code that the new contact received."""
    contact = request.session.get(_KEY)
    if contact is None:
        return redirect("patient:contacts")
    form = OneTimeCodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            accounts.confirm(request.account_id, form.cleaned_data["code"])
        except Slowed as problem:
            form.add_error(None, slowed(problem))
        except Locked as problem:
            return locked(request, problem)
        except WrongProof:
            form.add_error("code", _("Ce code n’est pas le bon, ou il est trop ancien."))
        else:
            return _changed(request)
    return page(request, "contacts_code", form, contact=contact)


def _changed(request: RecordRequest) -> HttpResponse:
    del request.session[_KEY]
    messages.success(request, _("Votre contact est changé. L’ancien est prévenu."))
    return redirect("patient:contacts")


@recently_proven
@require_POST
def remove(request: RecordRequest) -> HttpResponse:
    """Forget one of the two, never the last one."""
    kind = "mobile" if request.POST.get("kind") == "mobile" else "email"
    if accounts.remove(request.account_id, kind):
        messages.success(request, _("C’est retiré. Nous n’y écrirons plus."))
    else:
        messages.error(request, _("Gardez au moins une adresse ou un mobile."))
    return redirect("patient:contacts")


def _page(request: RecordRequest, form: NewContactForm) -> HttpResponse:
    account = queries.account(request.account_id)
    return page(request, "contacts", form, account=account, refused=refused(account))


def refused(account: queries.Account) -> bool:
    """Whether the e-mail address takes no message any more."""
    return mailboxes.alive(account.email) != account.email
