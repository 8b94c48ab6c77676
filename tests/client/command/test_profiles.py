"""Profiles: who may read them, what comes first, and that writing keys leaves everything else alone."""

from __future__ import annotations

import io
import json
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imgopen._runtime.command.exits import CommandError
from imgopen._runtime.command.profile_file import write_keys
from imgopen._runtime.command.profiles import VARIABLE, profiles_path, read_profiles
from imgopen._runtime.command.settings import VARIABLES, variable_of

from tests.client.command.conftest import Command
from tests.client.command.made import command_for, drawing, options_for, without_id
from tests.client.conftest import Service, success
from tests.support.operations import api

NAMES = [credential.argument.replace("_", "-") for credential in api().credentials]
ARGUMENTS = [credential.argument for credential in api().credentials]
HEADERS = [credential.header for credential in api().credentials]
TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)


def _keys(mark: str) -> dict[str, str]:
    return {argument: f"{mark}-{argument}" for argument in ARGUMENTS}


def _lines(mark: str) -> str:
    return "\n".join(f'{name} = "{mark}-{argument}"' for name, argument in zip(NAMES, ARGUMENTS, strict=True))


def _write(text: str, mode: int = 0o600) -> Path:
    path = profiles_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def _mark(service: Service) -> set[str]:
    """Return whose keys went with the last request."""
    return {service.requests[-1].headers[header].partition("-")[0] for header in HEADERS}


@pytest.fixture
def submit() -> list[str]:
    found = command_for(drawing())
    return [found.group, found.name, *options_for(found, without_id(drawing()))]


@pytest.fixture
def bare(recorded: Service, monkeypatch: pytest.MonkeyPatch) -> Service:
    """A recording service, with no keys in the environment."""
    for credential in api().credentials:
        monkeypatch.delenv(credential.variable)
    recorded.answers = [success({})]
    return recorded


def test_login_keeps_keys_where_nobody_else_can_read_them(
    command: Command, bare: Service, submit: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"kept-{name} \n" for name in NAMES)))
    ran = command("login")
    path = profiles_path()
    assert ran.code == 0
    assert str(path) in ran.out
    assert not any(f"kept-{name}" in ran.out + ran.err for name in NAMES)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]
    command(*submit)
    assert _mark(bare) == {"kept"}


@pytest.mark.parametrize("typed", ["", "\n", "one\n", "a\x00b\nc\n", "ü\nü\n"])
def test_login_keeps_nothing_where_a_key_is_none(
    command: Command, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert command("login").code in (2, 130)
    assert not profiles_path().exists()


def test_without_keys_the_way_to_them_is_told(command: Command, bare: Service, submit: list[str]) -> None:
    ran = command(*submit)
    assert ran.code == 2
    assert "login" in ran.err
    assert api().credentials[0].variable in ran.err
    assert not bare.requests


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o610])
def test_a_file_that_others_can_read_is_refused(
    command: Command, bare: Service, submit: list[str], mode: int
) -> None:
    path = _write(f"[profiles.default]\n{_lines('kept')}\n", mode)
    ran = command(*submit)
    assert ran.code == 2
    assert f"chmod 600 {path}" in ran.err
    assert not bare.requests
    assert command("profiles").code == 2
    path.chmod(0o600)
    assert command(*submit, "--max-retries=0").code != 2


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[profiles.default", "is not TOML"),
        ('key = "x"', "'key' is not known"),
        ("profiles = 3", "profiles is not a table"),
        ("[profiles]\ndefault = 3", "profiles.default is not a table"),
        ("[profiles.default]\nsecrets = 's3cret'", "'secrets' is not known"),
        (f"[profiles.default]\n{NAMES[0]} = 3", "is not text"),
        ("[profiles.default]\ntimeout = 's3cret'", "is not a number"),
        ("[profiles.default]\nmax-retries = true", "is not a number"),
        ("[profiles.default]\ndefaults = 3", "defaults is not a table"),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_refused(command: Command, text: str, what: str) -> None:
    path = _write(text)
    ran = command("profiles")
    assert ran.code == 2
    assert what in ran.err
    assert str(path) in ran.err
    assert "s3cret" not in ran.err


def test_profiles_are_listed_without_keys(command: Command) -> None:
    _write(f"[profiles.shop]\n{_lines('kept')}\n[profiles.default]\n{_lines('kept')}\n")
    ran = command("profiles")
    assert ran.out == "default\nshop\n"
    said = json.loads(command("profiles", "--json").out)
    assert said["profiles"] == ["default", "shop"]
    assert "kept" not in ran.out + ran.err + str(said)


def test_a_profile_that_is_not_there(command: Command, bare: Service, submit: list[str]) -> None:
    _write(f"[profiles.shop]\n{_lines('kept')}\n")
    ran = command(*submit, "--profile", "stall")
    assert ran.code == 2
    assert "'stall'" in ran.err
    assert "shop" in ran.err


def test_which_keys_come_first(
    command: Command, bare: Service, submit: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(f"[profiles.default]\n{_lines('default')}\n[profiles.shop]\n{_lines('shop')}\n")
    seen = []
    command(*submit)
    seen.append(_mark(bare))
    monkeypatch.setenv(VARIABLE, "shop")
    command(*submit)
    seen.append(_mark(bare))
    for credential in api().credentials:
        monkeypatch.setenv(credential.variable, f"environment-{credential.argument}")
    command(*submit)
    seen.append(_mark(bare))
    command(*submit, "--profile", "default")
    seen.append(_mark(bare))
    assert seen == [{"default"}, {"shop"}, {"environment"}, {"default"}]


def test_keys_of_two_sources_are_never_mixed(
    command: Command, bare: Service, submit: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(f"[profiles.default]\n{_lines('default')}\n")
    monkeypatch.setenv(api().credentials[0].variable, "environment-key")
    assert command(*submit).code == (2 if len(ARGUMENTS) > 1 else 3)
    assert len(ARGUMENTS) == 1 or not bare.requests


def test_where_the_base_url_comes_from(
    command: Command, bare: Service, submit: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(f'[profiles.default]\nbase-url = "http://profile.example"\n{_lines("x")}\n')
    command(*submit)
    monkeypatch.setenv(VARIABLES["base-url"], "http://environment.example")
    command(*submit)
    command(*submit, "--profile", "default")
    command(*submit, "--profile", "default", "--base-url", "http://option.example")
    hosts = list(dict.fromkeys(str(request.url.host) for request in bare.requests))
    assert hosts == ["profile.example", "environment.example", "option.example"]
    assert [request.url.host for request in bare.requests if request.url.host == "profile.example"][1:]


@pytest.mark.parametrize("name", ["timeout", "max-retries"])
def test_a_setting_of_the_environment_that_is_no_number(
    command: Command, recorded: Service, submit: list[str], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLES[name], "soon")
    ran = command(*submit)
    assert ran.code == 2
    assert VARIABLES[name] in ran.err


def _number() -> Any:
    """Return an option that takes a number and has a range."""
    return next(
        part
        for part in command_for(drawing()).parameters
        if part.forms == ("integer",) and "multiple" in part.rule
    )


def test_defaults_of_ones_own(
    command: Command, recorded: Service, submit: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded.answers = [success({})]
    found, number = command_for(drawing()), _number()
    name = f"{found.group}.{found.name}"
    others = [*(word for word in submit if not word.startswith(f"--{number.flag}=")), "--max-retries=0"]
    _write(f'[profiles.default.defaults."{name}"]\n{number.flag} = 256\n')
    command(*others)
    monkeypatch.setenv(variable_of(name, number.flag), "512")
    command(*others)
    command(*others, f"--{number.flag}", "1024")
    values = [json.loads(request.content)[number.wire_name] for request in recorded.requests]
    assert list(dict.fromkeys(values)) == [256, 512, 1024]


def test_a_default_that_breaks_a_rule_is_told_with_its_source(
    command: Command, recorded: Service, submit: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found, number = command_for(drawing()), _number()
    name = f"{found.group}.{found.name}"
    others = [*(word for word in submit if not word.startswith(f"--{number.flag}=")), "--max-retries=0"]
    _write(f'[profiles.default.defaults."{name}"]\n{number.flag} = 257\n')
    assert f"--{number.flag} 257 is not a multiple" in (said := command(*others).err)
    assert "(from profile default)" in said
    variable = variable_of(name, number.flag)
    monkeypatch.setenv(variable, "many")
    assert f"--{number.flag} (from {variable}) many is not an integer" in command(*others).err


def test_a_default_for_no_option_is_refused(command: Command, recorded: Service, submit: list[str]) -> None:
    found = command_for(drawing())
    _write(f'[profiles.default.defaults."{found.group}.{found.name}"]\nno-such = 1\n')
    ran = command(*submit)
    assert ran.code == 2
    assert "no option --no-such" in ran.err


BEFORE = """\
# mine
[profiles.shop]   # the shop
base-url = "http://shop.example"

[profiles.default]
timeout = 5
# below
[profiles.default.defaults."a.b"]
x = 1
"""


@pytest.mark.parametrize("profile", ["default", "shop", "new", "with space", 'quo"te\\', "ü", "a.b"])
def test_writing_keys_leaves_everything_else_alone(tmp_path: Path, profile: str) -> None:
    path = tmp_path / "x" / "profiles.toml"
    path.parent.mkdir()
    path.write_text(BEFORE)
    path.chmod(0o644)
    write_keys(path, profile, _keys("first"))
    write_keys(path, profile, _keys("second"))
    profiles = read_profiles(path)
    assert dict(profiles[profile].keys) == _keys("second")
    text = path.read_text()
    assert "first" not in text
    kept = [line for line in text.splitlines() if line in BEFORE.splitlines()]
    assert kept == [line for line in BEFORE.splitlines() if line] or set(BEFORE.splitlines()) <= {*kept, ""}
    assert profiles["default"].defaults == {"a.b": {"x": 1}}
    assert profiles["shop"].settings == {"base-url": "http://shop.example"}


@given(keys=st.lists(TEXTS, min_size=len(ARGUMENTS), max_size=len(ARGUMENTS)), profile=TEXTS)
def test_any_key_and_any_name_come_back(tmp_path: Path, keys: list[str], profile: str) -> None:
    path = tmp_path / "profiles.toml"
    path.unlink(missing_ok=True)
    write_keys(path, "other", _keys("x"))
    write_keys(path, profile, dict(zip(ARGUMENTS, keys, strict=True)))
    assert dict(read_profiles(path)[profile].keys) == dict(zip(ARGUMENTS, keys, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "profiles.default = {timeout = 5}\n",
        "[profiles]\ndefault.timeout = 5\n",
        "[profiles.default\n",
        "profiles = 1\n",
    ],
)
def test_a_file_that_cannot_be_changed_safely_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "profiles.toml"
    path.write_text(text)
    with pytest.raises(CommandError):
        write_keys(path, "default", _keys("x"))
    assert path.read_text() == text
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "profiles.toml"
    write_keys(path, "default", _keys("old"))
    before = path.read_text()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(CommandError, match="No space left"):
        write_keys(path, "default", _keys("new"))
    assert path.read_text() == before
    assert list(tmp_path.iterdir()) == [path]
