"""How a person is told of news, and by which messages; all stay in the notification centre."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from carnet.accounts import browsers, queries
from carnet.accounts.queries import Account
from carnet.notify import preferences, pushes, sms
from carnet.notify.preferences import Preferences
from carnet.notify.topics import ACCESS, DOCUMENTS, HOUSE, PACES, Channel, Pace
from carnet.web.patient.current import RecordRequest, in_account
from carnet.web.patient.settings import pushing
from carnet.web.patient.settings.forms import page
from carnet.web.ui.forms import posted

TOPICS = {
    ACCESS: gettext_lazy("Un soignant consulte un carnet"),
    DOCUMENTS: gettext_lazy("Un document arrive ou change"),
    HOUSE: gettext_lazy("Le service ou un proche me répond"),
}
_HELP = {ACCESS: gettext_lazy("Un message par jour au plus pour chaque soignant.")}
WORDS = {
    Pace.EACH: gettext_lazy("Tout de suite"),
    Pace.DAILY: gettext_lazy("Dans le message du jour"),
    Pace.NEVER: gettext_lazy("Jamais, je regarde ici"),
}


class NoticesForm(forms.Form):
    """One choice for each topic, then the messages that can reach this account."""

    by = forms.MultipleChoiceField(
        label=gettext_lazy("Par quel message"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Gardez au moins un message.")},
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for topic, label in TOPICS.items():
            self.fields[topic] = _paces(topic, str(label))
        ways = dict(_ways(account))
        if len(ways) > 1:
            self.fields["by"].choices = list(ways.items())  # type: ignore[attr-defined]
        else:  # there is nothing to choose
            del self.fields["by"]
        self.order_fields([*TOPICS, "by"])

    def chosen(self) -> Preferences:
        """What a sound form says."""
        kept = self.cleaned_data
        by = frozenset(Channel(one) for one in kept["by"]) if "by" in kept else None
        return Preferences({topic: Pace(kept[topic]) for topic in TOPICS}, by)


def _paces(topic: str, label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=str(_HELP.get(topic, "")),
        choices=[(pace.value, WORDS[pace]) for pace in PACES[topic]],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez quand nous vous écrivons.")},
    )


def _ways(account: Account) -> Iterator[tuple[str, str]]:
    if account.email:
        yield Channel.EMAIL.value, _("E-mail")
    if account.mobile and sms.available() and settings.NOTICE_SMS_PER_DAY > 0:
        most = settings.NOTICE_SMS_PER_DAY
        yield Channel.SMS.value, _("SMS, %(n)d par jour au plus") % {"n": most}


@in_account
def notices(request: RecordRequest) -> HttpResponse:
    """Choose; below, the devices that take push messages."""
    account = queries.account(request.account_id)
    known = preferences.of(account.person_id)
    first = {**known.paces, "by": known.texts()}
    form = NoticesForm(posted(request), account=account, initial=first)
    if request.method == "POST" and form.is_valid():
        preferences.choose(account.person_id, form.chosen())
        messages.success(request, _("Votre choix est gardé."))
        return redirect("patient:notices")
    devices = [(one, browsers.spoken(one.name)) for one in pushes.listed(account.person_id)]
    more = {"hour": settings.DIGEST_HOUR, "devices": devices}
    return page(request, "notices", form, **more, **pushing.offered(request))


def summary(person_id: int) -> list[tuple[str, str]]:
    """Each topic with its pace, in words."""
    paces = preferences.of(person_id).paces
    return [(str(label), str(WORDS[paces[topic]])) for topic, label in TOPICS.items()]
