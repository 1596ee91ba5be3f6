"""All the settings on one page, each with its present value in words."""

from __future__ import annotations

from django.http import HttpResponse

from carnet.accounts import devices, federated, passkeys, queries
from carnet.contents.refusals import refuses
from carnet.web.patient.current import RecordRequest, in_account
from carnet.web.patient.settings.contacts import refused
from carnet.web.patient.settings.forms import page
from carnet.web.patient.settings.notices import summary


@in_account
def index(request: RecordRequest) -> HttpResponse:
    """The map."""
    account_id = request.account_id
    places = devices.listed(account_id, str(request.session.session_key))
    account = queries.account(account_id)
    return page(
        request,
        "index",
        account=account,
        refused=refused(account),
        passkeys=len(passkeys.listed(account_id)),
        devices=sum(place.device_id is not None for place in places),
        sessions=sum(place.session_id is not None for place in places),
        heard=summary(account.person_id),
        link=federated.link(account_id),
        life=request.life,
        draws_results=not refuses(request.profile.person_id),
    )


@in_account
def language(request: RecordRequest) -> HttpResponse:
    """The languages of the pages."""
    return page(request, "language")
