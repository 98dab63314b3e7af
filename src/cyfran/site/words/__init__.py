"""The words of the product in Welsh: found in the sources, kept in catalogues, compiled. No gettext needed."""
