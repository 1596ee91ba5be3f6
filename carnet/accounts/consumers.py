"""Takes what is new to the people concerned: the holder, or the representatives of a minor."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import override

from carnet.accounts import mailboxes, silence
from carnet.accounts.models import Account
from carnet.base import outbox
from carnet.base.database import rows
from carnet.base.outbox import Effect
from carnet.notify import mail, sms
from carnet.sharing import queries as sharing

_ACCOUNTS = """
SELECT person_id, id, silenced::text FROM accounts_account WHERE person_id = ANY(%s) AND is_active
"""
_WAITING = """
SELECT (payload ->> 'account_id')::bigint FROM base_outbox
WHERE kind = 'notice.write' AND attempts = 0
"""


@outbox.consumer_of_many("notice.told")
def fan_out(effects: Sequence[Effect]) -> None:
    """Find whom to write to: one effect each, so that a failure never writes twice to another."""
    told = [one for one in _told(effects) if one.kind not in silence.TOLD_APART]
    found = rows(_ACCOUNTS, [sorted({one.reader_id for one in told})])
    accounts = {reader: (account_id, json.loads(kinds)) for reader, account_id, kinds in found}
    concerned = {
        accounts[one.reader_id][0]: one.person_id
        for one in told
        if one.reader_id in accounts and one.kind not in accounts[one.reader_id][1]
    }
    if concerned:
        # One message is enough for a lot of documents that come together.
        for (account_id,) in rows(_WAITING):
            concerned.pop(account_id, None)
        outbox.put_many(
            "notice.write",
            ((person, {"account_id": account_id}) for account_id, person in concerned.items()),
        )


class _Told(NamedTuple):
    person_id: int
    reader_id: int
    kind: str


def _told(effects: Sequence[Effect]) -> Iterator[_Told]:
    """Each person of whom there is news, with each who is to know it."""
    family = [one for one in effects if not one.payload.get("secret_from_representatives")]
    parents = sharing.representatives_of({one.person_id for one in family})
    for one in effects:
        yield _Told(one.person_id, one.person_id, one.payload.get("kind", ""))
    for one in family:
        for parent in parents.get(one.person_id, ()):
            yield _Told(one.person_id, parent, one.payload.get("kind", ""))


@outbox.sender("notice.write")
def write(person_id: int, account_id: int) -> None:
    """Send « Vous avez du nouveau » to one account, where it can still be reached."""
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is None:
        return
    with override(account.language or settings.LANGUAGE_CODE):
        if email := mailboxes.alive(account.email):
            with mailboxes.watched(account.person_id, email):
                mail.send(email, "notify/news.txt")
        elif account.mobile:
            sms.carrier().send(account.mobile, mail.render("notify/news_sms.txt"))
