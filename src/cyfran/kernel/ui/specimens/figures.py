"""Charts and arithmetic."""

from typing import Any

from cyfran.kernel.ui.charts import Amount, Point, Step
from cyfran.kernel.ui.shapes import Line
from cyfran.kernel.ui.specimens.languages import both


def figures() -> dict[str, Any]:
    """The hub's figures."""
    months = [
        ("Meh", "Jun", 684), ("Gor", "Jul", 702), ("Awst", "Aug", 655), ("Medi", "Sep", 731), ("Hyd", "Oct", 790), ("Tach", "Nov", 812),
    ]  # fmt: skip
    return {
        "parts": [
            Amount(both("Growers", "Tyfwyr"), 78),
            Amount(both("Packing and vans", "Pacio a faniau"), 11),
            Amount(both("The hub", "Yr hwb"), 8),
            Amount(both("Community", "Y gymuned"), 3),
        ],
        "kept": both("The hub and the community keep 11%.", "Mae’r hwb a’r gymuned yn cadw 11%."),
        "kept_because": both(
            "Decided by members on 3 March", "Penderfynwyd gan yr aelodau ar 3 Mawrth"
        ),
        "points": [Point(both(en, cy), pounds * 100) for cy, en, pounds in months],
        "rows": [
            Amount("Fferm Cwm Du", 412_050),
            Amount("Gardd Elin", 236_580),
            Amount("Popty Sara", 98_000),
            Amount(both("Returned bottles", "Poteli a ddychwelwyd"), -12_400, "clay"),
        ],
        "surplus": [
            Step(both("Sales", "Gwerthiant"), 3_095_521),
            Step(both("Paid to growers", "Talwyd i dyfwyr"), -2_414_506),
            Step(both("Vans and packing", "Faniau a phacio"), -340_507),
            Step(both("Surplus", "Gwarged"), total=True),
        ],
        "lines": [
            Line(both("Surplus of 2025", "Gwarged y flwyddyn 2025"), "£7,410.00"),
            Line(
                both("To reserves, 40%", "I’r cronfeydd wrth gefn, 40%"),
                "−£2,964.00",
                "#why",
                both("resolution 11", "penderfyniad 11"),
            ),
            Line(both("To the community, 10%", "I’r gymuned, 10%"), "−£741.00"),
            Line(
                both("To members by trade", "I’w rannu rhwng yr aelodau yn ôl eu masnach"),
                "£3,705.00",
                subtotal=True,
            ),
            Line(
                both(
                    "Your trade: £1,186.40 of £309,552.10",
                    "Eich masnach: £1,186.40 allan o £309,552.10",
                ),
                "0.383%",
            ),
        ],
        "total": Line(both("Your share", "Eich cyfran"), "£14.20"),
    }
