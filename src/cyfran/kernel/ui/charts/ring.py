"""The ring of the mark as a measure: so many steps taken of so many."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

AROUND = 360
GAP = 6


def step_ring(done: int, of: int, *, told: str) -> SafeString:
    """A ring in `of` pieces, the first `done` of them filled; the next one lifted in daffodil.

    `told` says the same in words. Counts beyond the whole, or below nought, are drawn as the whole or nothing.
    """
    pieces = max(of, 1)
    filled = min(max(done, 0), pieces)
    gap = GAP if pieces > 1 else 0
    turn = AROUND / pieces
    drawn = "".join(
        format_html(
            '<circle class="ring-piece {}" cx="36" cy="36" r="28" pathLength="360" '
            'stroke-dasharray="{} {}" transform="rotate({} 36 36)"/>',
            "ring-done" if piece < filled else ("ring-next" if piece == filled else "ring-left"),
            f"{turn - gap:g}",
            f"{AROUND - turn + gap:g}",
            f"{piece * turn - 90 + gap / 2:g}",
        )
        for piece in range(pieces)
    )
    return format_html(
        '<svg class="ring" viewBox="0 0 72 72" width="72" height="72" role="img" focusable="false">'
        '<title>{}</title>{}<text class="ring-count" x="36" y="42" text-anchor="middle">{}/{}</text></svg>',
        told,
        SafeString(drawn),
        filled,
        pieces,
    )
