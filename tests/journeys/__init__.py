"""Whole journeys, as people and their software live them."""
