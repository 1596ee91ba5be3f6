"""A synthetic nation and stand-ins for the outside world. Never loaded in production."""

from carnet.demo import guard

guard.refuse_production()
