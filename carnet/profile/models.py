"""Answers of people about their own health. An answer is never changed: the newest one counts."""

from __future__ import annotations

from django.db import models


class Question(models.TextChoices):
    """What the house asks at the first sign-in (domain.md 7.1)."""

    HEIGHT = "height", "taille"  # centimetres
    WEIGHT = "weight", "poids"  # kilograms
    HISTORY = "history", "antécédents"  # words
    TREATMENTS = "treatments", "traitements"  # words


class Answer(models.Model):
    """One answer of one person, and who gave it: the holder, or a representative."""

    pk = models.CompositePrimaryKey("person_id", "question", "answered_at")
    person_id = models.BigIntegerField()
    question = models.CharField(max_length=16, choices=Question.choices)
    answered_at = models.DateTimeField()
    declared_by = models.BigIntegerField()  # a person
    none = models.BooleanField()  # « je n'en ai pas », which is an answer
    sealed = models.BinaryField()  # the value under the person's key (vault.personal); empty: none

    class Meta:
        db_table = "profile_answer"
