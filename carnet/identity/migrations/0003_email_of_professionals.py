"""Where a professional is told that something waits in their software."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("identity", "0002_search")]

    operations = [
        migrations.AddField(
            model_name="professional",
            name="email",
            field=models.EmailField(blank=True, db_default="", max_length=254),
        ),
    ]
