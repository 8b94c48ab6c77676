"""What a command is run with: said on the command line, or else by the environment, or else by a profile."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from ..product import BASE_URL_VARIABLE, CREDENTIALS, PACKAGE
from ..redaction import Secret
from . import NAME
from .contents import client_class
from .exits import CommandError
from .profiles import DEFAULT, VARIABLE, Profile, profiles_path, read_profiles

if TYPE_CHECKING:
    from ..sync_client import SyncClient

_PREFIX: Final = PACKAGE.upper()
VARIABLES: Final = {
    "base-url": BASE_URL_VARIABLE,
    "id-prefix": f"{_PREFIX}_ID_PREFIX",
    "max-retries": f"{_PREFIX}_MAX_RETRIES",
    "timeout": f"{_PREFIX}_TIMEOUT",
}
"""The environment variable of each setting."""


@dataclass(frozen=True)
class Layer:
    """Values of options from one source.

    Attributes:
        values: by option.
        sources: what an error calls the source, by option.
    """

    values: Mapping[str, Any]
    sources: Mapping[str, str]


@dataclass(frozen=True)
class Settings:
    """The settings of one run.

    Attributes:
        typed: the settings of the command line, by option; None where not given.
        profile_name: the profile that the command line names; it then counts as said there, too.
    """

    typed: Mapping[str, Any] = field(default_factory=dict)
    profile_name: str | None = None

    @cached_property
    def profile(self) -> Profile:
        """The profile that is used; an empty one where none is there and none is asked for.

        Raises:
            CommandError: there is none of the name, or the file cannot be used.
        """
        name = self.profile_name or os.environ.get(VARIABLE)
        path = profiles_path()
        profiles = read_profiles(path)
        if name is None:
            return profiles.get(DEFAULT) or Profile(DEFAULT)
        if name not in profiles:
            known = f"known are {', '.join(profiles)}" if profiles else f"there is none in {path}"
            raise CommandError(
                f"there is no profile {name!r}; {known}. {NAME} login --profile NAME makes one"
            )
        return profiles[name]

    def layers(self, command: str, flags: Mapping[str, str]) -> list[Layer]:
        """Return what environment and profile say about the options of a command, the weaker one first.

        Args:
            command: `group.command`.
            flags: the command's options, by the environment variable of each.

        Raises:
            CommandError: the profile has a default for an option that the command has not.
        """
        found = {flag: os.environ[name] for name, flag in flags.items() if name in os.environ}
        named = {flag: name for name, flag in flags.items()}
        environment = Layer(found, {flag: named[flag] for flag in found})
        where = f'profiles.{self.profile.name}.defaults."{command}"'
        defaults = self.profile.defaults.get(command.replace("_", "-"), {})
        for flag in defaults:
            if flag not in flags.values():
                raise CommandError(f"{profiles_path()}: {where}: the command has no option --{flag}")
        profile = Layer(defaults, dict.fromkeys(defaults, f"profile {self.profile.name}"))
        return [environment, profile] if self.profile_name else [profile, environment]

    def client(self) -> SyncClient:
        """Return a client with these settings.

        Raises:
            CommandError: a key is missing, or a setting cannot be used.
            ConfigurationError: a setting cannot be used.
        """
        keys = self._keys()
        made: SyncClient = client_class()(
            **keys,
            base_url=self._setting("base-url"),
            timeout=_as_number("timeout", self._setting("timeout"), float),
            max_retries=_as_number("max-retries", self._setting("max-retries"), int),
            task_id_prefix=self._setting("id-prefix"),
        )
        return made

    def _setting(self, name: str) -> Any:
        typed, told = self.typed.get(name), os.environ.get(VARIABLES[name]) or None
        profile = self.profile.settings.get(name)
        order = (typed, profile, told) if self.profile_name else (typed, told, profile)
        return next((value for value in order if value is not None), None)

    def _keys(self) -> dict[str, Secret]:
        """Return the keys, all of one source, as those of two accounts do not fit together."""
        told = {
            credential.argument: Secret(os.environ[credential.variable])
            for credential in CREDENTIALS
            if os.environ.get(credential.variable)
        }
        kept = dict(self.profile.keys)
        keys = (kept or told) if self.profile_name else (told or kept)
        missing = [found for found in CREDENTIALS if found.is_required and not keys.get(found.argument)]
        if missing:
            words = missing[0].argument.replace("_", " ")
            raise CommandError(
                f"no {words}: run {NAME} login, or set the environment variable {missing[0].variable}"
            )
        return keys


def variable_of(command: str, flag: str) -> str:
    """Return the environment variable of a command's option."""
    return f"{_PREFIX}_{command}_{flag}".replace(".", "_").replace("-", "_").upper()


def _as_number(name: str, value: Any, kind: type[int] | type[float]) -> Any:
    """Return a setting as a number; one of the environment is text."""
    try:
        return kind(value) if isinstance(value, str) else value
    except ValueError:
        raise CommandError(f"{VARIABLES[name]} {value!r} is not a number") from None
