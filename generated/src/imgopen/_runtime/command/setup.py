"""Commands for the keys: `login` takes them, `profiles` tells whose there are."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Any, Final

from ..product import CREDENTIALS, PACKAGE
from ..redaction import Secret
from ..settings import Credential
from .common import json_option
from .exits import INTERRUPTED, CommandError
from .options import VALUES, option
from .params import Param
from .profile_file import write_keys
from .profiles import DEFAULT, VARIABLE, profiles_path, read_profiles
from .screens import say, say_json, tell

SUMMARIES: Final = {
    "login": "Keep your keys in a profile, so that commands find them",
    "profiles": "List the profiles, without their keys",
}


def setup_params(name: str) -> list[Param]:
    """Return the options of a command for the keys."""
    if name == "profiles":
        return [json_option(VALUES)]
    text = f"The profile to keep them in; {DEFAULT} if left out."
    return [option("profile", text, VALUES, metavar="NAME")]


def set_up(name: str, given: Mapping[str, Any]) -> None:
    """Run a command for the keys.

    Raises:
        CommandError: a key cannot be used, or the file of the profiles cannot.
    """
    if name == "login":
        _login(given.get("profile") or DEFAULT)
    else:
        _list(is_json=bool(given.get("json")))


def _login(profile: str) -> None:
    path = profiles_path()
    if path.exists():
        read_profiles(path)
    asked = {credential.argument: _key(credential) for credential in CREDENTIALS}
    keys = {argument: key for argument, key in asked.items() if key}
    write_keys(path, profile, keys)
    say(f"kept in profile {profile} of {path}")
    told = [credential.variable for credential in CREDENTIALS if os.environ.get(credential.variable)]
    if told:
        tell(f"{' and '.join(told)} of the environment will be used before it, unless --profile is said")


def _key(credential: Credential) -> Secret:
    from ..configuration import is_header_text

    words = credential.argument.strip("_").replace("_", " ")
    try:
        key = Secret(_asked(f"{words[:1].upper()}{words[1:]}: ").strip())
    except (KeyboardInterrupt, EOFError):
        tell("")
        raise CommandError("nothing was kept", INTERRUPTED) from None
    if not is_header_text(key) or (not key and credential.is_required):
        raise CommandError(f"the {words} is empty, or holds a character that cannot stand in a header")
    return key


def _asked(prompt: str) -> str:
    """Return a line that is not shown as it is typed; one of standard input, where that is no terminal."""
    if sys.stdin.isatty():
        from getpass import getpass

        return getpass(prompt, stream=sys.stderr)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def _list(*, is_json: bool) -> None:
    path = profiles_path()
    profiles = read_profiles(path)
    used = os.environ.get(VARIABLE) or DEFAULT
    if is_json:
        say_json({"path": os.fspath(path), "profiles": sorted(profiles), "used": used})
        return
    for name in sorted(profiles):
        say(name)
    if not profiles:
        tell(f"there is none in {path}; {PACKAGE.replace('_', '-')} login makes one")
