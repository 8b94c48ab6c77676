"""Writes keys into the file of the profiles, and leaves everything else in it as it is."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from .exits import CommandError
from .profiles import key_name, parsed, profiles_in

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_HEADER: Final = re.compile(r"\s*\[")


def write_keys(path: Path, profile: str, keys: Mapping[str, str]) -> None:
    """Put keys into a profile; the file is changed whole or not at all, and nobody else can read it.

    Args:
        path: the file; it is made where it is not there.
        profile: the name of the profile.
        keys: by the argument of the client that takes them.

    Raises:
        CommandError: the file is not as it should be, or cannot be written.
    """
    path = path.resolve()
    try:
        before = path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, ValueError) as error:
        raise CommandError(
            f"{path} cannot be read: {getattr(error, 'strerror', None) or 'not UTF-8'}"
        ) from None
    lines = {key_name(argument): _text(key) for argument, key in keys.items()}
    after = _edited(before, profile, lines)
    wanted = _wanted(parsed(before, path), profile, {key_name(name): key for name, key in keys.items()})
    if parsed(after, path) != wanted:
        raise CommandError(
            f"{path}: the keys cannot be put into profiles.{profile} as it is written; do it by hand"
        )
    profiles_in(wanted, path)
    _replace(path, after)


def _edited(text: str, profile: str, lines: Mapping[str, str]) -> str:
    """Return the text with the keys right below the header of the profile, and not where they were before."""
    header = f"[profiles.{profile if _BARE.fullmatch(profile) else _text(profile)}]"
    added = [f"{name} = {value}" for name, value in lines.items()]
    existing = text.splitlines()
    place = next((index for index, line in enumerate(existing) if _is_header(line, header)), None)
    if place is None:
        above = [*existing, ""] if existing and existing[-1].strip() else existing
        return "\n".join([*above, header, *added, ""])
    rest = existing[place + 1 :]
    end = next((index for index, line in enumerate(rest) if _HEADER.match(line)), len(rest))
    old = re.compile(rf"\s*\"?({'|'.join(map(re.escape, lines))})\"?\s*=")
    kept = [line for line in rest[:end] if not old.match(line)]
    return "\n".join([*existing[: place + 1], *added, *kept, *rest[end:], ""])


def _is_header(line: str, header: str) -> bool:
    return line.partition("#")[0].replace(" ", "").strip() == header.replace(" ", "")


def _wanted(content: dict[str, Any], profile: str, keys: Mapping[str, str]) -> dict[str, Any]:
    profiles = content.get("profiles", {})
    profiles = profiles if isinstance(profiles, dict) else {}
    table = profiles.get(profile, {})
    return {
        **content,
        "profiles": {**profiles, profile: {**(table if isinstance(table, dict) else {}), **keys}},
    }


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _replace(path: Path, text: str) -> None:
    name = ""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.chmod(0o700)
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o600)
        Path(name).replace(path)
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}") from None
    finally:
        with suppress(OSError):
            Path(name).unlink()
