"""Profiles: keys, settings and defaults of options, in a file that nobody else can read."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from ..product import CREDENTIALS, PACKAGE
from ..redaction import Secret
from .exits import CommandError

_TOML: Final = "tomllib" if sys.version_info >= (3, 11) else "tomli"
"""The module that reads TOML."""

DEFAULT: Final = "default"
VARIABLE: Final = f"{PACKAGE.upper()}_PROFILE"
"""The environment variable that names the profile."""

_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_SETTINGS: Final[dict[str, tuple[type, ...]]] = {
    "base-url": (str,),
    "id-prefix": (str,),
    "max-retries": (int,),
    "timeout": (int, float),
}


@dataclass(frozen=True)
class Profile:
    """What a profile says.

    Attributes:
        name: what it is called.
        keys: by the argument of the client that takes them.
        settings: base URL and the like, by option.
        defaults: values of options, by `group.command` and option.
    """

    name: str
    keys: Mapping[str, Secret] = field(default_factory=dict, repr=False)
    settings: Mapping[str, Any] = field(default_factory=dict)
    defaults: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def key_name(argument: str) -> str:
    """Return what a key is called in the file."""
    return argument.strip("_").replace("_", "-")


def profiles_path() -> Path:
    """Return the file of the profiles in the user's configuration, whether it is there or not."""
    from platformdirs import user_config_path

    return user_config_path(PACKAGE, appauthor=False) / "profiles.toml"


def read_profiles(path: Path) -> dict[str, Profile]:
    """Return all profiles, by name; none where there is no file.

    Raises:
        CommandError: others can read the file, or it is not as it should be.
    """
    return profiles_in(parsed(_text(path), path), path)


def parsed(text: str, path: Path) -> dict[str, Any]:
    """Return what a file of profiles says.

    Raises:
        CommandError: it is not TOML. Its text is not repeated, as it holds keys.
    """
    try:
        content: dict[str, Any] = import_module(_TOML).loads(text)
    except (ValueError, RecursionError):
        raise CommandError(f"{path} is not TOML") from None
    return content


def profiles_in(content: Mapping[str, Any], path: Path) -> dict[str, Profile]:
    """Return the profiles that the content of a file has.

    Raises:
        CommandError: the content is not as it should be.
    """
    tables = _table(content.get("profiles", {}), f"{path}: profiles")
    unknown = set(content) - {"profiles"}
    if unknown:
        raise CommandError(f"{path}: {sorted(unknown)[0]!r} is not known; profiles are [profiles.NAME]")
    return {
        name: _profile(name, _table(table, f"{path}: profiles.{name}"), f"{path}: profiles.{name}")
        for name, table in tables.items()
    }


def _text(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as stream:
            mode = os.fstat(stream.fileno()).st_mode
            if os.name != "nt" and mode & _OTHERS:
                raise CommandError(
                    f"{path} holds keys, and others can read or change it (mode {stat.S_IMODE(mode):o}); "
                    f"run: chmod 600 {path}"
                )
            return stream.read()
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        raise CommandError(
            f"{path} cannot be read: {getattr(error, 'strerror', None) or 'not UTF-8'}"
        ) from None


def _profile(name: str, table: Mapping[str, Any], where: str) -> Profile:
    keys = {key_name(credential.argument): credential.argument for credential in CREDENTIALS}
    secrets: dict[str, Secret] = {}
    settings: dict[str, Any] = {}
    defaults: dict[str, Mapping[str, Any]] = {}
    for key, value in table.items():
        if key in keys:
            secrets[keys[key]] = Secret(_of_type(value, (str,), f"{where}.{key}"))
        elif key in _SETTINGS:
            settings[key] = _of_type(value, _SETTINGS[key], f"{where}.{key}")
        elif key == "defaults":
            for command, values in _table(value, f"{where}.defaults").items():
                place = f'{where}.defaults."{command}"'
                defaults[command.replace("_", "-")] = _table(values, place)
        else:
            known = ", ".join([*keys, *_SETTINGS, "defaults"])
            raise CommandError(f"{where}: {key!r} is not known; known are {known}")
    return Profile(name, secrets, settings, defaults)


def _table(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise CommandError(f"{where} is not a table")
    return value


def _of_type(value: Any, kinds: tuple[type, ...], where: str) -> Any:
    if not isinstance(value, kinds) or isinstance(value, bool):
        raise CommandError(f"{where} is not {'text' if str in kinds else 'a number'}")
    return value
