"""Where names stand in the dictionaries of both languages."""

from cyfran.kernel.languages import Bilingual, welsh_sort_key


def sort_keys(name: Bilingual) -> dict[str, str]:
    """The two columns of an item that SQL orders by: the name's place in an English and in a Welsh dictionary."""
    return {
        "sort_en": name.in_language("en").casefold()[:200],
        "sort_cy": welsh_sort_key(name.in_language("cy"))[:500],
    }
