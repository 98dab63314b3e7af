"""The loop as people walk it: each step of it through the screens of those whose step it is."""
