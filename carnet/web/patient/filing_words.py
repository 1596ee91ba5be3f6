"""What pages call the health items that go with a document."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from carnet.filing.items import PROFILE
from carnet.profile.queries import Question

KINDS: dict[str, str | Promise] = {
    "treatment": gettext_lazy("Traitements"),
    "allergy": gettext_lazy("Allergies"),
    "problem": gettext_lazy("Maladies et problèmes de santé"),
    "vaccination": gettext_lazy("Vaccins"),
    PROFILE: gettext_lazy("Réponses sur la santé"),
}
ANSWERS: dict[str, str | Promise] = {
    Question.TREATMENTS: gettext_lazy("Traitements écrits dans le profil"),
    Question.HISTORY: gettext_lazy("Antécédents écrits dans le profil"),
}
