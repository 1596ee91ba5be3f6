"""What a proche aidant has on the screen in the record of the person whom they help.

One list, and nothing else: a page that is not named here is refused by the policy and journaled
(carnet.web.patient.current). Pages about the reader's own account hold nothing of the person.
"""

from __future__ import annotations


class EntranceEnded(Exception):
    """The record that was on the screen is not open to this reader any more."""


OF_RECORD = frozenset(
    {"home", "documents", "search", "story", "document", "original"}
    | {"attachment", "attachment_page", "document_page", "document_pdf"}
    | {"results", "result", "result_csv"}
    | {"first_measures", "first_history", "first_treatments"}
    | {"folders", "folder_new", "folder_rename", "folder_delete", "place_document", "pin", "unpin"}
    | {"link_document", "unlink_document"}
    | {"add_document", "complete_document", "add_page", "give_up_document", "draft_preview"}
)
OF_READER = frozenset(
    {"more", "profiles", "family", "family_activate", "family_oppose", "family_code"}
    | {"family_rethink", "family_proof", "family_second", "family_withdraw", "family_answer"}
    | {"caregiving_answer", "caregiving_end", "settings", "settings_language"}
    | {"again", "contacts", "contacts_code", "contacts_remove", "password", "notices"}
    | {"push_add", "push_remove", "notifications"}
    | {"passkeys", "passkey_options", "passkey_add", "passkey_remove", "settings_federation"}
    | {"devices", "session_end", "session_end_others", "device_dissociate", "device_share"}
)
PAGES = OF_RECORD | OF_READER
