"""What a scene is about: a place, an hour and a season, as the prompt hints at them or else by chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from random import Random
from typing import TypeVar

from imgopen_mock.core.pictures.hints import hinted_at


class Place(Enum):
    """The kinds of scenes."""

    MOUNTAINS = "mountains"
    SEA = "sea"
    FOREST = "forest"
    DESERT = "desert"
    CITY = "city"
    MEADOW = "meadow"
    SPACE = "space"


class Hour(Enum):
    """The light that a scene stands in."""

    DAWN = "dawn"
    DAY = "day"
    DUSK = "dusk"
    NIGHT = "night"
    MIST = "mist"


class Season(Enum):
    """What grows or lies on the ground."""

    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


@dataclass(frozen=True)
class Theme:
    """What a scene is about."""

    place: Place
    hour: Hour
    season: Season


_Topic = TypeVar("_Topic", Place, Hour, Season)

_PLACES = {
    Place.MOUNTAINS: "mountain alps alpine peak summit glacier valley lake waterfall volcano hiking 山 湖",
    Place.SEA: "sea ocean harbour harbor beach coast coastal island boat ship sail sailing sailboat lighthouse"
    " wave port bay shore pier fisherman whale surfer 海 港 船 岛 灯塔 沙滩 沙灘",
    Place.FOREST: "forest wood woodland tree pine jungle fox foxes deer wolf wolves bear owl 林 树 樹 狐 鹿 🦊 🌲",
    Place.DESERT: "desert sand sandy dune cactus cacti sahara camel pyramid canyon oasis 沙漠 沙丘 骆驼 駱駝",
    Place.CITY: "city cities town street skyline skyscraper downtown urban cyberpunk neon tokyo london paris"
    " shanghai building 城 街",
    Place.MEADOW: "meadow field farm cottage castle village hill garden flower sheep horse cow countryside vineyard"
    " house 田 草 花 村",
    Place.SPACE: "space planet galaxy galaxies astronaut nebula cosmos cosmic alien mars spaceship starship"
    " 太空 星球 宇宙 宇航 银河 銀河",
}
_HOURS = {
    Hour.DAWN: "dawn sunrise morning pastel daybreak 黎明 日出 晨 早",
    Hour.DAY: "day noon midday sunny daylight bright 白天 正午 晴",
    Hour.DUSK: "dusk sunset evening twilight golden 日落 黄昏 黃昏 夕 傍晚",
    Hour.NIGHT: "night midnight moon moonlit moonlight starry star 夜 月 星",
    Hour.MIST: "mist misty fog foggy rain rainy storm stormy cloudy overcast grey gray gloomy 雾 霧 雨 阴 陰",
}
_SEASONS = {
    Season.SUMMER: "summer spring green lush 夏 春",
    Season.AUTUMN: "autumn autumnal october november 秋",
    Season.WINTER: "winter snow snowy snowfall ice icy frozen frost cold christmas blizzard 冬 雪 冰",
}


def theme_of(prompt: str, luck: Random, places: Sequence[Place]) -> Theme:
    """Choose what a scene is about: the first hint counts, and where there is none, luck does.

    Args:
        prompt: Any text.
        luck: What decides without a hint.
        places: Where the scene may be then.
    """
    place = luck.choice(places)
    hour, season = luck.choice(list(Hour)), luck.choice(list(Season))
    place = _hinted(prompt, _PLACES) or place
    if place is Place.SPACE and hour is not Hour.DUSK:
        hour = Hour.NIGHT
    return Theme(place, _hinted(prompt, _HOURS) or hour, _hinted(prompt, _SEASONS) or season)


def _hinted(prompt: str, hints: Mapping[_Topic, str]) -> _Topic | None:
    """Find the topic that is hinted at first."""
    found = [(at, topic) for topic, words in hints.items() if (at := hinted_at(prompt, words)) is not None]
    return min(found, key=lambda hit: hit[0])[1] if found else None
