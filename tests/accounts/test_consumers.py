import pytest
from django.core import mail

from carnet.accounts.models import Account
from carnet.base import outbox
from carnet.notify.actions import tell
from tests.accounts.world import CHILD, MOTHER, account, certified, enrol

pytestmark = pytest.mark.django_db
NEWS = "Vous avez du nouveau dans votre carnet"


@pytest.fixture
def family() -> tuple[int, int]:
    mother_id, _account_id = account()
    [enrolled] = enrol(CHILD)
    child = certified(enrolled)
    mail.outbox.clear()
    return mother_id, child


def subjects() -> list[str]:
    outbox.drain()
    return [str(message.subject) for message in mail.outbox]


def test_news_go_to_the_holder_without_content(family: tuple[int, int]) -> None:
    tell(family[0], "AJOUT_DOCUMENT", entry_no=3)
    assert subjects() == [NEWS]
    [message] = mail.outbox
    assert message.to == [MOTHER.email]
    for secret in ("document", "DESMAUX", "NATHALIE", MOTHER.matricule[:13]):
        assert secret not in str(message.body)


def test_news_of_a_child_go_to_the_representatives(family: tuple[int, int]) -> None:
    tell(family[1], "AJOUT_DOCUMENT")
    assert subjects() == [NEWS]


def test_what_is_secret_from_representatives_sends_nothing(family: tuple[int, int]) -> None:
    tell(family[1], "AJOUT_DOCUMENT", secret_from_representatives=True)
    assert subjects() == []


def test_somebody_without_an_account_is_not_written_to() -> None:
    [outcome] = enrol(MOTHER)
    mail.outbox.clear()
    tell(outcome.person_id, "AJOUT_DOCUMENT")
    assert subjects() == []


def test_a_lot_of_documents_is_one_message(family: tuple[int, int]) -> None:
    for entry_no in range(5):
        tell(family[0], "AJOUT_DOCUMENT", entry_no=entry_no)
    assert subjects() == [NEWS]
    tell(family[0], "AJOUT_DOCUMENT", entry_no=6)
    assert subjects() == [NEWS, NEWS]


def test_a_closed_account_is_not_written_to(family: tuple[int, int]) -> None:
    tell(family[0], "AJOUT_DOCUMENT")
    Account.objects.update(is_active=False)
    assert subjects() == []
