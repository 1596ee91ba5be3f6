"""A stand-in for FranceConnect: an OpenID Connect provider of the people of the demonstration."""
