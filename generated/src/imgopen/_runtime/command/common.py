"""The options that many commands have, whatever the spec says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ..product import BASE_URL
from .options import CONNECTION, LISTING, OUTPUT, WAITING, option
from .params import Param
from .profiles import profiles_path, read_profiles
from .settings import Settings

DEFAULT_WAIT: Final = 900.0
"""What `Task.wait` has for its timeout, said here once more so that help comes without loading the client."""


_WHERE: Final = f"Where the service is; {BASE_URL} if left out." if BASE_URL else "Where the service is."


@dataclass(frozen=True)
class Outputs:
    """What becomes of the result.

    Attributes:
        wait: whether to wait for the task.
        wait_timeout: seconds after which the waiting ends.
        out: the folder for the pictures.
        overwrite: whether files are replaced that are there already.
        json: whether one JSON document is written, and nothing else.
        thumbnails: whether pictures are shown in the terminal; None where it is to be found out.
        file: where an answer of bytes goes; None for standard output.
    """

    wait: bool = False
    wait_timeout: float = DEFAULT_WAIT
    out: Path | None = None
    overwrite: bool = False
    json: bool = False
    thumbnails: bool | None = None
    file: Path | None = None


def connection_options(*, makes_id: bool = False) -> list[Param]:
    """Return the options for keys and service."""
    prefix = option(
        "id-prefix", "What the id begins with that is made for the task.", CONNECTION, metavar="TEXT"
    )
    return [
        option("profile", "The profile with keys and defaults.", CONNECTION, metavar="NAME", complete=_names),
        option("base-url", _WHERE, CONNECTION, metavar="URL"),
        option("timeout", "Seconds for one call.", CONNECTION, metavar="SECONDS", kind=float),
        option("max-retries", "How often a call is tried again.", CONNECTION, metavar="NUMBER", kind=int),
        *([prefix] if makes_id else []),
    ]


def waiting_options(*, always: bool = False) -> list[Param]:
    """Return the options for what becomes of a task; where it is always waited for, without the wish to."""
    wait = option("wait", "Wait until the task is done.", WAITING)
    implied = "" if always else " Implies --wait."
    return [
        *([] if always else [wait]),
        option(
            "out",
            f"Save the pictures in this folder, and print their paths.{implied}",
            WAITING,
            metavar="FOLDER",
        ),
        option("overwrite", "Replace files that are there already.", WAITING),
        option(
            "wait-timeout",
            f"Seconds after which the waiting ends; {DEFAULT_WAIT:g} if left out. The task goes on.",
            WAITING,
            metavar="SECONDS",
            kind=float,
            default=DEFAULT_WAIT,
        ),
        json_option(WAITING),
        option(
            "thumbnails",
            "Show saved pictures in the terminal, where it can; done unless told otherwise.",
            WAITING,
            negative="no-thumbnails",
        ),
    ]


def listing_options() -> list[Param]:
    """Return the options for lists."""
    return [
        option("limit", "How many items at most; all if left out.", LISTING, metavar="NUMBER", kind=int),
        option("page-size", "How many items to fetch at once.", LISTING, metavar="NUMBER", kind=int),
        json_option(LISTING),
    ]


def json_option(section: str = OUTPUT) -> Param:
    """Return the option for JSON."""
    return option("json", "Print one JSON document, and nothing else.", section)


def bytes_options() -> list[Param]:
    """Return the options for an answer of bytes."""
    text = "The file to write what is answered to; standard output if left out, where that is no terminal."
    return [option("output", text, OUTPUT, metavar="FILE")]


def settings_of(given: Mapping[str, Any]) -> Settings:
    """Return the settings that the options say."""
    names = ("base-url", "timeout", "max-retries", "id-prefix")
    return Settings(
        typed={name: given.get(name.replace("-", "_")) for name in names}, profile_name=given.get("profile")
    )


def outputs_of(given: Mapping[str, Any], *, always: bool = False) -> Outputs:
    """Return what the options say of the result."""
    out = given.get("out")
    return Outputs(
        wait=always or bool(given.get("wait")) or out is not None,
        wait_timeout=given.get("wait_timeout", DEFAULT_WAIT),
        out=None if out is None else Path(out),
        overwrite=bool(given.get("overwrite")),
        json=bool(given.get("json")),
        thumbnails=given.get("thumbnails"),
        file=None if given.get("output") is None else Path(given["output"]),
    )


def _names() -> list[str]:
    return sorted(read_profiles(profiles_path()))
