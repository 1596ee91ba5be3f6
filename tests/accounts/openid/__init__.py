"""The OpenID Connect client, before a provider that may lie."""
