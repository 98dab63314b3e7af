"""Signing in, and the page about how one signs in."""
