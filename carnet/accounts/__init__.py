"""Enrolment, provisional codes, activation, sign-in."""
