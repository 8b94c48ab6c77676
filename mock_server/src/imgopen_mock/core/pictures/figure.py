"""Somebody small in a large scene: a fox, a cat, a wanderer or an astronaut, when the prompt speaks of one."""

from __future__ import annotations

from typing import TypeAlias

from imgopen_mock.core.pictures.hints import hinted_at
from imgopen_mock.core.pictures.palette import Colour, mix
from imgopen_mock.core.pictures.stencil import Point, placed
from imgopen_mock.core.pictures.theme import Place
from imgopen_mock.core.pictures.view import View

_Part: TypeAlias = tuple[Colour, tuple[Point, ...]]

_ORANGE: Colour = (214, 106, 44)
_BROWN: Colour = (70, 42, 38)
_BLACK: Colour = (58, 54, 66)
_DARK: Colour = (30, 24, 28)
_WHITE: Colour = (250, 240, 228)


def _outline(corners: str) -> tuple[Point, ...]:
    """Read corners, each as "x,y" in hundredths of the height, from the middle of the ground upwards."""
    return tuple(
        (float(x) / 100, float(y) / 100) for x, y in (corner.split(",") for corner in corners.split())
    )


_FOX_BODY = _outline(
    "23,0 25,3 18.5,6 17,25 21,40 21,52 26,56.5 36,60 43,63.5 43,66.5 35,71 28.5,78 27,84 27.5,98 "
    "20,87.5 15,86.5 8.5,96.5 6.5,83 3,72 -1,61 -10,50 -19,34 -23,16 -20,0"
)
_FOX_TAIL = _outline("-10,0 -34,-1.5 -52,4 -63,16 -68,32 -56,26 -40,20 -17,17")
_FOX_TAIL_TIP = _outline("-55,6.5 -63,16 -68,32 -60,28 -50,20")
_FOX_BIB = _outline("15.5,30 20,38 21,52 26,56.5 36,60 42,63.2 33,65.5 22,64 15,56 13,42")
_FOX_LEG = _outline("23,0 25,3 18.5,6 17.5,20 12,20 11.5,0")
_FOX_NOSE = _outline("40,66.5 43,66.5 43.7,63.5 41,63")
_FOX_EYE = _outline("28.5,71.5 31.5,73 32,71")
_FOX_EAR = _outline("23.5,88 26.8,95 26.2,87")
_FOX: tuple[_Part, ...] = (
    (_ORANGE, _FOX_BODY),
    (mix(_ORANGE, _DARK, 0.1), _FOX_TAIL),
    (_WHITE, _FOX_TAIL_TIP),
    (_WHITE, _FOX_BIB),
    (_BROWN, _FOX_LEG),
    (_BROWN, _FOX_EAR),
    (_DARK, _FOX_NOSE),
    (_DARK, _FOX_EYE),
)
_CAT_BODY = _outline(
    "20,0 22,3 16,6 15,28 19,44 19,56 25,60 29,65 29,70 25,76 24,82 25,95 18,86 12,86 6,94 4,80 "
    "2,70 0,60 -10,50 -19,34 -23,16 -20,0"
)
_CAT_TAIL = _outline("-10,0 -30,-1 -44,3 -50,12 -50,24 -45,30 -42,28 -45,20 -42,12 -34,8 -17,9")
_CAT: tuple[_Part, ...] = ((_BLACK, _CAT_BODY), (_BLACK, _CAT_TAIL))

_LEGS = _outline("-7.5,0 -7,42 7.5,42 8.5,0 3,0 0.8,34 -1.2,34 -2.5,0")
_COAT = _outline("-12,30 -11,74 -6,81.5 6,81.5 11,74 13,30 0,27")
_ARM = _outline("10,76 15,55 14,42 10,42 8.5,55")
_SCARF = _outline("-6.5,80 -6,84.5 6,84.5 6.5,80 9,62 5,63 3,79")
_HEAD = _outline("-7,90 -6,96 -3,99.5 3,99.5 6,96 7,90 0,83.5")


def _person(legs: Colour, coat: Colour, scarf: Colour, head: Colour) -> tuple[_Part, ...]:
    """Dress somebody who is seen from behind."""
    sleeve, other_arm = mix(coat, _DARK, 0.18), tuple((-x, y) for x, y in _ARM)
    return (
        (legs, _LEGS),
        (coat, _COAT),
        (sleeve, _ARM),
        (sleeve, other_arm),
        (head, _HEAD),
        (scarf, _SCARF),
    )


_PEOPLE = (
    "woman women 1girl 1boy man men girl boy person people wanderer traveler traveller hiker monk wizard witch knight"
    " samurai warrior princess prince queen king child portrait 人 女 男 孩"
)
_FIGURES = (
    # the words for it, its height in units, and how it looks
    ("fox foxes 狐 🦊", 0.115, _FOX),
    ("cat kitten 猫 貓 🐱 🐈", 0.09, _CAT),
    (
        "astronaut spaceman cosmonaut 宇航员 太空人",
        0.16,
        _person(legs=(206, 210, 222), coat=(238, 240, 246), scarf=(226, 120, 70), head=(246, 248, 252)),
    ),
    (
        _PEOPLE,
        0.16,
        _person(legs=(44, 46, 66), coat=(128, 52, 58), scarf=(236, 190, 90), head=(60, 42, 40)),
    ),
)
STANDING = frozenset({Place.FOREST, Place.MEADOW, Place.DESERT, Place.SPACE, Place.MOUNTAINS})
"""The places with ground to stand on."""


def is_somebody_in(prompt: str) -> bool:
    """Tell whether a prompt speaks of anybody who can be painted."""
    return any(hinted_at(prompt, words) is not None for words, _, _ in _FIGURES)


def paint_figures(view: View) -> None:
    """Paint who is mentioned, beside each other, if there is ground to stand on."""
    if view.theme.place not in STANDING:
        return
    unit = view.unit
    x, y = view.width * (0.5 + view.sunward * 0.04), view.height - unit * 0.2
    if view.theme.place is Place.MOUNTAINS:
        # By a lake the only ground is the bank, away from the sun.
        x, y = view.width * (0.5 - view.sunward * 0.27), view.height - unit * 0.135
    for words, height, parts in _FIGURES:
        if view.mentions(words):
            _paint(view, parts, (x, y), unit * height)
            x += view.sunward * unit * 0.15


def _paint(view: View, parts: tuple[_Part, ...], foot: Point, size: float) -> None:
    palette = view.palette
    shadow = view.stencil()
    shadow.ellipse(foot[0] - view.sunward * size * 0.25, foot[1], size * 0.55, size * 0.05, 110)
    view.lay(shadow.mask().blurred(size * 0.03), mix(palette.shade, (8, 12, 26), 0.6))
    for colour, outline in parts:
        part = view.stencil()
        part.polygon(placed(outline, foot, view.sunward * size, size))
        view.lay(part.mask(), mix(palette.bright(colour), palette.dark(colour), 0.35))
