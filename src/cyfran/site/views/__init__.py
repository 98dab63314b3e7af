"""The installation's own pages: the first page, a society's home, checking, and the demonstration's doors."""
