"""Readers of catalogue files as other food platforms publish them.

Pure Python: bytes in, a `CatalogueReading` out. They import no Django, fetch nothing, write nothing, and say
what is the matter as codes with values; `sectors/food/messages.py` has the sentences in both languages.
"""
