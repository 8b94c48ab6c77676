"""Groups and commands whose help is laid out by us, and which are made only when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from typer.core import TyperCommand, TyperGroup

from .help import Row, Section, sections_of, show_help


class HelpfulCommand(TyperCommand):
    """A command whose help begins with what is required."""

    def __init__(
        self, name: str, *, paragraphs: tuple[str, ...], notes: tuple[str, ...] = (), **settings: Any
    ) -> None:
        super().__init__(name, short_help=paragraphs[0], help=paragraphs[0], **settings)
        self._paragraphs = paragraphs
        self._notes = notes

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the help to standard output."""
        show_help(_usage(self, ctx), self._paragraphs, sections_of(self.get_params(ctx)), self._notes)


class HelpfulGroup(TyperGroup):
    """A group that lists its commands in sections."""

    def __init__(
        self,
        name: str,
        *,
        paragraphs: tuple[str, ...],
        commands: Commands,
        closing: tuple[Section, ...] = (),
        **settings: Any,
    ) -> None:
        super().__init__(
            name=name,
            commands=commands,  # type: ignore[arg-type]
            short_help=paragraphs[0],
            help=paragraphs[0],
            no_args_is_help=True,
            **settings,
        )
        self._paragraphs = paragraphs
        self._listed = commands
        self._closing = closing

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the help to standard output."""
        sections = [*self._listed.sections(), *sections_of(self.get_params(ctx)), *self._closing]
        show_help(_usage(self, ctx), self._paragraphs, sections, is_aligned=False)


class Commands(Mapping[str, Any]):
    """Commands by name; each is made when it is first asked for."""

    def __init__(self) -> None:
        self._makers: dict[str, Callable[[], Any]] = {}
        self._made: dict[str, Any] = {}
        self._sections: dict[str, list[Row]] = {}

    def add(self, section: str, name: str, summary: str, make: Callable[[], Any]) -> None:
        """Add a command: under which title it is listed, and what makes it."""
        self._makers[name] = make
        self._sections.setdefault(section, []).append(Row(name, "", summary))

    def sections(self) -> list[Section]:
        """Return the list of the commands."""
        return [Section(title, tuple(rows)) for title, rows in self._sections.items()]

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


def _usage(command: Any, context: Any) -> str:
    return " ".join([context.command_path, *command.collect_usage_pieces(context)])
