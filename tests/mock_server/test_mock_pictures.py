"""Pictures that the mock server paints."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from imgopen_mock.core.pictures import MAX_PIXELS, Drawing
from imgopen_mock.core.pictures.caption import write_caption
from imgopen_mock.core.pictures.chance import chance
from imgopen_mock.core.pictures.hints import hinted_at
from imgopen_mock.core.pictures.letters import spelled
from imgopen_mock.core.pictures.palette import mix
from imgopen_mock.core.pictures.scene import paint_scene
from imgopen_mock.core.pictures.theme import Hour, Place, Season, Theme, theme_of
from imgopen_mock.core.pictures.typeface import Typeface
from PIL import Image, ImageChops, ImageStat, features

FOX = Drawing("a fox in a snowy forest", 1221212, "pro1686666", 0, 96, 64, "png")
FEW = settings(max_examples=8)

sides = st.integers(1, 48)
anything = st.text(st.characters(), max_size=60)


def opened(drawing: Drawing) -> Image.Image:
    image = Image.open(io.BytesIO(drawing.paint()))
    image.load()
    return image


def difference(first: Image.Image, second: Image.Image) -> float:
    """The mean difference of two pictures' tones, from 0 to 255."""
    bands = ImageStat.Stat(ImageChops.difference(first.convert("RGB"), second.convert("RGB"))).mean
    return sum(bands) / len(bands)


def described(image: Image.Image) -> str:
    """What the metadata of a file say about the picture, as generators of pictures write it."""
    if image.format == "PNG":
        return str(image.info["parameters"])
    comment = image.getexif().get_ifd(0x8769)[0x9286]
    assert isinstance(comment, bytes)
    assert comment.startswith(b"UNICODE\0")
    return comment[8:].decode("utf-16-be")


@FEW
@given(sides, sides, st.sampled_from(["png", "PNG", "jpg", "jpeg", "JPG", "webp", ""]), st.integers(0, 100))
def test_a_file_has_the_size_and_the_format_asked_for(
    width: int, height: int, word: str, percentage: int
) -> None:
    drawing = replace(FOX, width=width, height=height, format=word, percentage=percentage)
    image = opened(drawing)
    assert image.size == (width, height)
    assert image.format is not None
    assert Image.MIME[image.format] == drawing.media_type
    assert drawing.media_type == ("image/jpeg" if word.lower() in ("jpg", "jpeg") else "image/png")


@pytest.mark.parametrize("place", Place)
def test_every_scene_can_be_painted(place: Place) -> None:
    sizes = [(1, 1), (16, 16), (90, 60), (7, 120), (120, 9)]
    for hour, season, size in zip(Hour, [*Season, *Season], sizes, strict=False):
        prompt = f"{place.value} {hour.value} {season.value} with a fox, a cat and a person"
        assert theme_of(prompt, chance(""), [Place.CITY]) == Theme(place, hour, season)
        assert paint_scene(prompt, 5, size).size == size


@FEW
@given(anything, st.integers(), anything, st.sampled_from(["png", "jpg"]))
@example("", 0, "", "png")
@example("\ud800 \U0010ffff \x00\x1b[31m\r\n\u202e", -1, "\udfff\x00", "png")
@example("word " * 5000, 10**5000, "task" * 500, "jpg")
@example("雪" * 3000 + "🦊" * 3000, -(10**5000), "任务", "jpg")
def test_any_text_and_any_seed_can_be_drawn(prompt: str, seed: int, task: str, word: str) -> None:
    drawing = Drawing(prompt, seed, task, 3, 80, 72, word)
    assert opened(drawing).size == (80, 72)


def test_the_same_drawing_gives_the_same_bytes_in_every_process() -> None:
    program = (
        "import hashlib; from imgopen_mock.core.pictures import Drawing;"
        f"print(*(hashlib.sha256(drawing.paint()).hexdigest() for drawing in {[FOX, replace(FOX, percentage=30)]!r}))"
    )
    digests = [
        hashlib.sha256(drawing.paint()).hexdigest() for drawing in (FOX, FOX, replace(FOX, percentage=30))
    ]
    elsewhere = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": "4711"},
        check=True,
        capture_output=True,
        text=True,
    )
    assert digests[0] == digests[1]
    assert elsewhere.stdout.split() == digests[1:]


@FEW
@given(st.integers(), st.integers())
def test_seeds_make_different_scenes(first: int, second: int) -> None:
    scenes = [paint_scene("a harbour at dawn", seed, (40, 30)) for seed in (first, second)]
    assert (difference(*scenes) == 0) == (first == second)


def test_prompts_tasks_and_numbers_make_different_pictures() -> None:
    others = [replace(FOX, prompt="a fox"), replace(FOX, task_id="pro2"), replace(FOX, number=1)]
    assert len({drawing.paint() for drawing in (FOX, *others)}) == 4


def test_the_task_changes_the_caption_only() -> None:
    large = replace(FOX, width=200, height=200)
    first, second = (
        opened(drawing).crop((0, 0, 200, 100)) for drawing in (large, replace(large, task_id="x"))
    )
    assert difference(first, second) == 0


@pytest.mark.parametrize("word", ["png", "jpg"])
@pytest.mark.parametrize("prompt", ["a fox in a snowy forest", "a harbour at dawn"])
def test_an_intermediate_picture_clears_up(word: str, prompt: str) -> None:
    drawing = replace(FOX, prompt=prompt, format=word, width=120, height=90)
    finished = opened(drawing)
    distances = [
        difference(opened(replace(drawing, percentage=share)), finished) for share in (0, 20, 40, 80)
    ]
    assert distances == sorted(distances, reverse=True)
    assert distances[0] > 25
    assert 1 < distances[-1] < distances[1] / 2


@pytest.mark.parametrize("percentage", [-5, 0])
def test_nothing_below_zero_percent_is_drawn(percentage: int) -> None:
    assert not replace(FOX, percentage=percentage).is_finished
    assert opened(replace(FOX, percentage=percentage)).size == (96, 64)


def test_more_than_everything_is_finished() -> None:
    assert replace(FOX, percentage=120).paint() == FOX.paint()


@FEW
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300), st.sampled_from(["png", "jpg"]))
@example("two lines\nof café, 雪 and 🦊", "jpg")
def test_the_metadata_hold_the_whole_prompt(prompt: str, word: str) -> None:
    drawing = replace(FOX, prompt=prompt, format=word, width=64, height=48)
    assert described(opened(drawing)) == f"{prompt}\nSeed: 1221212, Size: 64x48, Task: pro1686666"


def test_the_metadata_tell_intermediate_and_further_pictures() -> None:
    settings_line = described(opened(replace(FOX, number=2, percentage=40))).splitlines()[-1]
    assert settings_line.endswith("Task: pro1686666, Picture: 3, Percentage: 40")


def test_a_prompt_that_no_jpeg_can_hold_loses_its_middle() -> None:
    text = described(opened(replace(FOX, prompt="A" + "🦊" * 40_000, format="jpg")))
    assert text.startswith("A🦊🦊")
    assert "🦊…🦊" in text
    assert text.endswith("\nSeed: 1221212, Size: 96x64, Task: pro1686666")


@pytest.mark.parametrize(
    ("width", "height", "message"),
    [
        (0, 10, "picture of 0 x 10 pixels is too small"),
        (10, -1, "picture of 10 x -1 pixels is too small"),
        (4096, 4097, "4096 x 4097 pixels is too large"),
        (MAX_PIXELS, 1, "at most 65500 on a side"),
    ],
)
def test_a_size_that_cannot_be_drawn(width: int, height: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        replace(FOX, width=width, height=height).paint()


def test_the_imaging_library_is_imported_with_the_first_picture() -> None:
    program = (
        "import sys; from imgopen_mock.core.pictures import Drawing; assert 'PIL' not in sys.modules;"
        "Drawing('', 0, '', 0, 8, 8, 'png').paint(); assert 'PIL' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", ""),
        ("  a\tfox\r\nin\x00snow \x7f", "a fox in snow"),
        ("Frühling, Łódź, smørrebrød, straße", "Fruhling, Lodz, smorrebrod, strasse"),
        ("“quotes” — … ™ m² \N{MULTIPLICATION SIGN}4 ½", "“quotes” - … ™ m2 x4 1\N{FRACTION SLASH}2"),
        ("Лиса в зимнем лесу", "Lisa v zimnem lesu"),
        ("Αθήνα", "Athina"),
        ("雪地里的一只狐狸。清晨", "[10 Chinese characters]"),
        ("一只fox在雪地", "[2 Chinese characters] fox [3 Chinese characters]"),
        ("雪の中のキツネ", "[7 Japanese characters]"),
        ("여우", "[2 Korean characters]"),
        ("ثعلب", "[4 Arabic characters]"),
        ("🦊🦊🦊 and a 🐈‍⬛ 👍🏽", "[fox face x 3] and a [cat] [black large square] [thumbs up sign]"),
        ("\ue000\ud800!", "[2 unnamed characters]!"),
    ],
)
def test_spelled(text: str, line: str) -> None:
    assert spelled(text) == line


@given(anything)
def test_what_is_spelled_can_be_drawn(text: str) -> None:
    face = Typeface(20)
    missing = face.mask("\U0010fffe").tobytes()
    line = spelled(text)
    assert "\n" not in line
    assert all(face.mask(letter).tobytes() != missing for letter in set(line))


@given(anything, st.integers(1, 90), st.integers(1, 4))
def test_wrapped_lines_fit(text: str, width: int, most: int) -> None:
    face = Typeface(10)
    lines = face.wrap(spelled(text), width, most)
    assert len(lines) <= most
    assert all(face.width(line) <= width or len(line.rstrip("…")) <= 1 for line in lines)


def contrast(picture: Image.Image, box: tuple[int, int, int, int]) -> int:
    """The difference between the darkest and the lightest tone in a part of a picture."""
    (darkest, lightest), *_ = ImageStat.Stat(picture.convert("L").crop(box)).extrema
    return int(lightest - darkest)


@pytest.mark.parametrize("size", [(100, 100), (128, 128), (512, 300), (90, 400)])
@pytest.mark.parametrize("has_freetype", [True, False])
@pytest.mark.parametrize("task", ["pro1686666", "a2b7c1d4-9a3e-4c1f-8f0e-0123456789ab"])
def test_the_caption_is_legible_and_leaves_room(
    size: tuple[int, int], has_freetype: bool, task: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(features, "check", lambda _: has_freetype)
    width, height = size
    picture = Image.new("RGB", size, (90, 120, 150))
    write_caption(picture, replace(FOX, task_id=task, width=width, height=height))
    assert contrast(picture, (0, 0, width, height // 4)) == 0
    legible = [y for y in range(height) if contrast(picture, (0, y, width, y + 1)) > 90]
    assert len(legible) >= 12
    for x in (0, width - 1):
        assert contrast(picture, (x, legible[0], x + 1, height)) < 10


def test_a_tiny_picture_has_no_caption() -> None:
    picture = Image.new("RGB", (16, 16), (90, 120, 150))
    write_caption(picture, replace(FOX, width=16, height=16))
    assert contrast(picture, (0, 0, 16, 16)) == 0


@pytest.mark.parametrize(
    ("prompt", "theme"),
    [
        ("a fox in a snowy forest, night", Theme(Place.FOREST, Hour.NIGHT, Season.WINTER)),
        ("a harbour at dawn, summer", Theme(Place.SEA, Hour.DAWN, Season.SUMMER)),
        ("Autumn Hills in the fog", Theme(Place.MEADOW, Hour.MIST, Season.AUTUMN)),
        ("冬天的城市 夜晚", Theme(Place.CITY, Hour.NIGHT, Season.WINTER)),
        ("雪 沙漠 日落", Theme(Place.DESERT, Hour.DUSK, Season.WINTER)),
    ],
)
def test_the_prompt_decides_what_a_scene_is_about(prompt: str, theme: Theme) -> None:
    assert {theme_of(prompt, chance(str(seed)), list(Place)) for seed in range(20)} == {theme}


def test_without_hints_seeds_make_all_kinds_of_scenes() -> None:
    themes = [theme_of("a portrait", chance(str(seed)), list(Place)) for seed in range(100)]
    assert {theme.place for theme in themes} == set(Place)
    assert {theme.hour for theme in themes} == set(Hour)


def test_hints_are_whole_words() -> None:
    assert hinted_at("Two CATS in a cathedral", "cat") == 4
    assert hinted_at("a cathedral", "cat") is None


def test_snow_is_brighter_than_a_forest_at_night() -> None:
    winter, night = (
        ImageStat.Stat(paint_scene(prompt, 1, (60, 40)).convert("L")).mean[0]
        for prompt in ("forest, winter, noon", "forest, summer, night")
    )
    assert winter > night + 40


def test_mixed_colours_stay_between_both() -> None:
    assert mix((0, 100, 200), (100, 100, 100), 0.25) == (25, 100, 175)
    assert mix((0, 0, 0), (9, 9, 9), 2) == (9, 9, 9)
