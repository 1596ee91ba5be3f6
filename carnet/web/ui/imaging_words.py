"""What a DICOM file says, in words: its codes are those of machines."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from carnet.formats.shown_model import Imaging, Sort, Window
from carnet.web.ui import document_words as words
from carnet.web.ui.document_facts import Fact

# DICOM PS3.3, C.7.3.1.1.1; a modality that is not here is left out rather than shown as a code.
MODALITIES = {
    "BMD": gettext_lazy("densité des os"),
    "CR": gettext_lazy("radiographie"),
    "CT": gettext_lazy("scanner"),
    "DX": gettext_lazy("radiographie"),
    "ECG": gettext_lazy("électrocardiogramme"),
    "ES": gettext_lazy("endoscopie"),
    "GM": gettext_lazy("microscope"),
    "IO": gettext_lazy("radiographie des dents"),
    "IVUS": gettext_lazy("échographie dans un vaisseau"),
    "MG": gettext_lazy("mammographie"),
    "MR": gettext_lazy("IRM"),
    "NM": gettext_lazy("scintigraphie"),
    "OCT": gettext_lazy("tomographie optique"),
    "OP": gettext_lazy("photo de l’œil"),
    "OPT": gettext_lazy("tomographie de l’œil"),
    "PT": gettext_lazy("TEP"),
    "PX": gettext_lazy("panoramique des dents"),
    "RF": gettext_lazy("radioscopie"),
    "RTDOSE": gettext_lazy("doses d’une radiothérapie"),
    "RTIMAGE": gettext_lazy("image d’une radiothérapie"),
    "RTPLAN": gettext_lazy("plan d’une radiothérapie"),
    "RTSTRUCT": gettext_lazy("contours pour une radiothérapie"),
    "SEG": gettext_lazy("contours sur des images"),
    "SM": gettext_lazy("lame de microscope"),
    "SR": gettext_lazy("compte rendu"),
    "US": gettext_lazy("échographie"),
    "XA": gettext_lazy("angiographie"),
    "XC": gettext_lazy("photo"),
}
# DICOM PS3.16, annex L: the parts that an examination usually names.
BODY_PARTS = {
    "ABDOMEN": gettext_lazy("ventre"),
    "ANKLE": gettext_lazy("cheville"),
    "ARM": gettext_lazy("bras"),
    "BRAIN": gettext_lazy("cerveau"),
    "BREAST": gettext_lazy("sein"),
    "CHEST": gettext_lazy("thorax"),
    "CSPINE": gettext_lazy("cou"),
    "ELBOW": gettext_lazy("coude"),
    "EXTREMITY": gettext_lazy("membre"),
    "EYE": gettext_lazy("œil"),
    "FOOT": gettext_lazy("pied"),
    "HAND": gettext_lazy("main"),
    "HEAD": gettext_lazy("tête"),
    "HEART": gettext_lazy("cœur"),
    "HIP": gettext_lazy("hanche"),
    "JAW": gettext_lazy("mâchoire"),
    "KNEE": gettext_lazy("genou"),
    "LEG": gettext_lazy("jambe"),
    "LSPINE": gettext_lazy("bas du dos"),
    "NECK": gettext_lazy("cou"),
    "PELVIS": gettext_lazy("bassin"),
    "SHOULDER": gettext_lazy("épaule"),
    "SKULL": gettext_lazy("crâne"),
    "SPINE": gettext_lazy("colonne vertébrale"),
    "TSPINE": gettext_lazy("dos"),
    "WHOLEBODY": gettext_lazy("corps entier"),
    "WRIST": gettext_lazy("poignet"),
}
SORTS = {
    Sort.REFERENCES: gettext_lazy(
        "Ce document ne contient pas d’image. Il dit lesquelles existent. "
        "Demandez-les à qui a fait l’examen."
    ),
    Sort.PLAN: gettext_lazy("Ce document prépare une radiothérapie. Il ne contient pas d’image."),
    Sort.SIGNAL: gettext_lazy(
        "Ce document contient des courbes. Votre médecin les voit avec son logiciel."
    ),
    Sort.OTHER: gettext_lazy("Ce document d’imagerie ne contient pas d’image."),
}
LIGHTS = {
    "os": gettext_lazy("Os"),
    "poumon": gettext_lazy("Poumon"),
    "tissus": gettext_lazy("Tissus mous"),
}
_TERMS = {
    "patient": gettext_lazy("Nom dans le fichier"),
    "examination": gettext_lazy("Examen"),
    "series": gettext_lazy("Série"),
    "body_part": gettext_lazy("Partie du corps"),
    "institution": gettext_lazy("Lieu"),
    "modalities": gettext_lazy("Sorte d’images"),
    "label": gettext_lazy("Nom du plan"),
    "dose": gettext_lazy("Dose prévue"),
    "sessions": gettext_lazy("Séances prévues"),
    "beams": gettext_lazy("Faisceaux"),
    "outlines": gettext_lazy("Contours"),
    "curves": gettext_lazy("Courbes"),
    "seconds": gettext_lazy("Durée"),
}


def facts(imaging: Imaging) -> list[Fact]:
    """Everything that the file says, a line a fact; codes without words are left out."""
    found = [
        Fact(_("Sorte d’examen"), [sort(imaging.modality)]),
        Fact(_("Fait le"), [words.moment(imaging.taken)] if imaging.taken else []),
        Fact(_("Contenu"), list(_counts(dict(imaging.facts)))),
        *(_fact(name, said) for name, said in imaging.facts if name in _TERMS),
    ]
    return [fact for fact in found if any(fact.lines)]


def sort(modality: str) -> str:
    """« Scanner »; "" for a code that has no words here."""
    said = str(MODALITIES.get(modality, ""))
    return said[:1].upper() + said[1:]


def light(window: Window) -> str:
    """How a light is called: our word for the usual ones, the file's own for its own."""
    if window.name in LIGHTS:
        return str(LIGHTS[window.name])
    return _("Réglage %(number)s du fichier") % {"number": window.name}


def _counts(said: dict[str, str]) -> Iterator[str]:
    """« 1 examen », « 2 séries », « 35 images » of a file that refers to them."""
    if n := int(said.get("examinations", 0)):
        yield ngettext("%(n)s examen", "%(n)s examens", n) % {"n": words.number(str(n))}
    if n := int(said.get("series_count", 0)):
        yield ngettext("%(n)s série", "%(n)s séries", n) % {"n": words.number(str(n))}
    if n := int(said.get("images", 0)):
        yield ngettext("%(n)s image", "%(n)s images", n) % {"n": words.number(str(n))}


def _fact(name: str, said: str) -> Fact:
    own = {"patient", "examination", "series", "institution", "label", "outlines"}
    return Fact(str(_TERMS[name]), [_said(name, said)], quoted=name in own)


def _said(name: str, said: str) -> str:
    """One value in words."""
    if name == "body_part":
        return str(BODY_PARTS.get(said.replace(" ", "").upper(), "")).capitalize()
    if name == "modalities":
        return ", ".join(filter(None, map(sort, said.split(", "))))
    if name == "dose":
        return f"{words.number(_rounded(said))}{words.NBSP}Gy"
    if name == "seconds":
        return _("%(n)s secondes") % {"n": said}
    return words.number(said) if said.isdigit() else said.replace("^", " ")


def _rounded(said: str) -> str:
    try:
        return f"{float(said):g}"
    except ValueError:
        return said
