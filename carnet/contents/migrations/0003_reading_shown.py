"""What the page of a document shows is kept beside its words, aside from their row."""

from django.db import migrations, models

ASIDE = "ALTER TABLE contents_reading ALTER shown SET STORAGE EXTERNAL"


class Migration(migrations.Migration):
    """Null for what was read before: a child reads it for each page, until it is read again."""

    dependencies = [("contents", "0002_words_stay_in_their_row")]
    operations = [
        migrations.AddField("reading", "shown", models.BinaryField(null=True)),
        migrations.RunSQL(ASIDE, migrations.RunSQL.noop),
    ]
