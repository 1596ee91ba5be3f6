"""What people with bad intentions, or bad software, write where a value is expected."""

from __future__ import annotations

from random import Random

_LONG = 20_000
TEXTS = (
    "", " ", "\t\n", "0", "-1", "null", "None", "é" * _LONG, "e\u0301" * 3000, "A" * 300, "﷽" * 900,
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=", "]]>", "<!--", "&amp;amp;", "{{ 7*7 }}", "{% debug %}",
    "%s%n%x", "'; DROP TABLE records_entry; --", "../../../../etc/passwd", "file:///etc/passwd",
    "http://attaquant.example/pixel.gif", "\u202edroite à gauche", "\u200b\u200d\ufeff", "👩‍⚕️" * 50,
    "١٢٣٫٤", "１２３", "Ω≈ç√∫", "\ud7ff\ue000\ufffd", "ﬀ" * 100, "İ" * 100, "ß" * 100,
)  # fmt: skip
NUMBERS = (
    "", "NaN", "Infinity", "-Infinity", "1e999", "-1e999", "1e-999", "0x10", "1,5", "1.5.2", "--1",
    "+5", "5.", ".5", "9" * 400, "0." + "0" * 400 + "1", "1 000", "١٢", "½", "1_000", " 5 ",
    "5\u00a0", "< 0,01", ">=5", "12-15", "1/80", "True",
)  # fmt: skip
DATES = (
    "", "0", "2024", "202413", "20240230", "20240101246161", "99999999", "00000000", "-2024",
    "20240101000000+9999", "20240101000000-1400", "20240101000000.123456789+0100", "2024-01-01",
    "2024-01-01T00:00:00Z", "10000101", "00010101", "20240331023000+0100", "２０２４",
    "demain", "2" * 300, "20240101+", "20240101 ", "20240101000000+01", "99991231235959-1200",
    "00010101000000+1400",
)  # fmt: skip
UNITS = (
    "", "mmol/L", "mg/dL", "[degF]", "Cel", "10*3/uL", "{score}", "%", "µg", "mg/", "/L",
    "10*9999/L", "m" * 500, "mmol/L/L/L", "1/0", "*", "kg.m2/s2", "☃", "a_j",
    "[pH]", "B[SPL]", "10^", "mg//dl",
)  # fmt: skip
CODES = ("", "0", "ABC", "11502-2", "PRESC-AAT", "99999-9", "x" * 400, "<b>", "N", "é")
SYSTEMS = (
    "",
    "2.16.840.1.113883.6.1",
    "1.2.3",
    "9.9.9.9",
    "urn:oid:1.2.3",
    "x",
    "1." * 200,
    "2.25.-1",
)
TYPES = (
    "ST",
    "PQ",
    "IVL_PQ",
    "CD",
    "CE",
    "INT",
    "REAL",
    "TS",
    "IVL_TS",
    "ED",
    "RTO",
    "BL",
    "xx:yy",
)
MEDIA = (
    "", "application/pdf", "image/jpeg", "image/tiff", "text/plain", "text/rtf", "text/html",
    "image/svg+xml", "application/javascript", "application/x-msdownload", "TEXT/PLAIN; charset=x",
    "a" * 300,
)  # fmt: skip
# By the name of an attribute, what may stand in it.
BY_ATTRIBUTE = {
    "value": NUMBERS + DATES, "unit": UNITS, "code": CODES, "codeSystem": SYSTEMS, "root": SYSTEMS,
    "extension": TEXTS, "displayName": TEXTS, "mediaType": MEDIA, "type": TYPES, "href": TEXTS,
    "colspan": NUMBERS, "rowspan": NUMBERS, "border": NUMBERS, "width": NUMBERS, "ID": TEXTS,
    "referencedObject": TEXTS, "representation": ("", "B64", "TXT", "b64"),
    "nullFlavor": ("NI", "UNK", "XYZ", ""), "negationInd": ("true", "maybe", ""),
    "styleCode": ("xHidden", "Bold Italics", "x" * 500),
}  # fmt: skip
NAMES = (
    "script", "style", "iframe", "object", "form", "table", "td", "content", "renderMultiMedia",
    "section", "entry", "observation", "ClinicalDocument", "text", "title", "component", "a", "é",
    "_", "x" * 200,
)  # fmt: skip
SPACES = ("", "urn:hl7-org:v3", "urn:hl7-org:sdtc", "http://www.w3.org/1999/xhtml", "urn:inconnu")


def of_attribute(name: str, random: Random) -> str:
    """Something wrong for this attribute, or for any."""
    return random.choice(BY_ATTRIBUTE.get(name.rpartition("}")[2], TEXTS))
