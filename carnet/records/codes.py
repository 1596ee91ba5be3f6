"""The states of a record and of an entry, as they are kept."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    """Where a record is in its life (domain.md 1.2)."""

    NOT_CREATED = "not_created", "non créé"
    OPPOSED = "opposed", "opposition"
    CREATED = "created", "créé, non activé"
    ACTIVE = "active", "activé"
    SUSPENDED = "suspended", "suspendu"
    CLOSED = "closed", "clôturé"
    DELETION_PENDING = "deletion_pending", "suppression demandée"
    DELETED = "deleted", "supprimé"
    DECEASED = "deceased", "clôturé par décès"


class Status(models.IntegerChoices):
    """availabilityStatus of an entry (XDS, CI-SIS)."""

    APPROVED = 1, "urn:oasis:names:tc:ebxml-regrep:StatusType:Approved"
    DEPRECATED = 2, "urn:oasis:names:tc:ebxml-regrep:StatusType:Deprecated"
    ARCHIVED = 3, "urn:asip:ci-sis:2010:StatusType:Archived"
    DELETED = 4, "urn:asip:ci-sis:2010:StatusType:Deleted"
