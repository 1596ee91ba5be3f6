"""What people do at noon, through the same actions as the pages and with the same proofs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.contrib.auth.hashers import make_password

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import actions, codes, family, opposition
from carnet.accounts.activation import is_fresh
from carnet.accounts.problems import AccountProblem
from carnet.accounts.proof import Proof
from carnet.demo.year.plan import Deed, Life
from carnet.demo.year.post import Post
from carnet.records import actions as records
from carnet.records.problems import Impossible, Refused
from carnet.sharing.problems import FamilyProblem

ADDRESS = "127.0.0.1"
_SYSTEM = Actor(ActorKind.SYSTEM)


class Acting:
    """Everybody of the plan. ``people``: person_id by number of a life, filled as they come."""

    def __init__(self, lives: Iterable[Life], people: dict[int, int], post: Post) -> None:
        self._people = people
        self._children = defaultdict[int, list[str]](list)
        for life in lives:
            if life.parent:
                self._children[life.parent.number].append(life.person.first_name)
        self._post = post
        self._password = make_password("une Phrase 2 passe")  # slow, and the same for everybody

    def do(self, life: Life, deed: Deed) -> bool:
        """Try one deed; False when the house refuses it."""
        verb = _AS_PARENT.get(deed) if life.parent else _ALONE.get(deed)
        try:
            (verb or _SAME[deed])(self, life)
        except (AccountProblem, FamilyProblem, Impossible, Refused):
            return False
        return True

    def activate(self, life: Life) -> None:
        """With the card and the code, then an identifier."""
        person_id = actions.prove(self._proof(life), ADDRESS)
        person = life.person
        identifier = f"personne-{life.number:08d}"
        contact = person.email if life.number % 2 else person.mobile
        actions.complete(person_id, identifier, self._password, contact)

    def oppose(self, life: Life) -> None:
        """With the same proof; past the window it closes."""
        person_id = actions.prove_for_opposition(self._proof(life), ADDRESS)
        actions.oppose(person_id, opposition.way(person_id))

    def change_mind(self, life: Life) -> None:
        """With the same proof."""
        actions.withdraw_opposition(actions.prove_for_opposition(self._proof(life), ADDRESS))

    def activate_child(self, life: Life) -> None:
        """A parent certifies, with the child's code."""
        family.activate(*self._prove_child(life))

    def oppose_for_child(self, life: Life) -> None:
        """A parent certifies, and opposes or closes."""
        parent_id, child_id = self._prove_child(life)
        if way := family.way(child_id):
            family.oppose(parent_id, child_id, way)

    def say_no(self, life: Life) -> None:
        """A parent is no legal representative."""
        family.deny(*self._prove_child(life))

    def change_mind_for_child(self, life: Life) -> None:
        """The parent who opposed needs no code any more."""
        assert life.parent is not None  # noqa: S101 - a child's deed
        child_id = self._people[life.number]
        family.withdraw_opposition(self._people[life.parent.number], child_id)

    def _prove_child(self, life: Life) -> tuple[int, int]:
        assert life.parent is not None  # noqa: S101 - a child's deed
        parent_id, child_id = self._people[life.parent.number], self._people[life.number]
        family.prove_code(parent_id, child_id, self._code(life), ADDRESS)
        return parent_id, child_id

    def ask_closing(self, life: Life) -> None:
        """Ask it from the settings."""
        records.request_closing(*self._own(life))

    def ask_closing_and_deletion(self, life: Life) -> None:
        """Ask both at once."""
        records.request_closing(*self._own(life), delete=True)

    def cancel_closing(self, life: Life) -> None:
        """During the cooling-off."""
        records.cancel_closing(*self._own(life))

    def reopen(self, life: Life) -> None:
        """Bring the archive back."""
        records.reopen(*self._own(life))

    def ask_deletion(self, life: Life) -> None:
        """Of an archive."""
        records.request_deletion(*self._own(life))

    def be_suspended(self, life: Life) -> None:
        """By the operator."""
        records.suspend(self._people[life.number], _SYSTEM, records.Reason.FRAUD)

    def be_resumed(self, life: Life) -> None:
        """By the operator."""
        records.resume(self._people[life.number], _SYSTEM)

    def _own(self, life: Life) -> tuple[int, Actor]:
        person_id = self._people[life.number]
        return person_id, Actor(ActorKind.PERSON, person_id)

    def _proof(self, life: Life) -> Proof:
        person = life.person
        return Proof(person.matricule, person.vitale, person.birth_date, self._code(life))

    def _code(self, life: Life) -> str:
        """The code that the letter or e-mail brought; a new one when it serves no more."""
        person_id = self._people[life.number]
        if not is_fresh(person_id):
            actions.renew_code(person_id)
            self._post.print_letters()
        reader = life.parent or life
        child = life.person.first_name if life.parent else ""
        by_mail = reader.number % 2 == 1
        found = (
            self._post.code_by_email(reader.person.email, child, self._children[reader.number])
            if by_mail
            else self._post.code_by_letter(person_id)
        )
        return codes.normalise(found)


_SAME: dict[Deed, Callable[[Acting, Life], None]] = {
    Deed.ASK_CLOSING: Acting.ask_closing,
    Deed.ASK_CLOSING_AND_DELETION: Acting.ask_closing_and_deletion,
    Deed.CANCEL_CLOSING: Acting.cancel_closing,
    Deed.REOPEN: Acting.reopen,
    Deed.ASK_DELETION: Acting.ask_deletion,
    Deed.BE_SUSPENDED: Acting.be_suspended,
    Deed.BE_RESUMED: Acting.be_resumed,
}
_ALONE = {
    Deed.ACTIVATE: Acting.activate,
    Deed.OPPOSE: Acting.oppose,
    Deed.CHANGE_MIND: Acting.change_mind,
}
_AS_PARENT = {
    Deed.ACTIVATE: Acting.activate_child,
    Deed.OPPOSE: Acting.oppose_for_child,
    Deed.SAY_NO: Acting.say_no,
    Deed.CHANGE_MIND: Acting.change_mind_for_child,
}
