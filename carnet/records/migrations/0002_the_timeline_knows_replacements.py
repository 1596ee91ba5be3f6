"""What is kept from a reader is asked of an entry and of what it replaces: the index tells both.

Without the second, a list for who has something kept from them read every row beside the index.
"""

from django.db import migrations, models

_NAME = "records_entry_timeline"
_LISTED = (
    "status", "version", "submission_no", "type_code", "class_code", "format_code", "category",
    "title", "created_at", "service_stop", "submitted_at", "author_name", "author_professional_id",
    "source_organization_id", "hidden_from_professionals", "hidden_from_patient",
    "hidden_from_representatives", "confidentiality", "size", "mime_type", "replaces_entry_no",
)  # fmt: skip


class Migration(migrations.Migration):
    """The covering index of the timeline, one column wider."""

    dependencies = [("records", "0001_initial")]
    operations = [
        migrations.RemoveIndex("entry", _NAME),
        migrations.AddIndex(
            "entry",
            models.Index(
                fields=["person_id", "-service_start", "-entry_no"], include=_LISTED, name=_NAME
            ),
        ),
    ]
