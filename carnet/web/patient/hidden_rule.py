"""Who still reads what is hidden: the rule of this house, in one sentence for each of its settings.

``TREATING_DOCTOR_SEES_HIDDEN`` chooses it (domain.md 4.3); pages say it where one hides.
"""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from carnet.access.facts import TreatingDoctorSees


def still_reads() -> str:
    """Who still reads a hidden document, beside its author."""
    match TreatingDoctorSees(settings.TREATING_DOCTOR_SEES_HIDDEN):
        case TreatingDoctorSees.ALWAYS:
            return _(
                "Votre médecin traitant et l’auteur du document le voient encore,"
                " si vous les avez autorisés. Un administrateur aussi."
            )
        case TreatingDoctorSees.IF_ADMINISTRATOR:
            return _(
                "L’auteur du document le voit encore, si vous l’avez autorisé."
                " Votre médecin traitant le voit seulement si vous l’avez choisi"
                " comme administrateur."
            )
        case _never:
            return _(
                "Seul l’auteur du document le voit encore, si vous l’avez autorisé."
                " Votre médecin traitant ne le voit pas."
            )


def treating_doctor() -> str:
    """What the médecin traitant sees of it, once authorised."""
    match TreatingDoctorSees(settings.TREATING_DOCTOR_SEES_HIDDEN):
        case TreatingDoctorSees.ALWAYS:
            return _("S’il est autorisé, il lit tout, même les documents masqués.")
        case TreatingDoctorSees.IF_ADMINISTRATOR:
            return _(
                "S’il est autorisé, il lit tout, sauf les documents masqués."
                " Pour qu’il les lise, choisissez-le comme administrateur."
            )
        case _never:
            return _("S’il est autorisé, il lit tout, sauf les documents masqués.")


def administrator() -> list[str]:
    """What the role of administrator opens, and what it does not."""
    blocks = _("Il peut bloquer un autre soignant, si vous le lui demandez. Vous êtes prévenu.")
    ends = _("Vous pouvez lui retirer ce rôle à tout moment.")
    if settings.TREATING_DOCTOR_SEES_HIDDEN == TreatingDoctorSees.NEVER:
        return [blocks, _("Il ne lit pas les documents que vous avez masqués."), ends]
    return [_("Il lit aussi les documents que vous avez masqués."), blocks, ends]
