"""Clients (a structure's software) and the tokens that they hold."""

from __future__ import annotations

from django.db import models


class Client(models.Model):
    """A registered software of a structure, known by its public keys (RFC 7523)."""

    client_id = models.CharField(max_length=64, primary_key=True)
    organization_id = models.IntegerField()
    software = models.CharField(max_length=80)
    jwks = models.JSONField()
    scopes = models.CharField(max_length=200)
    active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "oauth_client"


class Token(models.Model):
    """An opaque access token, kept as its SHA-256."""

    token_hash = models.BinaryField(primary_key=True)
    client_id = models.CharField(max_length=64)
    organization_id = models.IntegerField()
    professional_id = models.IntegerField(null=True)  # the acting professional, when named
    purpose = models.CharField(max_length=40, default="normal")
    reason = models.BinaryField(null=True)  # why the glass is broken, sealed: it tells of health
    scopes = models.CharField(max_length=200)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "oauth_token"
        indexes = [models.Index(fields=["expires_at"], name="oauth_token_expiry")]


class UsedAssertion(models.Model):
    """A client assertion already spent: its jti may not come twice (RFC 7523 section 3)."""

    jti = models.BinaryField(primary_key=True)  # SHA-256 of client and jti
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "oauth_used_assertion"
