"""Mutations of an XML document that know that it is one: it stays well formed, mostly."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

from lxml import etree

from campaigns.mutate import hostile, narrative

_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_BASE64 = ("=", "====", "AAA", "A" * 50_001, "JVBERi0xLjcK", "é", "\n \t", "PD94bWw+", "-_-_")
_MANY = 20_000  # elements that one repetition makes
_MOST = 4_000_000  # bytes of XML: what grows beyond is left as it was
Tree = Any


def mutate(data: bytes, random: Random, times: int) -> tuple[bytes, list[str]]:
    """Mutate so many times; return the bytes and what was done. What is no XML stays as it is."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return data, ["no XML"]
    done = [_once(root, random) for _ in range(times)]
    written, how = _written(root, random)
    return (written, [*done, *how]) if len(written) <= _MOST else (data, ["too large"])


def _once(root: Tree, random: Random) -> str:
    change = random.choice(_CHANGES)
    try:
        change(root, random)
    except (ValueError, TypeError, etree.LxmlError):  # lxml writes no such name or character
        return f"({change.__name__.strip('_')})"
    return change.__name__.strip("_")


def _one(root: Tree, random: Random) -> Tree:
    """An element, the root left out; narratives and entries as often as headers."""
    every = [one for one in root.iter() if isinstance(one.tag, str) and one is not root]
    return random.choice(every) if every else root


def _valued(root: Tree, random: Random, *names: str) -> Tree:
    """An element with one of these attributes, else any."""
    having = [one for one in root.iter() if any(name in one.attrib for name in names)]
    return random.choice(having) if having else _one(root, random)


def _drop(root: Tree, random: Random) -> None:
    one = _one(root, random)
    one.getparent().remove(one)


def _repeat(root: Tree, random: Random) -> None:
    one = _one(root, random)
    times = random.choice((1, 2, 30, 400))
    if times * len(list(one.iter())) > _MANY:
        times = 1
    for _ in range(times):
        one.addnext(deepcopy(one))


def _move(root: Tree, random: Random) -> None:
    one, place = _one(root, random), _one(root, random)
    if one not in place.iterancestors() and one is not place:
        place.insert(random.randrange(len(place) + 1), one)


def _shuffle(root: Tree, random: Random) -> None:
    one = _one(root, random)
    children = list(one)
    random.shuffle(children)
    one[:] = children


def _rename(root: Tree, random: Random) -> None:
    one = _one(root, random)
    space = random.choice(hostile.SPACES)
    other = random.choice((*hostile.NAMES, etree.QName(_one(root, random)).localname))
    one.tag = f"{{{space}}}{other}" if space else other


def _respace(root: Tree, random: Random) -> None:
    """Another namespace for an element and all in it."""
    space = random.choice(hostile.SPACES)
    for one in _one(root, random).iter():
        if isinstance(one.tag, str):
            name = etree.QName(one).localname
            one.tag = f"{{{space}}}{name}" if space else name


def _nest(root: Tree, random: Random) -> None:
    one = _one(root, random)
    for _ in range(random.choice((1, 10, 400))):
        outer = etree.Element(one.tag, nsmap=one.nsmap)
        one.addprevious(outer)
        outer.append(one)


def _forget(root: Tree, random: Random) -> None:
    one = _one(root, random)
    if one.attrib:
        del one.attrib[random.choice(list(one.attrib))]


def _spoil(root: Tree, random: Random) -> None:
    """Another value for an attribute that is there."""
    one = _valued(root, random, random.choice(list(hostile.BY_ATTRIBUTE)))
    if one.attrib:
        name = random.choice(list(one.attrib))
        one.set(name, hostile.of_attribute(name, random))


def _spoil_value(root: Tree, random: Random) -> None:
    """An impossible number, date or unit where there was one."""
    one = _valued(root, random, "value", "unit")
    name = random.choice(("value", "unit")) if "unit" in one.attrib else "value"
    one.set(name, hostile.of_attribute(name, random))


def _spoil_code(root: Tree, random: Random) -> None:
    one = _valued(root, random, "code", "codeSystem")
    for name in random.sample(("code", "codeSystem", "displayName"), 2):
        one.set(name, hostile.of_attribute(name, random))


def _add(root: Tree, random: Random) -> None:
    name = random.choice([*hostile.BY_ATTRIBUTE, f"{_XSI}type", f"{_XSI}nil", "onclick"])
    _one(root, random).set(name, hostile.of_attribute(name, random))


def _write(root: Tree, random: Random) -> None:
    """Other words in an element, or after it."""
    one, words = _one(root, random), random.choice(hostile.TEXTS)
    setattr(one, random.choice(("text", "text", "tail")), words)


def _title(root: Tree, random: Random) -> None:
    titles = list(root.iter("{*}title"))
    random.choice(titles or [_one(root, random)]).text = random.choice(hostile.TEXTS)


def _narrate(root: Tree, random: Random) -> None:
    texts = list(root.iter("{*}text"))
    place = random.choice(texts or [_one(root, random)])
    parser = etree.XMLParser(huge_tree=True)
    place.insert(0, etree.fromstring(narrative.hostile(random), parser))


def _attach(root: Tree, random: Random) -> None:
    """Broken base64 where there is some, or where there is none."""
    texts = [one for one in root.iter("{*}text", "{*}value") if one.get("representation") == "B64"]
    one = random.choice(texts or [_one(root, random)])
    one.set("representation", "B64")
    one.set("mediaType", random.choice(hostile.MEDIA))
    text = one.text or ""
    cut = text[: random.randrange(len(text) + 1)]
    one.text = random.choice((*_BASE64, cut, cut + "!" + text[len(cut) :]))


def _refer(root: Tree, random: Random) -> None:
    """A reference to nothing, to itself, or to the whole."""
    references = [one for one in root.iter("{*}reference") if "value" in one.attrib]
    known = [one.get("ID") for one in root.iter() if isinstance(one.tag, str) and one.get("ID")]
    target = random.choice(("#", "#absent", "absent", "http://attaquant.example/#x", *known))
    for one in references[:: random.choice((1, 3))]:
        one.set("value", target if target.startswith("#") else f"#{target}")


def _comment(root: Tree, random: Random) -> None:
    one = _one(root, random)
    words = "x" * random.choice((1, 100_000))
    made = random.choice((etree.Comment(words), etree.ProcessingInstruction("p", words)))
    one.insert(random.randrange(len(one) + 1), made)


def _written(root: Tree, random: Random) -> tuple[bytes, list[str]]:
    """As bytes; one time in four in another encoding, or after something that should not be."""
    way = random.choice((*["utf-8"] * 9, "utf-16", "iso-8859-1", "doctype", "bom", "stylesheet"))
    if way in {"utf-16", "iso-8859-1"}:
        return bytes(etree.tostring(root, encoding=way, xml_declaration=True)), [way]  # type: ignore[arg-type]
    text = bytes(etree.tostring(root, encoding="utf-8"))
    head = random.choice((*[b'<?xml version="1.0" encoding="UTF-8"?>\n'] * 4, b""))
    before = {
        "doctype": b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        b'<!ENTITY c SYSTEM "file:///etc/passwd">]>\n',
        "stylesheet": b'<?xml-stylesheet type="text/xsl" href="http://attaquant.example/x.xsl"?>\n',
    }.get(way, b"")
    bom = b"\xef\xbb\xbf" if way == "bom" else b""
    return bom + head + before + text, [] if way == "utf-8" else [way]


_CHANGES: tuple[Callable[[Tree, Random], None], ...] = (
    _drop, _repeat, _move, _shuffle, _rename, _respace, _nest, _forget, _spoil, _spoil,
    _spoil_value, _spoil_value, _spoil_value, _spoil_code, _spoil_code, _add, _write, _title,
    _narrate, _narrate, _attach, _refer, _comment,
)  # fmt: skip
