"""Messages about the account itself, which no setting silences: a device, a contact, a password.

They say when and what kind, never where from nor anything of the record.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import override

from carnet.accounts import browsers, mailboxes
from carnet.accounts.models import Account
from carnet.base import outbox
from carnet.base.clock import LEGAL_ZONE
from carnet.notify import actions as notify
from carnet.notify import mail, sms


def device_seen(account: Account, name: str, at: datetime) -> None:
    """Tell the holder that a browser which was not known signed in, in this transaction."""
    warn(account, "device", at, address=_usual(account), device=name)
    notify.tell(account.person_id, "NOUVEL_APPAREIL")


def contact_changed(account: Account, former: str, at: datetime) -> None:
    """Tell the former address or number that messages leave it for another."""
    warn(account, "contact", at, address=former)


def password_changed(account: Account, at: datetime) -> None:
    """Tell the holder that the password is another one."""
    warn(account, "password", at, address=_usual(account))


def federation_removed(account: Account, at: datetime) -> None:
    """Tell the holder that the identity provider opens the account no more."""
    warn(account, "federation", at, address=_usual(account))


def warn(account: Account, about: str, at: datetime, *, address: str, device: str = "") -> None:
    """Write the message of ``accounts/warning_<about>.txt`` to come, to this address or number."""
    outbox.put(
        account.person_id, "account.warned", about=about, at=at.isoformat(),
        address=address, device=device, language=account.language,
    )  # fmt: skip


@outbox.sender("account.warned")
def send(
    person_id: int, *, about: str, at: str, address: str, device: str = "", language: str = ""
) -> None:
    """Send one of them, in the language of the person."""
    with override(language or settings.LANGUAGE_CODE):
        words = _words(datetime.fromisoformat(at)) | {"device": browsers.spoken(device)}
        if mailboxes.alive(address) != address:
            return  # refused for good, now or before: the history says so
        if "@" in address:
            with mailboxes.watched(person_id, address):
                mail.send(address, f"accounts/warning_{about}.txt", **words)
        else:
            sms.carrier().send(address, mail.render(f"accounts/warning_{about}_sms.txt", **words))


def _usual(account: Account) -> str:
    return mailboxes.alive(account.email) or account.mobile


def _words(moment: datetime) -> dict[str, str]:
    local = moment.astimezone(LEGAL_ZONE)
    parts = {"hour": local.hour, "minute": f"{local:%M}"}
    return {
        "day": formats.date_format(local, "j F Y").replace(" ", "\u00a0", 1),
        "hour": _("%(hour)s\u00a0h\u00a0%(minute)s") % parts,
    }
