"""The Jinja environment in which the templates run."""

from __future__ import annotations

import functools
import json
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Final

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateSyntaxError,
)

from generator.render.soundness import unsound
from generator.render.templates import ORIGINALS, SUFFIX, OwnTemplates
from generator.render.text import GENERATED, in_docstring, literal, visible
from generator.source.complaint import SpecError, fault


class _Stage:
    """An environment, and whose templates are played in it."""

    def __init__(self, own: OwnTemplates | None) -> None:
        self.own = own
        self.environment = _environment(_loader(own))

    def render(self, name: str, context: dict[str, object]) -> str:
        own = self.own
        if own is None:
            return self.environment.get_template(name).render(**context)
        try:
            text = self.environment.get_template(name).render(**context)
        except Exception as error:
            raise _told(error, name, own) or error from None
        if name in own.overrides or name in own.added:
            _check(text, name, own)
        return text


_IN_USE: ContextVar[_Stage | None] = ContextVar("templates", default=None)
_BLOCK: Final = re.compile(r"^([0-9]*)([.)](?= |$)|(?<![0-9])[-+#=~])")
"""What makes a line of Markdown a heading, a rule, a list or a fence."""
_DEEP: Final = "includes, extends or calls itself without end; the generator's own template is `builtin/NAME`"


@contextmanager
def templates_of(own: OwnTemplates | None) -> Iterator[None]:
    """Let `render` use a maintainer's templates before those of the generator, until the block ends."""
    token = _IN_USE.set(_Stage(own) if own else None)
    try:
        yield
    finally:
        _IN_USE.reset(token)


def render(template: str, **context: object) -> str:
    """Return the text that a template gives for `context`.

    Raises:
        SpecError: a template of a maintainer fails, or gives what cannot be a file of its kind.
    """
    return (_IN_USE.get() or _shipped_stage()).render(f"{template}{SUFFIX}", context)


@functools.cache
def _shipped_stage() -> _Stage:
    return _Stage(None)


def _environment(loader: BaseLoader) -> Environment:
    """Return the environment: the generator's own templates see escaped text and can neither load nor run anything."""
    made = Environment(
        loader=loader,
        autoescape=False,  # noqa: S701 - the output is Python, where HTML's escapes would be wrong
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"literal": literal, "docstring": in_docstring, "toml": _toml, "markdown": _markdown}
    made.globals |= {"generated": GENERATED}
    return made


def _loader(own: OwnTemplates | None) -> BaseLoader:
    shipped = PackageLoader("generator", "templates")
    if own is None:
        return shipped
    return ChoiceLoader([FileSystemLoader(own.folder), PrefixLoader({ORIGINALS: shipped}), shipped])


def _told(error: Exception, name: str, own: OwnTemplates) -> SpecError | None:
    """Return what is wrong with a maintainer's template, with its line; None where it is the generator's fault."""
    what = _DEEP if isinstance(error, RecursionError) else f"{type(error).__name__}: {error}"
    if isinstance(error, TemplateSyntaxError) and error.filename:
        file, line = Path(error.filename), error.lineno
        what = error.message or what
    else:
        frames = traceback.extract_tb(error.__traceback__)
        places = [(Path(frame.filename), frame.lineno or 1) for frame in frames]
        ours = [place for place in places if place[0].is_relative_to(own.folder)]
        unread = (own.folder / name, 1) if name in own.overrides or name in own.added else None
        file, line = ours[-1] if ours else unread or (Path(), 0)
    if not file.is_relative_to(own.folder):
        return None
    inside = file.relative_to(own.folder).as_posix()
    return fault(own.place(inside, line), inside, what)


def _check(text: str, name: str, own: OwnTemplates) -> None:
    flaw = unsound(text, name.removesuffix(SUFFIX))
    if flaw is None:
        return
    raise fault(own.place(name, _line_in(own.folder / name, flaw.source)), name, str(flaw))


def _line_in(template: Path, written: str) -> int:
    """Return the line of a template that writes a line, as far as the two are the same; else the first."""
    lines = [line.strip() for line in template.read_text(encoding="utf-8").splitlines()]
    return lines.index(written) + 1 if written and lines.count(written) == 1 else 1


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _markdown(text: str) -> str:
    escaped = visible(text).replace("\\", "\\\\")
    for char in "`*_[]<>|&":
        escaped = escaped.replace(char, f"\\{char}")
    return _BLOCK.sub(r"\1\\\2", " ".join(escaped.split()))
