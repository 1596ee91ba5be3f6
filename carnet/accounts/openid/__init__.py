"""An OpenID Connect client (Core 1.0, code flow with PKCE), for FranceConnect first of all."""
