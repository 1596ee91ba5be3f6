"""Tests of enrolment, activation and sign-in."""
