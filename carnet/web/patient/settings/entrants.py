"""Who can enter this record, and which records the reader can enter."""

from __future__ import annotations

from django.http import HttpResponse

from carnet.accounts import queries as accounts
from carnet.identity import people
from carnet.sharing import queries as sharing
from carnet.web.patient.current import RecordRequest, full_name, in_account
from carnet.web.patient.settings.forms import page


@in_account
def entrants(request: RecordRequest) -> HttpResponse:
    """Family on this page; those who care are on « Accès et partage »."""
    profile = request.profile
    representatives = sharing.representatives(profile.person_id)
    others = [person for person in representatives if person != profile.reader_id]
    mine = [one for one in accounts.profiles(request.account_id) if not one.own and not one.helped]
    return page(
        request,
        "entrants",
        represented=bool(representatives),
        others=[full_name(people.person(person)) for person in others],
        children=[full_name(people.person(child.person_id)) for child in mine],
    )
