"""Consents, blocked professionals, representatives, the treating doctor."""
