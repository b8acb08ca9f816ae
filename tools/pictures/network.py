"""Draws docs/images/network.svg: metropolitan France, where people live, and the demonstration network.

.venv/bin/python -m tools.pictures.network
"""

from collections.abc import Iterable
from math import cos, radians
from pathlib import Path

from services.directory.demo.network import demo_network
from services.directory.domain.entries import EntryKind
from services.territory.position import Position
from services.territory.shipped import load_communes

WIDTH = 760
SOUTH, NORTH, WEST, EAST = 41.2, 51.2, -5.3, 9.7
SCALE = WIDTH / ((EAST - WEST) * cos(radians(46.5)))
HEIGHT = round((NORTH - SOUTH) * SCALE)
LAYERS = (
    (EntryKind.ACCESS_POINT, "#1a6e8e", 1.9, "cabines de téléconsultation"),
    (EntryKind.NURSE, "#d1602b", 2.6, "infirmières en pratique avancée"),
)


def spots(positions: Iterable[Position], grid: float) -> str:
    """A path with one dot for each cell that holds a position: small, and nothing hides anything."""
    cells = sorted(
        {
            (round((p.lon - WEST) * cos(radians(46.5)) * SCALE / grid), round((NORTH - p.lat) * SCALE / grid))
            for p in positions
            if SOUTH < p.lat < NORTH and WEST < p.lon < EAST
        }
    )
    return "".join(f"M{x * grid:g} {y * grid:g}h0" for x, y in cells)


def path(positions: Iterable[Position], colour: str, width: float, grid: float) -> str:
    """The dots of one layer."""
    dots = spots(positions, grid)
    return f'<path d="{dots}" stroke="{colour}" stroke-width="{width}" stroke-linecap="round"/>'


def draw() -> str:
    """The picture."""
    communes = load_communes()
    entries = list(demo_network(communes))
    layers = [path((c.position for c in communes if c.position), "#b4c0c6", 2.2, 3)]
    legend = ['<circle cx="16" cy="20" r="4" fill="#b4c0c6"/><text x="28" y="25">communes</text>']
    for row, (kind, colour, width, label) in enumerate(LAYERS, 1):
        positions = [entry.position for entry in entries if entry.kind is kind and entry.position]
        layers.append(path(positions, colour, width, 1))
        count = f"{sum(entry.kind is kind for entry in entries):,}".replace(",", " ")
        y = 20 + 24 * row
        legend.append(
            f'<circle cx="16" cy="{y}" r="4" fill="{colour}"/><text x="28" y="{y + 5}">{count} {label}</text>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" fill="none" role="img" '
        f'aria-label="Carte : le réseau de démonstration sur la France métropolitaine">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>{"".join(layers)}'
        f'<g font-family="sans-serif" font-size="15" fill="#263238">{"".join(legend)}</g></svg>\n'
    )


if __name__ == "__main__":
    Path("docs/images/network.svg").write_text(draw(), encoding="utf-8")
