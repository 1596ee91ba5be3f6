"""Tests of the pages under /parametres/."""
