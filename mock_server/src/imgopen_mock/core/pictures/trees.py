"""Trees, as they stand against the light."""

from __future__ import annotations

import math
from random import Random

from imgopen_mock.core.pictures.stencil import Point, Stencil

# From this height on, in pixels, each tier of a fir carries snow that can be told from the others'.
_LARGE = 100.0


def conifer(luck: Random, tree: Stencil, snow: Stencil | None, foot: Point, height: float) -> None:
    """Draw a fir, and the snow on its branches into a stencil of its own; the height is in pixels."""
    x, base = foot
    tiers = round(min(4 + height / 14, luck.uniform(8, 11)))
    spread = height * luck.uniform(0.17, 0.22)
    top = base - height
    sides: list[list[Point]] = []
    for side in (-1, 1):
        outline: list[Point] = []
        for tier in range(1, tiers + 1):
            share = tier / tiers
            reach = spread * share**0.85 * luck.uniform(0.82, 1.12)
            y = top + height * 0.93 * share
            outline.append((x + side * reach, y + height * 0.012))
            outline.append((x + side * reach * 0.42, y - height * 0.028))
        sides.append(outline[:-1])
    left, right = sides
    tree.polygon([(x, top), *right, *reversed(left)])
    tree.box(x - height * 0.018, base - height * 0.1, x + height * 0.018, base + height * 0.02)
    if snow is not None:
        for outline in sides:
            for tip in outline[2 :: 2 if height > _LARGE else 4]:
                middle = (x + (tip[0] - x) * 0.12, tip[1] - height * 0.075)
                under = (x + (tip[0] - x) * 0.5, tip[1] - height * 0.022)
                snow.polygon([middle, tip, under])


def broadleaf(luck: Random, tree: Stencil, light: Stencil, sunward: int, foot: Point, height: float) -> None:
    """Draw a round tree, and the leaves that the sun reaches into a stencil of its own."""
    x, base = foot
    thick = height * 0.034
    crown = base - height * 0.6
    tree.polygon(
        [(x - thick * 1.3, base), (x - thick * 0.6, crown), (x + thick * 0.6, crown), (x + thick * 1.3, base)]
    )
    for side in (-1, 1):
        tree.line([(x, base - height * 0.3), (x + side * height * 0.16, crown)], thick * 0.8)
    leaves = round(min(34, 3 + height / 16))
    for across, up, size in _CLUSTERS:
        radius = height * size * luck.uniform(0.88, 1.12)
        middle_x = x + height * (across + luck.uniform(-0.03, 0.03))
        middle_y = base - height * (up + luck.uniform(-0.02, 0.02))
        tree.ellipse(middle_x, middle_y, radius * 0.94, radius * 0.9)
        for _ in range(leaves):
            angle, leaf = luck.uniform(0, 2 * math.pi), radius * luck.uniform(0.12, 0.24)
            leaf_x, leaf_y = (
                middle_x + math.cos(angle) * radius * 0.9,
                middle_y + math.sin(angle) * radius * 0.86,
            )
            tree.ellipse(leaf_x, leaf_y, leaf, leaf * 0.9)
            leaf_x = middle_x + radius * (0.3 * sunward + luck.gauss(0, 0.3))
            leaf_y = middle_y - radius * (0.34 - luck.gauss(0, 0.24))
            light.ellipse(leaf_x, leaf_y, leaf * 0.9, leaf * 0.7)


_CLUSTERS = (
    # across from the trunk and up from the ground, radius; all in heights of the tree
    (-0.2, 0.5, 0.15),
    (0.21, 0.49, 0.15),
    (0.0, 0.54, 0.18),
    (-0.15, 0.7, 0.16),
    (0.15, 0.69, 0.165),
    (0.0, 0.84, 0.15),
)


def bare_tree(luck: Random, tree: Stencil, foot: Point, height: float) -> None:
    """Draw a tree without leaves, its branches parting again and again."""
    depth = 4 if height < 60 else 6

    def grow(start: Point, angle: float, length: float, thick: float, left: int) -> None:
        tip = (start[0] + math.sin(angle) * length, start[1] - math.cos(angle) * length)
        tree.line([start, tip], max(0.45, thick))
        if left > 0:
            for turn in (-1, 1):
                bend = angle * 0.9 + turn * luck.uniform(0.2, 0.55)
                grow(tip, bend, length * luck.uniform(0.66, 0.84), thick * 0.66, left - 1)

    grow(foot, luck.uniform(-0.06, 0.06), height * 0.27, height * 0.045, depth)


def grass(luck: Random, blades: Stencil, foot: Point, height: float) -> None:
    """Draw a blade of grass."""
    x, base = foot
    lean = luck.uniform(-0.4, 0.4) * height
    half = height * 0.05
    blades.polygon(
        [(x - half, base), (x + lean * 0.4, base - height * 0.6), (x + lean, base - height), (x + half, base)]
    )
