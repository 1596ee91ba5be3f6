"""Index the search of professionals and structures by the beginnings of their names."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("identity", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX identity_professional_search ON identity_professional"
            " USING gin (to_tsvector('simple', search_name))",
            "DROP INDEX identity_professional_search",
        ),
        migrations.RunSQL(
            "CREATE INDEX identity_organization_search ON identity_organization"
            " USING gin (to_tsvector('simple', search_name))",
            "DROP INDEX identity_organization_search",
        ),
    ]
