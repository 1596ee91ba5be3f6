"""Who visits, and every address that each kind of visitor can reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from carnet.access.facts import ActorKind
from carnet.base.ids import Kind, Pointer, conceal
from carnet.journal.queries import history
from carnet.journal.wanted import Wanted
from carnet.records import trace
from carnet.web.patient import entrusted
from carnet.web.patient.dead_ends import PAGES
from carnet.web.patient.search_asked import Asked
from uichecks import filing, own, replaced, viewing
from uichecks.house import House
from uichecks.world import FERRITIN, World

# Screens of these visitors do not exist yet: their checks wait.
ABSENT = ("professional", "publisher")
# A holder with documents, the same in her child's record, one without documents, one on the way in,
# a caregiver in the record of the holder,
# a supervisor at the desk with her case open, the same with that of her child, an agent between
# the two factors.
ANONYMOUS, PATIENT, CHILD, EMPTY = "anonymous", "patient", "child", "empty"
CAREGIVER = "caregiver"
NEWCOMER, AGENT, AGENT_OF_CHILD, ARRIVING = "newcomer", "agent", "agent-of-child", "arriving"
KNOWN = (PATIENT, CHILD, EMPTY, CAREGIVER, AGENT, AGENT_OF_CHILD)
AT_DESK = (AGENT, AGENT_OF_CHILD, ARRIVING)
PRESENT = (ANONYMOUS, *KNOWN, ARRIVING)


@dataclass(frozen=True, slots=True)
class Visit:
    """One page as one visitor sees it; ``part`` tells apart several pages of one route."""

    visitor: str
    route: str
    path: str
    part: str = ""

    @property
    def name(self) -> str:
        """A name for reports and pictures."""
        return " ".join(filter(None, (self.visitor, self.route, self.part)))

    @property
    def file(self) -> str:
        """The same for files."""
        return self.name.replace(" ", "-").replace(":", "-")

    @property
    def signed_in(self) -> bool:
        """Whether a person's name and navigation belong on the page."""
        return self.visitor in KNOWN and not self.route.endswith("sign_out")

    @property
    def quotes(self) -> bool:
        """Whether the page shows letters as they were sent, in the language of their reader."""
        return self.route == "demo:mailbox" and not self.part


def routes() -> dict[str, tuple[str, URLPattern]]:
    """Every named route of people's pages, stand-ins and the desk, with what comes before it."""
    rooms = (
        ("", "", "carnet.web.patient.urls"),
        ("demo:", "demo/", "carnet.demo.urls"),
        ("desk:", "guichet/", "carnet.web.desk.urls"),
    )
    return {
        f"{space}{name}": (prefix, pattern)
        for space, prefix, module in rooms
        for name, pattern in sorted(_walk(get_resolver(module).url_patterns))
    }


def _walk(patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name, pattern


# What these answer is no page: a POST, a file, a picture, a redirect.
ACTS = frozenset({
    "hide", "show", "hide_to_come", "hide_category", "show_category", "hide_documents",
    "show_documents", "keep_from_now", "keep_from_no_longer",
    "add_page", "give_up_document", "draft_preview", "undo_correction", "delete_document",
    "delete_documents", "restore",
    "place_documents", "pin", "unpin", "unlink_document",
    "block", "unblock", "allow", "withdraw", "administrator", "administrator_end",
    "consent_code_cancel", "notifications_read",
    "notification_read", "push_add", "push_remove", "push_worker", "manifest", "demo:push_phone",
    "original", "attachment", "attachment_page", "document_page", "document_pdf", "language",
    "result_csv", "copies_file", "copies_give_up",
    "sign_in_passkey", "sign_in_passkey_options", "contacts_remove", "passkey_options",
    "passkey_add", "passkey_remove", "session_end", "session_end_others", "device_dissociate",
    "device_share",
    "closing_cancel", "reopen", "deletion_cancel", "contest", "begin_again",
    "sign_in_again", "demo:letter", "come_back", "opposition_proof", "opposition_finish",
    "relative_end", "caregiving_end",
    "family_code", "family_rethink", "family_proof", "family_withdraw", "child_proof",
    "federation", "federation_back", "demo:franceconnect_discovery", "demo:franceconnect_jwks",
    "demo:franceconnect_token", "demo:franceconnect_userinfo", "demo:franceconnect_end_session",
    "verifier_file", "helped_agree", "helped_stop", "mandate_agree", "mandate_end", "mandate_scan",
    "ticket_attachment", "ticket_close", "ticket_hide", "ticket_show",
    "desk:proof_by_mandate", "desk:close", "desk:renew_code", "desk:unlock", "desk:remind",
    "desk:child", "desk:mandate_revoke", "desk:follow_stop", "desk:follow_picture", "desk:scan",
    "desk:ticket_close", "desk:ticket_attachment", "desk:set_up_picture", "desk:sign_in_key",
    "desk:sign_in_key_options", "desk:key_options", "desk:key_add", "desk:key_remove",
})  # fmt: skip
# Reached only in the middle of a journey: a newcomer goes there.
UNDERWAY = frozenset({
    "activation_sign_in", "activation_contact", "activation_code", "activation_terms",
    "new_code", "opposition_confirm", "opposition_done", "opposition_withdraw", "terms_accept",
    "terms_refuse",
    "sign_in_code", "recovery_code", "new_password", "demo:franceconnect_authorize",
    "contacts_code", "closing_asked", "closed", "deletion",
    "family_answer", "child_choice", "child_oppose", "helped_by_link",
})  # fmt: skip
PUBLIC = frozenset({
    "landing", "opposition", "opposition_verify", "no_code", "terms", "help", "accessibility",
    "legal", "comfort", "verifier", "rights", "rights_of", "activation", "sign_in",
    "signed_out", "dead_end", "child_entry", "helped",
    "forgotten_identifier", "forgotten_password", "identifier_sent", "desk:sign_in", "desk:set_up",
})  # fmt: skip
ENTRANCE = frozenset({
    "landing", "activation", "no_code", "opposition", "sign_in", "signed_out", "dead_end",
    "child_entry", "helped", "forgotten_identifier", "forgotten_password", "identifier_sent",
    "desk:sign_in", "desk:set_up",
})  # fmt: skip
# What a parent does as themself only, or did.
ADULT = frozenset(
    {"mandates", "ticket", "relatives", "entrust", "entrust_scope", "caregiving_answer"}
)
# Seen between the factors only; with the case of a child.
BETWEEN = frozenset({"desk:sign_in_code", "desk:set_up_factor"})
OF_A_CHILD = frozenset({"desk:case", "desk:representative"})
# What there is to see in the record of a child only: who represents them.
OF_PARENTS = frozenset({"see_as_relative"})
# Where a record that one helps looks different.
HELPED = entrusted.OF_RECORD - {"complete_document"} | {"more", "profiles", "family", "settings"}
# Where a record without documents looks different.
BARE = frozenset({"home", "documents", "results", "access", "history", "notifications", "profiles"})
BARE |= {"search", "story"}

NARROW = {EMPTY: BARE, CAREGIVER: HELPED, ARRIVING: BETWEEN, AGENT_OF_CHILD: OF_A_CHILD}


def visits(house: House) -> list[Visit]:
    """One visit for each page and each visitor who may open it."""
    names = [name for name in routes() if name not in ACTS | UNDERWAY]
    return [
        visit
        for visitor in PRESENT
        for name in names
        if _opens(visitor, name)
        for visit in _visits(house, visitor, name)
    ]


def _opens(visitor: str, name: str) -> bool:
    if name in OF_PARENTS and visitor != CHILD:
        return False
    if visitor == ANONYMOUS:
        return name in PUBLIC or name.startswith("demo:")
    narrow = NARROW.get(visitor)
    if narrow is not None:
        return name in narrow
    if name in ENTRANCE | BETWEEN | OF_A_CHILD - {"desk:case"}:
        return False
    if visitor == CHILD and name in ADULT:
        return False
    return name.startswith("desk:") == (visitor == AGENT) and not name.startswith("demo:")


def _event(person_id: int) -> str:
    """Where a line of somebody else's doing is opened."""
    care = Wanted(actor_kinds=(ActorKind.PROFESSIONAL,))
    return f"/historique/{trace.identifier(history(person_id, limit=1, wanted=care)[0])}/"


def _others(world: World) -> dict[str, str]:
    """Where documents of other kinds are, and those that were replaced."""
    return viewing.addresses(world) | replaced.addresses(world)


def _visits(house: House, visitor: str, name: str) -> list[Visit]:
    world = house.world
    child = visitor == CHILD
    person, entries = (world.zoe, world.zoe_documents) if child else (world.julie, world.documents)
    addresses = [world.address(person, number) for number in entries]
    ticket = conceal(Pointer(Kind.TICKET, world.julie, 1))
    parent = conceal(Pointer(Kind.PERSON, world.julie))
    special = {
        "document": {str(n): path for n, path in enumerate(addresses[:3], 1)}
        | {"print": f"{addresses[0]}?print=1"}
        | (_others(world) if name == "document" and visitor == PATIENT else {}),
        "readers": {"": f"{addresses[0]}lecteurs/"},
        "hidden_category": {
            "": "/acces/confidentialite/BIOLOGIE/",
            "everything": "/acces/confidentialite/tout/",
        },
        "keep_from": {"": f"{addresses[0]}lecteurs/soignants/{world.doctor}/"},
        "past": {
            "": "/documents/a-une-date/",
            "day": "/documents/a-une-date/?le_0=1&le_1=6&le_2=2026",
        },
        "caregiver": {
            "authorised": f"/acces/soignants/{world.doctor}/",
            "new": f"/acces/soignants/{world.stranger}/",
        },
        "dead_end": {reason: f"/activer/arret/{reason}/" for reason in sorted(PAGES)},
        "history": {
            "": "/historique/",
            "self": "/historique/?qui=moi",
            "one": f"/historique/?soignant={world.doctor}",
            "week": "/historique/?qui=tout&periode=7",
        },
        "caregiving_answer": {
            "": f"/famille/aide/{conceal(Pointer(Kind.DELEGATION, world.empty, 1))}/"
        },
        "document_history": {"": f"{addresses[0]}historique/"},
        "documents": {"": "/documents/"}
        | ({} if visitor == EMPTY else {"folder": filing.list_address(person)}),
        "complete_document": {"": own.completing(person, world.julie)},
        "correct_document": {"": own.correcting(person)},
        "folder_rename": {"": f"{filing.address(person)}nom/"},
        "folder_delete": {"": f"{filing.address(person)}supprimer/"},
        "place_document": {"": f"{addresses[0]}ranger/"},
        "link_document": {"": f"{addresses[0]}lier/"},
        "history_event": {"": _event(person)},
        "report": {"": f"{_event(person)}signaler/"},
        "see_as": {
            "": f"/acces/soignants/{world.doctor}/voir/",
            "refused": f"/acces/soignants/{world.stranger}/voir/",
        },
        "search": {
            "": "/documents/recherche/",
            "found": Asked(person, "ferritine").address(),
            "meant": Asked(person, "feritine").address(),
            "nothing": Asked(person, "ferritine xylophone").address(),
        },
        "results": {"": "/resultats/", "treatments": "/resultats/?sorte=traitements"},
        "result": {"": world.analysis(person, FERRITIN)},
        "see_as_trade": {"": "/acces/metiers/G15_70/voir/"},
        "see_as_relative": {
            "": f"/acces/proches/{conceal(Pointer(Kind.PERSON, world.julie))}/voir/"
        },
        "rights_of": {"": "/droits-de-lecture/G15_60/"},
        "demo:mailbox": {"": "/demo/courriels/", "bare": "/demo/courriels/?a=x@courriel.example"},
        "family_activate": {"": f"{world.family(world.theo)}activer/"},
        "family_oppose": {"": f"{world.family(world.theo)}opposer/"},
        "family_second": {"": f"{world.family(world.zoe)}deuxieme-parent/"},
        "access": {"": "/acces/", "search": "/acces/?q=gilbert"},
        "ticket": {"": f"/aide/demandes/{ticket}/"},
        "desk:representative": {"": f"/guichet/dossier/representant/terminer/{parent}/"},
        "desk:ticket": {"": f"/guichet/demandes/{ticket}/"},
        "desk:act": {"close": "/guichet/dossier/acte/close/"},
    }
    found = special.get(name) or {"": "/" + routes()[name][0] + str(routes()[name][1].pattern)}
    return [Visit(visitor, name, path, part) for part, path in found.items()]
