"""The words of an RTF file (RTF 1.9.1): text, paragraphs and tabs, nothing else."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"\\([a-z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|[\r\n]+|(.)", re.DOTALL
)
_BREAKS = {
    "par": "\n",
    "line": "\n",
    "row": "\n",
    "sect": "\n\n",
    "page": "\n\n",
    "tab": "\t",
    "cell": "\t",
}
_SIGNS = {
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": " ",
    "enspace": " ",
}
_SILENT = {
    *("fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "generator", "fldinst"),
    *("header", "footer", "headerl", "headerr", "footerl", "footerr", "xmlnstbl", "rsidtbl"),
    *("themedata", "datastore", "listtable", "listoverridetable"),
}
MAX_CHARACTERS = 2_000_000


class _Reader:
    """Walks the tokens; a stack remembers, for each group, whether it is silent."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.silent = False
        self.stack: list[tuple[bool, int]] = []
        self.fallback = 1  # characters that follow \uN for old readers (\ucN)
        self.skip = 0

    def say(self, text: str) -> None:
        if self.skip:
            self.skip -= 1
        elif not self.silent:
            self.out.append(text)

    def group(self, brace: str) -> None:
        self.skip = 0
        if brace == "{":
            self.stack.append((self.silent, self.fallback))
        elif self.stack:
            self.silent, self.fallback = self.stack.pop()

    def word(self, name: str, number: str | None) -> None:
        if name in _SILENT:
            self.silent = True
        elif name in _BREAKS or name in _SIGNS:
            self.say(_BREAKS.get(name) or _SIGNS[name])
        elif name == "uc":
            self.fallback = min(int(number or 1), 10)
        elif name == "u" and number:
            self.unicode(int(number))

    def unicode(self, code: int) -> None:
        """Numbers are signed 16 bits; halves of a surrogate pair are joined at the end."""
        self.skip = 0
        self.say(chr(code % 0x10000))
        self.skip = self.fallback

    def symbol(self, sign: str) -> None:
        if sign == "*":
            self.silent = True
        elif sign in "{}\\":
            self.say(sign)
        elif sign in "~_":
            self.say({"~": "\u00a0", "_": "-"}[sign])
        elif sign in "\r\n":
            self.say("\n")


def text(data: bytes) -> str:
    """Plain text of an RTF file; bytes above 127 are read as Windows-1252, the usual one."""
    reader = _Reader()
    for found in _TOKEN.finditer(data.decode("cp1252", "replace")[:MAX_CHARACTERS]):
        name, number, byte, sign, brace, character = found.groups()
        if name:
            reader.word(name, number)
        elif byte:
            reader.say(bytes.fromhex(byte).decode("cp1252", "replace"))
        elif sign:
            reader.symbol(sign)
        elif brace:
            reader.group(brace)
        elif character:
            reader.say(character)
    joined = "".join(reader.out).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return re.sub(r"\n{3,}", "\n\n", joined).strip()
