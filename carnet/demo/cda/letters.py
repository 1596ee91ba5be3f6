"""Letters and reports in words with structured parts: lettre de liaison, imaging report."""

from __future__ import annotations

from carnet.demo.cda import codes, drugs, narrative
from carnet.demo.cda.codes import SNOMED, TA_ASIP, coded
from carnet.demo.cda.content import Document, Part, Text
from carnet.demo.cda.section import Section
from carnet.demo.cda.xml import tag, text

# role of a part: templates, LOINC code and display (LDL-SES, CR-IMG).
ROLES: dict[str, tuple[tuple[str, ...], tuple[str, str]]] = {
    "reason": (("1.3.6.1.4.1.19376.1.5.3.1.3.1", "1.2.250.1.213.1.1.2.127"),
               ("42349-1", "Raison de la recommandation")),
    "stay": (("1.3.6.1.4.1.19376.1.5.3.1.1.21.2.9", "1.3.6.1.4.1.19376.1.7.3.1.1.13.7",
              "1.2.250.1.213.1.1.2.163", "1.2.250.1.213.1.1.2.163.1"),
             ("42545-4", "Evènements observés")),
    "drugs": (("1.3.6.1.4.1.19376.1.5.3.1.3.22", "1.2.250.1.213.1.1.2.146"),
              ("10183-2", "Traitements à la sortie")),
    "results": (("1.3.6.1.4.1.19376.1.5.3.1.3.27", "1.2.250.1.213.1.1.2.150"),
                ("30954-2", "Résultats d'examens")),
    "plan": (("2.16.840.1.113883.10.20.1.10", "1.3.6.1.4.1.19376.1.5.3.1.3.36",
              "1.2.250.1.213.1.1.2.158"), ("18776-5", "Plan de soins")),
    "clinical": (("1.2.840.10008.9.2", "1.2.250.1.213.1.1.2.205"),
                 ("55752-0", "Informations cliniques")),
    "technique": (("1.2.840.10008.9.3", "1.2.250.1.213.1.1.2.206"),
                  ("55111-9", "Description de l'acte d’imagerie")),
    "comparison": (("1.2.840.10008.9.4", "1.2.250.1.213.1.1.2.207"),
                   ("18834-2", "Examen de comparaison radiologique")),
    "findings": (("2.16.840.1.113883.10.20.6.1.2", "1.2.250.1.213.1.1.2.208"),
                 ("59776-5", "Résultats de l'acte")),
    "conclusion": (("1.2.840.10008.9.5", "1.2.250.1.213.1.1.2.209"), ("19005-8", "Conclusions")),
}  # fmt: skip


def discharge(document: Document, content: Text) -> list[Section]:
    """A lettre de liaison: its status, its parts, the treatments to take."""
    parts = [_part(document, part, content) for part in content.parts]
    return [_status(document), *parts]


def imaging(document: Document, content: Text) -> list[Section]:
    """An imaging report by structured headings; the act is an entry of its technique."""
    return [_part(document, part, content) for part in content.parts]


def _part(document: Document, part: Part, content: Text) -> Section:
    kinds, code = ROLES[part.role]
    return Section(kinds, code, part.title, words(part, content),
                   _entries(document, part, content))  # fmt: skip


def words(part: Part, content: Text) -> str:
    """The narrative of one part."""
    if part.role == "drugs":
        return drugs.table(content.drugs)
    if part.role == "technique":
        return tag("paragraph", narrative.anchored("acte", " ".join(part.lines)))
    if part.role == "stay":
        return tag("paragraph", narrative.anchored("synthese", " ".join(part.lines)))
    rows = narrative.table(part.heads, (cells(row) for row in part.rows)) if part.rows else ""
    return narrative.paragraphs(part.lines) + rows


def cells(row: tuple[str, ...]) -> tuple[str, ...]:
    """A row of plain words as cells."""
    return tuple(text(cell) for cell in row)


def _entries(document: Document, part: Part, content: Text) -> tuple[str, ...]:
    if part.role == "drugs":
        return drugs.entries(document, content.drugs, drugs.TAKEN, "INT")
    if part.role == "stay":
        said = tag("value", text(" ".join(part.lines)), xsi_type="ST")
        return (_told(document, "9", ("MED-142", "Synthèse médicale"), "synthese", said),)
    return (_act(document, content),) if part.role == "technique" else ()


def _told(document: Document, kind: str, code: tuple[str, str], anchor: str, value: str) -> str:
    simple = ("1.3.6.1.4.1.19376.1.5.3.1.4.13", "1.2.250.1.213.1.1.3.48")
    return tag("observation",
        codes.templates(*simple, f"{simple[1]}.{kind}"),
        codes.identified(f"{document.key}/{code[0]}"),
        coded("code", code[0], TA_ASIP, code[1]),
        codes.reference(anchor),
        tag("statusCode", code="completed"),
        tag("effectiveTime", value=codes.day(document.at)),
        value,
        classCode="OBS", moodCode="EVN",
    )  # fmt: skip


def _act(document: Document, content: Text) -> str:
    code, display = content.act
    origin = tag("originalText", tag("reference", value="#acte"))
    return tag("procedure",
        codes.templates("1.2.840.10008.9.14", "1.2.250.1.213.1.1.3.153"),
        codes.identified(f"{document.key}/act"),
        coded("code", code, codes.LOINC, display, origin),
        codes.reference("acte"),
        tag("statusCode", code="completed"),
        tag("effectiveTime", value=codes.moment(document.start or document.at)),
        coded("methodCode", content.modality, "1.2.840.10008.2.16.4", MODALITIES[content.modality]),
        classCode="PROC", moodCode="EVN",
    )  # fmt: skip


MODALITIES = {
    "CT": "Tomodensitométrie",
    "DX": "Radiographie numérique",
    "MG": "Mammographie",
    "MR": "Imagerie par résonance magnétique",
    "US": "Échographie",
    "BMD": "Densitométrie osseuse",
}


def _status(document: Document) -> Section:
    value = coded("value", "9571008", SNOMED, "approuvé", xsi_type="CD")
    told = _told(document, "16", ("GEN-065", "Statut du document"), "statut", value)
    return Section(
        ("1.2.250.1.213.1.1.2.35", "1.2.250.1.213.1.1.2.35.1"), ("33557-0", "Etat d'achèvement"),
        "Statut du document", tag("paragraph", narrative.anchored("statut", "Validé")), (told,),
    )  # fmt: skip
