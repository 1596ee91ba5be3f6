"""The theme's tags: pages call these only."""

from django import template

register = template.Library()
