"""The life of one record as a clerk would keep it on a card: neither table nor SQL."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from carnet.access.facts import ActorKind
from carnet.base.clock import LEGAL_ZONE

OPEN = ("created", "active")
BY_SYSTEM = {"open_record", "suspend", "resume"}
BY_PEOPLE = {"block_creation", "withdraw_opposition", "request_closing", "cancel_closing"}
BY_PEOPLE |= {"cancel_deletion", "begin_again"}
NOT_BY_THE_PERSON = {"record_death", "withdraw_death"}


@dataclass
class Card:
    """What a clerk would note on a card, and the rules that the clerk would know."""

    state: str = "not_created"
    activated: bool = False
    due: datetime | None = None
    closed: datetime | None = None
    delete: bool = False
    dead: bool = False
    before: Card | None = None  # the card as it was before the death
    documents: list[bytes] = field(default_factory=list)

    def may(self, verb: str, kind: ActorKind) -> bool:
        if verb in BY_SYSTEM:
            return kind is ActorKind.SYSTEM
        if verb in BY_PEOPLE:
            return kind in (ActorKind.PERSON, ActorKind.AGENT)
        if verb in NOT_BY_THE_PERSON:
            return kind in (ActorKind.AGENT, ActorKind.SYSTEM)
        return kind in (ActorKind.PERSON, ActorKind.AGENT, ActorKind.SYSTEM)

    def opened(self) -> str:
        return "active" if self.activated else "created"

    def do(self, verb: str, now: datetime) -> bool | None:  # noqa: C901, PLR0911, PLR0912
        """Do it: True when something changed, False when it is so already, None: impossible."""
        closing, state = self.state in OPEN and self.due is not None, self.state
        match verb:
            case "oppose" | "block_creation":
                return self.to("opposed", state == "not_created", state == "opposed")
            case "withdraw_opposition" | "open_record":
                start = "opposed" if verb == "withdraw_opposition" else "not_created"
                return self.to("created", state == start, state == "created")
            case "activate":
                fits = state in ("not_created", "created")
                self.activated = self.activated or fits
                return self.to("active", fits, state == "active")
            case "request_closing" | "cancel_closing":
                if state not in OPEN:
                    return None
                changes = closing is (verb == "cancel_closing")
                if changes:
                    self.due = None if closing else now + timedelta(days=7)
                    self.delete = False
                return changes
            case "close_now":
                return self.end("closed", now, (*OPEN, "suspended"), state == "closed")
            case "reopen":
                return self.to(
                    self.opened(), state in ("closed", "deletion_pending"), state in OPEN
                )
            case "request_deletion":
                there = state == "deletion_pending"
                done = self.to("deletion_pending", state == "closed", there, closed=self.closed)
                self.due = now + timedelta(days=30) if done else self.due
                return done
            case "cancel_deletion":
                return self.end("closed", now, ("deletion_pending",), state == "closed")
            case "suspend":
                done = self.to("suspended", state in OPEN and not closing, state == "suspended")
                self.due = now + timedelta(days=42) if done else self.due
                return done
            case "contest":
                return self.contest() if state == "suspended" else None
            case "resume":
                return self.to(self.opened(), state == "suspended", state in OPEN)
            case "record_death":
                return self.die(now)
            case "withdraw_death":
                return self.live(now)
            case _:
                return self.to("created", state == "deleted", state == "created")

    def contest(self) -> bool:
        timed, self.due = self.due is not None, None
        return timed

    def to(self, end: str, fits: bool, there: bool, closed: datetime | None = None) -> bool | None:
        if not fits:
            return False if there else None
        self.state, self.due, self.closed, self.delete = end, None, closed, False
        return True

    def end(self, end: str, now: datetime, starts: tuple[str, ...], there: bool) -> bool | None:
        closed = self.closed or now
        done = self.to(end, self.state in starts, there, closed=closed)
        if done:
            self.due = ten_years_after(closed)
        return done

    def die(self, now: datetime) -> bool | None:
        if self.state in ("deletion_pending", "deleted"):
            told, self.dead = self.dead, True
            return not told
        card = replace(self, before=None)
        done = self.end("deceased", now, (*OPEN, "not_created", "opposed", "suspended", "closed"),
                        self.state == "deceased")  # fmt: skip
        if done:
            self.before, self.dead = card, True
        return done

    def live(self, now: datetime) -> bool | None:
        if self.state in ("deletion_pending", "deleted"):
            told, self.dead = self.dead, False
            return told
        if self.state != "deceased" or self.before is None:
            return None
        card = self.before
        self.state, self.closed, self.dead = card.state, card.closed, False
        self.due = {
            "suspended": now + timedelta(days=42),
            "closed": ten_years_after(card.closed or now),
        }.get(card.state)
        return True

    def time(self, now: datetime) -> list[str]:
        """What the clerk finds due this morning: the kinds of the lines it makes."""
        if self.due is None or self.due > now:
            return []
        if self.state in (*OPEN, "suspended"):
            asked = self.delete
            self.end("closed", now, (*OPEN, "suspended"), there=False)
            if asked:
                self.do("request_deletion", now)
            return ["RECORD_CLOSED", *(["DELETION_REQUESTED"] if asked else [])]
        self.to("deleted", fits=True, there=False, closed=self.closed)
        self.activated, self.documents = False, []
        return ["RECORD_DELETED", "KEY_DESTROYED"]


def ten_years_after(moment: datetime) -> datetime:
    day = moment.astimezone(LEGAL_ZONE)
    if (day.month, day.day) == (2, 29):
        day += timedelta(days=1)
    return day.replace(year=day.year + 10)
