"""What curl sends for the words of its command line, as curl's manual says it."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

_WITH_VALUE: Final = frozenset(
    ("-X", "-H", "-b", "-u", "-d", "-F", "--data-urlencode", "--data-raw", "--data-binary")
)
_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True)
class Part:
    """A part of a multipart body; `content` is empty for a file."""

    name: str
    content: str
    media_type: str = ""
    is_file: bool = False


@dataclass
class Sent:
    """A request of curl."""

    url: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    cookie: str = ""
    data: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


def sent_by_curl(source: str) -> Sent:
    """Return what a command sends."""
    words = shlex.split(source.replace("\\\n", " "))
    assert words.pop(0) == "curl"
    sent = Sent()
    while words:
        word = words.pop(0)
        if word not in _WITH_VALUE:
            assert not word.startswith("-")
            sent.url = word
            continue
        _take(sent, word, words.pop(0))
    return sent


def _take(sent: Sent, option: str, value: str) -> None:
    if option == "-H":
        name, colon, text = value.partition(":")
        sent.headers[name.rstrip(";").lower()] = text.strip()
        assert bool(text.strip()) == bool(colon)
    elif option == "-b":
        assert not sent.cookie
        assert "=" in value
        sent.cookie = value
    elif option == "--data-urlencode":
        name, _, text = value.partition("=")
        sent.data.append(f"{name}={quote(text, safe='')}")
    elif option == "-F":
        sent.parts.append(_part(value))
    elif option != "-X":
        assert option == "--data-raw" or not value.startswith("@")
        sent.data.append(value)


def _part(value: str) -> Part:
    name, _, written = value.partition("=")
    assert not written.startswith(("<", "("))
    quoted = _QUOTED.match(written)
    text, rest = (quoted[1], written[quoted.end() :]) if quoted else (written, "")
    if quoted:
        text = re.sub(r"\\(.)", r"\1", text)
    else:
        text, mark, rest = written.partition(";")
        text, rest = text.strip(), f"{mark}{rest}"
    media_type = rest.removeprefix(";type=")
    assert rest == (f";type={media_type}" if media_type else "")
    is_file = written.startswith("@")
    return Part(name, "" if is_file else text, media_type, is_file)
