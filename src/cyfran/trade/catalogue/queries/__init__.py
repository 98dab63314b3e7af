"""Reads of the catalogue: `shop` for pages that sell, `offers` for those who sell, `imports` for files."""
