"""Forms of « Ajouter un document »: the file first, then what it is, filled beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from carnet.base import clock
from carnet.records import titles
from carnet.records.own_document import Chosen
from carnet.records.taking import Fault
from carnet.web.patient import hidden_rule
from carnet.web.ui import displays
from carnet.web.ui.forms import DatePartsField

_EARLIEST = 1900
_FILES = (
    ".pdf,.txt,.rtf,.jpg,.jpeg,.tif,.tiff,.png,.heic,.heif,.dcm,.xml,application/pdf,text/plain,"
    "image/jpeg,image/tiff,image/png,image/heic,application/dicom"
)
VISIBLE, HIDDEN = "non", "oui"

FAULTS: dict[Fault, str | Promise] = {
    Fault.NONE: gettext_lazy("Prenez une photo, ou choisissez un fichier."),
    Fault.EMPTY: gettext_lazy("Ce fichier est vide. Choisissez-en un autre."),
    Fault.UNKNOWN: gettext_lazy(
        "Nous ne prenons pas ce type de fichier. Choisissez un PDF, une photo ou un texte."
    ),
    Fault.ENCRYPTED: gettext_lazy(
        "Ce PDF demande un mot de passe. Enregistrez une copie sans mot de passe, puis ajoutez-la."
    ),
    Fault.BROKEN: gettext_lazy(
        "Ce fichier est abîmé\u00a0: il ne s’ouvre pas. Choisissez-en un autre."
    ),
    Fault.COSTLY: gettext_lazy("Ce fichier est trop lourd à ouvrir. Choisissez-en un plus simple."),
    Fault.INFECTED: gettext_lazy(
        "L’antivirus a trouvé un programme dangereux dans ce fichier. Il n’est pas ajouté."
    ),
    Fault.NO_PHOTO: gettext_lazy(
        "Plusieurs fichiers font un seul document\u00a0: choisissez des photos seulement."
    ),
}


def words(fault: Fault) -> str:
    """Why a file is not taken, and what to do."""
    if fault is Fault.TOO_LARGE:
        most = settings.DOCUMENT_MAX_BYTES // 1_000_000
        return _("Ce document dépasse %(n)d\u00a0Mo. Choisissez-en un plus léger.") % {"n": most}
    if fault is Fault.TOO_MANY:
        most = settings.PHOTOS_MAX
        return ngettext("%(n)d photo au plus.", "%(n)d photos au plus.", most) % {"n": most}
    return str(FAULTS[fault])


class _Several(forms.FileInput):
    """Several files in one field."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """All of them."""
        return files.getlist(name) if hasattr(files, "getlist") else []


class _FilesField(forms.Field):
    """Files; that some must be chosen, of one field or the other, is said by who takes them."""

    widget = _Several

    def validate(self, value: object) -> None:
        """None is no fault of this field alone."""


def _photo(label: Any, hint: Any = "") -> forms.Field:
    """The camera opens by itself on a phone; elsewhere it is one more way to choose a picture."""
    widget = _Several({"accept": "image/*", "capture": "environment", "multiple": False})
    return _FilesField(label=label, help_text=hint, widget=widget)


class FileForm(forms.Form):
    """A photograph, or files."""

    use_required_attribute = False
    photo = _photo(
        gettext_lazy("Prendre une photo"), gettext_lazy("Vous pourrez en ajouter d’autres.")
    )
    chosen = _FilesField(
        label=gettext_lazy("Choisir un fichier, ou plusieurs photos"),
        widget=_Several({"accept": _FILES}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say the limit before anything is sent."""
        super().__init__(*args, **kwargs)
        most = settings.DOCUMENT_MAX_BYTES // 1_000_000
        self.fields["chosen"].help_text = _(
            "PDF, photo, texte ou image médicale, %(n)d\u00a0Mo au plus. "
            "Plusieurs photos font un seul document."
        ) % {"n": most}


class PhotoForm(forms.Form):
    """One more page."""

    use_required_attribute = False
    photo = _photo(gettext_lazy("Photo de la page suivante"))


class DocumentForm(forms.Form):
    """What a document is, as its person says."""

    title = forms.CharField(
        label=gettext_lazy("Titre"),
        error_messages={"required": gettext_lazy("Écrivez un titre.")},
        widget=forms.TextInput({"autocomplete": "off", "maxlength": titles.LONGEST}),
    )
    day = DatePartsField(label=gettext_lazy("Date du document"))
    category = forms.ChoiceField(
        label=gettext_lazy("Sorte de document"),
        error_messages={"required": gettext_lazy("Choisissez une sorte de document.")},
    )

    def __init__(self, *args: Any, categories: Iterable[str], **kwargs: Any) -> None:
        """Offer the categories that this reader may add to."""
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            (code, displays.category(code)) for code in categories
        ]

    def clean_title(self) -> str:
        """Say which signs a title may not have."""
        title = " ".join(str(self.cleaned_data["title"]).split(" "))
        if titles.unseen(title):
            raise ValidationError(
                _("Le titre contient des signes invisibles. Écrivez-le de nouveau.")
            )
        if signs := titles.forbidden(title):
            told = "\u00a0".join(signs)
            raise ValidationError(
                _("Retirez ces signes du titre\u00a0: %(signs)s") % {"signs": told}
            )
        if len(title) > titles.LONGEST:
            raise ValidationError(_("Écrivez %(n)d signes au plus.") % {"n": titles.LONGEST})
        return title

    def clean_day(self) -> date:
        """A document has been written already."""
        day: date = self.cleaned_data["day"]
        if day > clock.today() or day.year < _EARLIEST:
            raise ValidationError(_("Écrivez une date passée, ou celle d’aujourd’hui."))
        return day

    def chosen(self) -> Chosen:
        """What a sound form says."""
        known = self.cleaned_data
        hidden = {VISIBLE: False, HIDDEN: True}.get(known.get("hidden", ""))
        return Chosen(known["title"], known["day"], known["category"], hidden)


class NewDocumentForm(DocumentForm):
    """The same, and who may read it."""

    hidden = forms.ChoiceField(
        label=gettext_lazy("Qui peut le lire\u00a0?"),
        choices=[
            (VISIBLE, gettext_lazy("Les soignants que j’autorise")),
            (HIDDEN, gettext_lazy("Masqué aux soignants")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez une réponse.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say who reads it all the same."""
        super().__init__(*args, **kwargs)
        who = hidden_rule.still_reads()
        self.fields["hidden"].help_text = _("Même masqué\u00a0: %(who)s") % {
            "who": who[:1].lower() + who[1:]
        }
