"""Plainleaf: one source for a leaflet, three accessible editions."""

__version__ = "0.1.0"
