"""Takes what is new to the people concerned: the holder, or the representatives of a minor."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import override

from carnet.accounts.models import Account
from carnet.base import outbox
from carnet.base.models import Outbox
from carnet.notify import mail, sms
from carnet.sharing import queries as sharing


@outbox.consumer("notice.told")
def fan_out(person_id: int, *, secret_from_representatives: bool = False) -> None:
    """Find whom to write to: one effect each, so that a failure never writes twice to another."""
    readers = [person_id]
    if not secret_from_representatives:
        readers += sharing.representatives(person_id)
    accounts = Account.objects.filter(person_id__in=readers, is_active=True)
    for account_id in accounts.values_list("pk", flat=True):
        if not _about_to_write(account_id):
            outbox.put(person_id, "notice.write", account_id=account_id)


def _about_to_write(account_id: int) -> bool:
    """One message is enough for a lot of documents that come together."""
    waiting = Outbox.objects.filter(kind="notice.write", attempts=0)
    return waiting.filter(payload__account_id=account_id).exists()


@outbox.consumer("notice.write")
def write(person_id: int, account_id: int) -> None:
    """Send « Vous avez du nouveau » to one account."""
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is None:
        return
    with override(account.language or settings.LANGUAGE_CODE):
        if account.email:
            mail.send(account.email, "notify/news.txt")
        elif account.mobile:
            sms.carrier().send(account.mobile, mail.render("notify/news_sms.txt"))
