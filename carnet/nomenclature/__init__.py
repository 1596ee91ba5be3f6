"""Coded terms as data: types, classes, formats, professions, visibility."""
