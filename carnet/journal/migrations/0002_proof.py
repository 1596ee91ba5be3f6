"""What proofs are made of: tiles of the log, the census of people, signatures of witnesses."""

from django.db import migrations, models


# Hashes do not compress, and a slice of them is read without reading the whole.
STORAGE = """
ALTER TABLE journal_seal ALTER COLUMN leaves SET STORAGE EXTERNAL;
ALTER TABLE journal_census_tile ALTER COLUMN hashes SET STORAGE EXTERNAL;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Census',
            fields=[
                ('census_no', models.BigIntegerField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('seal_no', models.BigIntegerField()),
                ('tree_size', models.BigIntegerField()),
                ('root', models.BinaryField()),
            ],
            options={
                'db_table': 'journal_census',
            },
        ),
        migrations.CreateModel(
            name='CensusTile',
            fields=[
                ('pk', models.CompositePrimaryKey('level', 'number', blank=True, editable=False, primary_key=True, serialize=False)),
                ('level', models.SmallIntegerField()),
                ('number', models.BigIntegerField()),
                ('hashes', models.BinaryField()),
            ],
            options={
                'db_table': 'journal_census_tile',
            },
        ),
        migrations.CreateModel(
            name='Cosignature',
            fields=[
                ('pk', models.CompositePrimaryKey('seal_no', 'witness', blank=True, editable=False, primary_key=True, serialize=False)),
                ('seal_no', models.BigIntegerField()),
                ('witness', models.TextField()),
                ('key', models.BinaryField()),
                ('at', models.DateTimeField()),
                ('signature', models.BinaryField()),
            ],
            options={
                'db_table': 'journal_cosignature',
            },
        ),
        migrations.CreateModel(
            name='Tile',
            fields=[
                ('pk', models.CompositePrimaryKey('level', 'number', blank=True, editable=False, primary_key=True, serialize=False)),
                ('level', models.SmallIntegerField()),
                ('number', models.BigIntegerField()),
                ('hash', models.BinaryField()),
            ],
            options={
                'db_table': 'journal_tile',
            },
        ),
        migrations.AddIndex(
            model_name='seal',
            index=models.Index(fields=['xid_from'], name='journal_seal_xid'),
        ),
        migrations.AddIndex(
            model_name='seal',
            index=models.Index(fields=['first_index'], name='journal_seal_place'),
        ),
        migrations.RunSQL(STORAGE, migrations.RunSQL.noop),
    ]
