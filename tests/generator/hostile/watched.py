"""What a process does, seen by an audit hook: everything that generating from a document has no need of."""

from __future__ import annotations

import ast
import os
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from tests.generator.hostile.cage import CANARY

_STARTED: Final = frozenset(
    (
        *(
            "os.system",
            "os.exec",
            "os.posix_spawn",
            "os.spawn",
            "os.startfile",
            "os.kill",
            "os.killpg",
            "pty.spawn",
        ),
        *("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"),
        *("urllib.Request", "http.client.connect", "ftplib.connect", "ctypes.dlopen", "pickle.find_class"),
        *("os.putenv", "os.unsetenv", "builtins.input", "webbrowser.open"),
    )
)
"""Events that no document has a reason to cause."""
_PATHS: Final = {
    **dict.fromkeys(
        ("os.mkdir", "os.remove", "os.rmdir", "os.truncate", "os.chmod", "os.chown", "os.utime"), (0,)
    ),
    **dict.fromkeys(("os.rename", "os.link"), (0, 1)),
    "os.symlink": (1,),
}
"""Events that change the file system, and which of their arguments are the paths that change."""
_DIRECTORY: Final = {"os.mkdir": 2, "os.remove": 1, "os.rmdir": 1}
"""Where the folder that a path is relative to stands, where it is given as an open file."""
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Watch:
    """Notes every deed that is not allowed, and stops it."""

    def __init__(self, writable: tuple[str, ...], programs: frozenset[str], hidden: tuple[str, ...]) -> None:
        self.deeds: list[str] = []
        self.opened: list[str] = []
        self._writable = self._readable = writable
        self._programs = programs
        self._hidden = hidden
        self._is_busy = False
        self._is_on = False

    def start(self) -> None:
        """Begin; an audit hook cannot be taken away again."""
        self._is_on = True
        sys.addaudithook(self._hear)

    def stop(self) -> None:
        """Let everything pass from now on."""
        self._is_on = False

    def allow_no_files(self) -> None:
        """Refuse to write anything, and to start any program, from now on."""
        self._writable = ()
        self._programs = frozenset()

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self._is_busy or not self._is_on:
            return
        self._is_busy = True
        try:
            deed = self._deed(event, arguments)
        finally:
            self._is_busy = False
        if deed:
            self.deeds.append(deed)
            raise PermissionError(deed)

    def _deed(self, event: str, arguments: tuple[Any, ...]) -> str:
        if event in _STARTED:
            return f"{event} {arguments!r}"[:200]
        if event == "open":
            return self._open(*arguments)
        if event in _PATHS:
            folder = arguments[_DIRECTORY[event]] if event in _DIRECTORY else -1
            folder = folder if isinstance(folder, int) else -1
            return next(
                (deed for index in _PATHS[event] if (deed := self._write(event, arguments[index], folder))),
                "",
            )
        if event == "subprocess.Popen":
            program = os.fsdecode(arguments[0])
            return "" if program in self._programs else f"{event} {program} {arguments[1]!r}"[:200]
        if event == "compile":
            return _living_source(arguments[0])
        if event == "exec":
            return _living_code(arguments[0])
        return ""

    def _open(self, path: Any, mode: Any, flags: Any) -> str:
        if isinstance(path, int):
            return ""
        if (isinstance(flags, int) and flags & _WRITING) or (
            isinstance(mode, str) and set(mode) & set("wax+")
        ):
            return self._write("open", path, -1)
        if mode is None and not os.fsdecode(path).startswith("/"):
            return ""  # a folder on its way to be removed, by its name in the folder above
        name = os.path.realpath(os.fsdecode(path))
        if not name.startswith((*self._hidden, *self._readable)):
            self.opened.append(name)
        return ""

    def _write(self, event: str, path: Any, folder: int) -> str:
        if isinstance(path, int):
            return ""
        name = os.fsdecode(path)
        base = os.path.realpath(f"/proc/self/fd/{folder}" if folder >= 0 else ".")
        parent, last = os.path.split(f"{base}/{name}" if not name.startswith("/") else name)
        real = f"{os.path.realpath(parent)}/{last}"
        is_there = event == "os.mkdir" and Path(real).is_dir()
        return "" if is_there or real == os.devnull or real.startswith(self._writable) else f"{event} {real}"


def _living_source(source: Any) -> str:
    """Return what a text that becomes code would do with the canary; a canary inside of strings is dead."""
    text = source.decode(errors="replace") if isinstance(source, bytes) else source
    if not isinstance(text, str) or CANARY not in text:
        return ""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return ""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == "__import__":
            return f"compile line {node.lineno}: {ast.unparse(node)}"
    return ""


def _living_code(code: Any) -> str:
    if isinstance(code, types.CodeType) and any(
        "__import__" in inner.co_names and _holds_canary(inner) for inner in _codes(code)
    ):
        return f"exec {code.co_filename}"
    return ""


def _holds_canary(code: types.CodeType) -> bool:
    return any(isinstance(value, str) and CANARY in value for value in code.co_consts)


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    yield code
    for value in code.co_consts:
        if isinstance(value, types.CodeType):
            yield from _codes(value)


def folders(*paths: Path) -> tuple[str, ...]:
    """Return paths as what the names of the files in them begin with."""
    return tuple(f"{os.path.realpath(path)}/" for path in paths)
