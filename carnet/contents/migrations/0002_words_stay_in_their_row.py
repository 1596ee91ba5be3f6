"""A search reads the words of a thousand documents at once: they stay in their rows, up to 8 KB.

Passages are read for the few documents shown, and move aside first. Neither shrinks by being
compressed again: what is sealed is noise.
"""

from django.db import migrations

INLINE = """
ALTER TABLE contents_reading
  ALTER words SET STORAGE MAIN, ALTER text SET STORAGE EXTERNAL, ALTER values SET STORAGE EXTERNAL
"""
AS_BEFORE = INLINE.replace("MAIN", "EXTENDED").replace("EXTERNAL", "EXTENDED")


class Migration(migrations.Migration):
    """Where PostgreSQL keeps what was read."""

    dependencies = [("contents", "0001_initial")]
    operations = [migrations.RunSQL(INLINE, AS_BEFORE)]
