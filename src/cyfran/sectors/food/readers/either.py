"""Which reader a file is for: told by what it holds, not by its name."""

import io

from cyfran.sectors.food.readers import graph, ofn_csv
from cyfran.sectors.food.readers.dfc import read_dfc
from cyfran.sectors.food.readers.ofn_csv import read_ofn_csv
from cyfran.sectors.food.readers.reading import AS_WRITTEN, CatalogueReading, ReadingChoices
from cyfran.sectors.food.readers.texts import encoding_of

MAX_BYTES = max(graph.MAX_BYTES, ofn_csv.MAX_BYTES)


def read_catalogue(data: bytes, choices: ReadingChoices = AS_WRITTEN) -> CatalogueReading:
    """The file as a Data Food Consortium catalogue when it begins as JSON does, else as a product list."""
    head = (
        data[:64].decode(encoding_of(data[:4]) or "utf-8", errors="ignore").lstrip("\ufeff \t\r\n")
    )
    if head[:1] in ("{", "["):
        return read_dfc(data, choices)
    return read_ofn_csv(io.BytesIO(data), choices)
