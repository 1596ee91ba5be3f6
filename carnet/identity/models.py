"""Insured people, the blind index of matricules, and the directory of professionals."""

from __future__ import annotations

from django.db import models


class Sex(models.TextChoices):
    """Sex as the INS traits write it."""

    FEMALE = "F", "femme"
    MALE = "M", "homme"
    UNKNOWN = "U", "inconnu"


class Person(models.Model):
    """An insured person: traits of the INS, and the matricule encrypted (never in clear).

    ``person_id`` is opaque, internal, and the unit of distribution (law 4).
    """

    person_id = models.BigAutoField(primary_key=True)
    birth_name = models.CharField(max_length=100)
    used_name = models.CharField(max_length=100, blank=True)
    given_names = models.CharField(max_length=200)  # all, separated by spaces
    first_name = models.CharField(max_length=100)
    sex = models.CharField(max_length=1, choices=Sex.choices)
    birth_date = models.DateField()
    birth_place = models.CharField(max_length=5)  # COG code of the commune or country
    matricule_oid = models.CharField(max_length=32)
    matricule_sealed = models.BinaryField()  # AES-GCM, by people.add_person
    vitale_index = models.BinaryField(null=True)  # blind index of the card's serial number
    pivot_index = models.BinaryField(null=True)  # blind index of the traits: people.pivot
    deceased_on = models.DateField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "identity_person"
        indexes = [
            models.Index(fields=["pivot_index"], name="identity_person_pivot"),
        ]


class MatriculeIndex(models.Model):
    """Finds the person of a matricule: its own table, keyed by a keyed hash (law 4)."""

    matricule_index = models.BinaryField(primary_key=True)
    person_id = models.BigIntegerField()

    class Meta:
        db_table = "identity_matricule"


class Organization(models.Model):
    """A care structure of the directory (FINESS)."""

    organization_id = models.AutoField(primary_key=True)
    finess = models.CharField(max_length=9, unique=True)
    name = models.CharField(max_length=200)
    sector = models.CharField(max_length=4)  # TRE_R02: SA07…
    address = models.CharField(max_length=200, blank=True)
    postal_code = models.CharField(max_length=5, blank=True)
    city = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    search_name = models.CharField(max_length=300)  # name and town, by directory.searchable

    class Meta:
        db_table = "identity_organization"


class Professional(models.Model):
    """A health professional of the directory (RPPS)."""

    professional_id = models.AutoField(primary_key=True)
    rpps = models.CharField(max_length=11, unique=True)
    family_name = models.CharField(max_length=100)
    given_name = models.CharField(max_length=100)
    title = models.CharField(max_length=10, blank=True)  # DR, PR…
    profession = models.CharField(max_length=10)  # TRE_G15: G15_10…
    specialty = models.CharField(max_length=10, blank=True)  # SM26…
    organization = models.ForeignKey(Organization, models.PROTECT, null=True)  # main practice
    search_name = models.CharField(max_length=220)  # both names, as directory.searchable makes it
    email = models.EmailField(blank=True, db_default="")  # of the practice, as it is published

    class Meta:
        db_table = "identity_professional"
