"""The theme's tags: pages call these only, so that another theme can take the place of this one.

Each tag renders one partial of ``ui/``; a block tag (``ui_alert`` … ``endui_alert``) gives the
partial what stands between as ``content``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import segno
from django import forms, template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from carnet.identity.names import of
from carnet.web.ui import dates, delays, icons, summary

register = template.Library()
register.filter(of)

_MARKED = {True: "<mark>{}</mark>", False: "{}"}


@register.simple_tag
def ui_icon(name: str) -> SafeString:
    """A decorative drawing of the theme, hidden from screen readers: words come with it."""
    return icons.draw(name)


@register.simple_block_tag
def ui_alert(content: str, kind: str = "info", title: str = "", level: int = 2) -> SafeString:
    """A framed message; ``kind`` is info, success, warning or error."""
    values = {"content": content, "kind": kind, "title": title, "level": level}
    return render_to_string("ui/alert.html", values)


@register.simple_block_tag
def ui_card(content: str, title: str, href: str = "", level: int = 3, icon: str = "") -> SafeString:
    """A block with a title, the whole of which leads to ``href`` when given."""
    values = {"content": content, "title": title, "href": href, "level": level}
    return render_to_string("ui/card.html", values | {"icon": icon})


@register.simple_block_tag
def ui_list(content: str, label: str = "") -> SafeString:
    """A list of ``ui_item``."""
    return render_to_string("ui/list.html", {"content": content, "label": label})


@register.simple_block_tag
def ui_item(
    content: str, title: str, href: str = "", about: str = "", lang: str = ""
) -> SafeString:
    """One line of ``ui_list``: what it is (a link), then a few words.

    ``about`` completes the link's name for screen readers when several lines share a title;
    ``lang`` is the language of the title when it is not that of the page.
    """
    values = {"content": content, "title": title, "href": href, "about": about, "lang": lang}
    return render_to_string("ui/item.html", values)


@register.inclusion_tag("ui/button.html")
def ui_button(
    label: str,
    href: str = "",
    kind: str = "primary",
    name: str = "",
    value: str = "",
    *,
    about: str = "",
) -> dict[str, Any]:
    """A button of the form around it, or a link that looks like one; kind: primary, quiet.

    ``about`` completes its name for screen readers when several share a label.
    """
    return {
        "label": label, "href": href, "kind": kind, "name": name, "value": value, "about": about,
    }  # fmt: skip


@register.inclusion_tag("ui/post.html", takes_context=True)
def ui_post(
    context: template.Context, label: str, action: str, kind: str = "quiet", about: str = ""
) -> dict[str, Any]:
    """One button that does one thing; ``about`` completes its name for screen readers."""
    csrf_token = context.get("csrf_token")
    values = {"label": label, "action": action, "kind": kind, "about": about}
    return values | {"csrf_token": csrf_token, "next": context["request"].get_full_path()}


@register.inclusion_tag("ui/passkey.html", takes_context=True)
def ui_passkey(
    context: template.Context, verb: str, action: str, options: str, label: str
) -> dict[str, Any]:
    """A button that a passkey answers; verb: get, create. Without JavaScript, words instead.

    ``options`` is where the script asks, ``action`` where it sends the form. A page with it
    loads ``ui/passkeys.js``.
    """
    values = {"verb": verb, "action": action, "options": options, "label": label}
    known = {key: context.get(key) for key in ("csrf_token", "form")}
    query = context["request"].GET.urlencode()
    return values | known | {"query": f"?{query}" if query else ""}


@register.inclusion_tag("ui/field.html")
def ui_field(field: forms.BoundField) -> dict[str, Any]:
    """Label, help, error, then the input."""
    return {"field": field}


@register.inclusion_tag("ui/error_summary.html")
def ui_error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """« Il y a N erreurs », each a link to its input; nothing when the form is sound."""
    return {"problems": summary.problems(form) if form.is_bound else []}


@register.simple_tag(takes_context=True)
def ui_error_prefix(context: template.Context) -> str:
    """« Erreur : » at the head of the page's title when the form of the page failed."""
    return summary.title_prefix(context.get("form"))


@register.inclusion_tag("ui/date_fields.html")
def ui_date_fields(field: forms.BoundField) -> dict[str, Any]:
    """A ``DatePartsField``: day, month and year, one input each."""
    return {"field": field}


@register.inclusion_tag("ui/steps.html")
def ui_steps(current: int, total: int) -> dict[str, Any]:
    """Where a series of pages is."""
    return {"current": current, "total": total}


@register.inclusion_tag("ui/status.html")
def ui_status(word: str, kind: str = "neutral", icon: str = "") -> dict[str, Any]:
    """A state in words; kind: neutral, new, warning, error."""
    return {"word": word, "kind": kind, "icon": icon}


@register.inclusion_tag("ui/empty.html")
def ui_empty(title: str, text: str = "", href: str = "", label: str = "") -> dict[str, Any]:
    """What a list says when it has nothing: a benefit, and one way on."""
    return {"title": title, "text": text, "href": href, "label": label}


@register.inclusion_tag("ui/pagination.html")
def ui_pagination(newest: str = "", older: str = "", label: str = "") -> dict[str, Any]:
    """The way to the first page and to the following one of a list."""
    return {"newest": newest, "older": older, "label": label}


@register.inclusion_tag("ui/timeline.html")
def ui_timeline(days: Iterable[Any]) -> dict[str, Any]:
    """Days of moments: hour, sentences (``text``, ``href``, ``about``), detail, report."""
    return {"days": days}


@register.inclusion_tag("ui/chips.html")
def ui_chips(choices: Iterable[Any], label: str) -> dict[str, Any]:
    """One filter as links (``label``, ``href``, ``current``); ``label`` names it."""
    return {"choices": choices, "label": label}


@register.inclusion_tag("ui/back.html")
def ui_back(href: str, label: str) -> dict[str, Any]:
    """The way back to the page above."""
    return {"href": href, "label": label}


@register.inclusion_tag("ui/navigation.html", takes_context=True)
def ui_navigation(context: template.Context, entries: Iterable[Any], place: str) -> dict[str, Any]:
    """The entries of a space; ``place`` is « bar » (bottom of a phone) or « top » (desktop)."""
    return {"entries": entries, "place": place, "path": context["request"].path}


@register.inclusion_tag("ui/code.html")
def ui_code(groups: Iterable[str]) -> dict[str, Any]:
    """A code to show, large, in groups, and the same as a QR code to scan."""
    parts = list(groups)
    drawing = segno.make("".join(parts), error="m", micro=False)
    svg = drawing.svg_inline(border=4, dark="#000", light="#fff", lineclass=None, omitsize=True)
    return {"groups": parts, "svg": mark_safe(svg)}  # noqa: S308 - drawn here, of letters only


@register.inclusion_tag("ui/vitale.html")
def ui_vitale() -> dict[str, Any]:
    """Where the serial number is on each model of carte Vitale, drawn."""
    return {}


@register.simple_tag
def ui_marked(pieces: Iterable[Any]) -> SafeString:
    """Words of a document (``text``, ``marked``), those that were looked for in ``<mark>``."""
    found = [format_html(_MARKED[piece.marked], piece.text) for piece in pieces]
    return mark_safe("".join(found))  # noqa: S308 - each piece is escaped


@register.simple_tag
def ui_date(day: date | None) -> str:
    """« 3 novembre 2026 », as a ``<time>``."""
    return dates.day(day)


@register.simple_tag
def ui_moment(moment: datetime | None) -> str:
    """« 3 novembre 2026 à 18 h 04 », as a ``<time>``, in the zone of the law."""
    return dates.moment(moment)


@register.simple_tag
def ui_delay(name: str) -> str:
    """The delay that this setting holds, in words: « 6 semaines »."""
    return delays.spoken(name)


@register.filter
def phone(number: str) -> str:
    """« 06 12 34 56 78 » of ``+33612345678``; any other number or address as it is."""
    if number.startswith("+33") and len(number) == len("+33612345678"):
        digits = f"0{number[3:]}"
        return "\u00a0".join(digits[start : start + 2] for start in range(0, 10, 2))
    return number
