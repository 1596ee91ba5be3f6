"""The trace: its events partitioned by month, its seals, its personal chains."""

from django.db import migrations, models

from carnet.journal.partitions import FUNCTION

EVENT = """
CREATE TABLE journal_event (
    at timestamptz NOT NULL,
    person_id bigint NOT NULL,
    xid bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
    mac bigint NOT NULL,
    actor_id bigint NOT NULL,
    nonce integer NOT NULL,
    organization_id integer NOT NULL,
    entry_no integer NOT NULL,
    context_id integer NOT NULL,
    kind smallint NOT NULL,
    actor_kind smallint NOT NULL,
    rule smallint NOT NULL,
    policy smallint NOT NULL,
    purpose smallint NOT NULL,
    detail text NOT NULL
) PARTITION BY RANGE (at);
CREATE TABLE journal_event_default PARTITION OF journal_event DEFAULT;
-- xid8 has no BRIN operator class in PostgreSQL: the same number is kept as a bigint.
CREATE INDEX journal_event_place ON journal_event
    USING brin (at, xid) WITH (pages_per_range = 16, autosummarize = on);
CREATE INDEX journal_event_person ON journal_event (person_id);
"""


def ensure_ahead(apps, schema_editor):
    """Make the first partitions."""
    from carnet.journal.partitions import ensure_ahead

    ensure_ahead()


class Migration(migrations.Migration):
    """First shape of the journal."""

    initial = True
    dependencies = []

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(EVENT, "DROP TABLE journal_event"),
            ],
            state_operations=[
                migrations.CreateModel(
                    name="Event",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "at",
                                "person_id",
                                "nonce",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("person_id", models.BigIntegerField()),
                        ("xid", models.BigIntegerField()),
                        ("mac", models.BigIntegerField()),
                        ("actor_id", models.BigIntegerField()),
                        ("nonce", models.IntegerField()),
                        ("organization_id", models.IntegerField()),
                        ("entry_no", models.IntegerField()),
                        ("context_id", models.IntegerField()),
                        ("kind", models.SmallIntegerField()),
                        ("actor_kind", models.SmallIntegerField()),
                        ("rule", models.SmallIntegerField()),
                        ("policy", models.SmallIntegerField()),
                        ("purpose", models.SmallIntegerField()),
                        ("detail", models.TextField()),
                    ],
                    options={"db_table": "journal_event"},
                ),
            ],
        ),
        migrations.CreateModel(
            name="Context",
            fields=[
                ("context_id", models.IntegerField(primary_key=True, serialize=False)),
                ("software", models.TextField()),
            ],
            options={"db_table": "journal_context"},
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("seal_no", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("xid_from", models.BigIntegerField()),
                ("xid_to", models.BigIntegerField()),
                ("first_index", models.BigIntegerField()),
                ("tree_size", models.BigIntegerField()),
                ("root", models.BinaryField()),
                ("heads_root", models.BinaryField()),
                ("previous", models.BinaryField()),
                ("leaves", models.BinaryField()),
                ("summary", models.BinaryField()),
                ("signature", models.BinaryField()),
            ],
            options={"db_table": "journal_seal"},
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("person_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("events", models.BigIntegerField()),
                ("head", models.BinaryField()),
            ],
            options={"db_table": "journal_head"},
        ),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION journal_make_partition"),
        migrations.RunPython(ensure_ahead, migrations.RunPython.noop),
    ]
