"""Cases: how many retail units a product holds, as planned transformations say it."""

from dataclasses import dataclass

from cyfran.sectors.food.readers import amounts, graph
from cyfran.sectors.food.readers.graph import Graph, Node
from cyfran.sectors.food.readers.reading import Unclear


@dataclass(frozen=True, slots=True)
class Case:
    """This product holds `count` of the product `unit_id`; 0 when the file is not clear about it."""

    unit_id: str
    count: int


def cases_in(document: Graph) -> dict[str, Case]:
    """For the id of each product that is a case of another: of which, and of how many.

    A transformation turns some pieces of one product into some of another, in either direction (six bottles make
    one case; one case is opened into six bottles): the side of which there is one is the case.
    """
    found: dict[str, Case] = {}
    for step in document.of_type("AsPlannedTransformation", "AsPlannedTransformations"):
        flows = [
            *document.linked(step, "hasIncome", "hasInput"),
            *document.linked(step, "hasOutcome", "hasOutput"),
        ]
        sides = [side for flow in flows if (side := _side(document, flow))]
        if len(sides) == 2:
            (one, one_count), (other, other_count) = sorted(sides, key=lambda side: side[1])
            found[one] = Case(other, other_count if one_count == 1 else 0)
    return found


def _side(document: Graph, flow: Node) -> tuple[str, int] | None:
    """The product and the number of pieces of one side of a transformation."""
    product = next(document.linked(flow, "consumes", "produces"), None)
    measure = next(document.linked(flow, "hasQuantity"), None)
    if product is None or measure is None:
        return None
    try:
        return product["id"], amounts.count_in_case(amounts.number(graph.text(measure, "value")))
    except Unclear:
        return product["id"], 0
