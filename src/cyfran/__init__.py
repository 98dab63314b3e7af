"""Cyfran: the software a platform co-operative runs on."""

__version__ = "0.1.0"
