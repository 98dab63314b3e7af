"""A JSON-LD document as a plain graph of nodes, without ever fetching a context.

Keys are reduced to their local names (`dfc-b:hasPrice`, the full IRI and `hasPrice` are all `hasPrice`), nested
objects and references become the same thing, and nothing here recurses, so that neither a deep nor a cyclic
document can exhaust anything.
"""

import json
from collections.abc import Iterator
from typing import Any

from cyfran.sectors.food.readers.reading import Unreadable

MAX_BYTES = 8 * 1024 * 1024
# What a document may be made of: bounds the memory its objects take to a small multiple of its size.
MAX_OBJECTS = 150_000
MAX_VALUES = 600_000
MAX_DEPTH = 100

Node = dict[str, Any]
_OURS = ("datafoodconsortium", "w3id.org/dfc", "food-data-collaboration")
# What cannot be two things at once: a second, different statement of it is a contradiction.
_STATED_ONCE = {
    "name",
    "description",
    "sku",
    "stockLimitation",
    "value",
    "VATrate",
    "price",
    "hasUnit",
}
_OUR_PREFIXES = {"dfc", "dfc-b", "dfc-p", "dfc-t", "ldp"}


def parsed(text: str) -> Any:
    """The JSON value; numbers stay the texts they are. Raises Unreadable."""
    if not text.strip():
        raise Unreadable("empty")
    if text.count("{") + text.count("[") > MAX_OBJECTS or text.count(",") > MAX_VALUES:
        raise Unreadable("too_many_parts")
    try:
        return json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except RecursionError as error:
        raise Unreadable("too_deep") from error
    except json.JSONDecodeError as error:
        raise Unreadable("not_json", line=error.lineno) from error
    except ValueError as error:
        raise Unreadable("not_json", line=1) from error


class Graph:
    """The nodes of a document by their id, in the order in which they first appear."""

    def __init__(self, document: Any) -> None:
        self.nodes: dict[str, Node] = {}
        self.contradictions: dict[
            str, str
        ] = {}  # id -> the property that is stated twice, differently
        self._prefixes = _inline_prefixes(document)
        self._unnamed = 0
        self._collect(document)

    def of_type(self, *names: str) -> Iterator[Node]:
        """The nodes of one of these classes (by local name)."""
        wanted = set(names)
        return (node for node in self.nodes.values() if wanted & set(node["types"]))

    def linked(self, node: Node, *properties: str) -> Iterator[Node]:
        """The nodes that the first of these properties with any leads to."""
        for name in properties:
            found = [self.nodes[r] for r in _references(node.get(name, ())) if r in self.nodes]
            if found:
                yield from found
                return

    def back_links(self, *properties: str) -> dict[str, list[Node]]:
        """For each id, the nodes that lead to it through one of these properties."""
        found: dict[str, list[Node]] = {}
        for node in self.nodes.values():
            for name in properties:
                for reference in _references(node.get(name, ())):
                    found.setdefault(reference, []).append(node)
        return found

    def _collect(self, document: Any) -> None:
        """Every object of the document becomes a node; the stack holds (value, depth)."""
        stack: list[tuple[Any, int]] = [(document, 0)]
        while stack:
            value, depth = stack.pop()
            if depth > MAX_DEPTH:
                raise Unreadable("too_deep")
            if isinstance(value, list):
                stack += [(part, depth + 1) for part in reversed(value)]
            elif isinstance(value, dict):
                stack += [(part, depth + 1) for part in self._take(value)]

    def _take(self, value: dict[str, Any]) -> list[Any]:
        """Note the object as a node, and answer with the parts of it still to be looked at (last first)."""
        if "@value" in value:
            return []
        plain = {self._local(key): part for key, part in value.items() if not key.startswith("@")}
        identity = value.get("@id", value.get("id"))
        if not isinstance(identity, str):
            self._unnamed += 1
            identity = f"_:unnamed-{self._unnamed}"
            value["@id"] = identity  # so that whoever points at this object finds the node
        node = self.nodes.setdefault(identity, {"id": identity, "types": []})
        kinds = value.get("@type", value.get("type", []))
        node["types"] += [
            self._local(k)
            for k in (kinds if isinstance(kinds, list) else [kinds])
            if isinstance(k, str)
        ]
        for name, part in plain.items():
            self._merge(node, name, part if isinstance(part, list) else [part])
        return [
            part
            for key, part in reversed(value.items())
            if key != "@context" and isinstance(part, list | dict)
        ]

    def _merge(self, node: Node, name: str, parts: list[Any]) -> None:
        if name in ("id", "type", "types"):
            return
        known = node.get(name)
        if known is None:
            node[name] = list(parts)
        elif known != parts and name in _STATED_ONCE:
            self.contradictions.setdefault(node["id"], name)
        elif known != parts:
            known.extend(parts)

    def _local(self, name: str) -> str:
        """`dfc-b:hasPrice` -> `hasPrice`; names of other vocabularies stay whole, so as not to be mistaken for ours."""
        prefix, colon, rest = name.partition(":")
        if not colon:
            return name
        if prefix in _OUR_PREFIXES:
            return rest
        whole = self._prefixes.get(prefix, prefix + ":") + rest
        if any(mark in whole.casefold() for mark in _OURS):
            return whole.replace("#", "/").rsplit("/", 1)[-1]
        return name


def local_name(reference: str) -> str:
    """The last word of a term of a taxonomy: `dfc-m:Kilogram` -> `Kilogram`."""
    return reference.replace("#", "/").rsplit("/", 1)[-1].rsplit(":", 1)[-1]


def texts(node: Node, *properties: str) -> Iterator[tuple[str, str]]:
    """(language, text) of each literal of the first of these properties that has any; "" for no language."""
    for name in properties:
        found = [literal for part in node.get(name, ()) if (literal := _literal(part))]
        if found:
            yield from found
            return


def text(node: Node, *properties: str) -> str:
    """The first literal of the first of these properties that has any; "" when none has."""
    return next((said for _language, said in texts(node, *properties)), "")


def terms(node: Node, *properties: str) -> list[str]:
    """The local names of the terms that these properties point at."""
    return [
        local_name(reference)
        for name in properties
        for reference in _references(node.get(name, ()))
    ]


def _literal(part: Any) -> tuple[str, str] | None:
    if isinstance(part, dict) and isinstance(part.get("@value"), str):
        language = part.get("@language")
        return (language.lower()[:2] if isinstance(language, str) else "", part["@value"])
    return ("", part) if isinstance(part, str) else None


def _references(parts: Any) -> Iterator[str]:
    for part in parts:
        reference = part.get("@id", part.get("id")) if isinstance(part, dict) else part
        if isinstance(reference, str):
            yield reference


def _inline_prefixes(document: Any) -> dict[str, str]:
    """The prefixes that a context written into the document defines; a context that is an address is not opened."""
    tops = document if isinstance(document, list) else [document]
    contexts = [top.get("@context") for top in tops if isinstance(top, dict)]
    found: dict[str, str] = {}
    for context in contexts:
        for part in context if isinstance(context, list) else [context]:
            if isinstance(part, dict):
                found |= {
                    k: v for k, v in part.items() if isinstance(v, str) and not k.startswith("@")
                }
    return found
