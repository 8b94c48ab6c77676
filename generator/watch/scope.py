"""Which changes on disk are changes of what is watched."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.litter import is_litter

_HIDDEN_TEXT: Final = (".yaml", ".yml", ".json", ".jinja")


@dataclass(frozen=True)
class Scope:
    """The folders that are watched, and the folder of the package, which is not, though it may lie in one of them.

    All paths are absolute, with links resolved.
    """

    folders: tuple[Path, ...]
    out: Path

    @classmethod
    def of(cls, spec: Path, templates: Path | None, out: Path) -> Scope:
        """Return what to watch for a spec and a folder of templates."""
        folders = [spec.resolve().parent, *([templates.resolve()] if templates else [])]
        return cls(tuple(dict.fromkeys(folders)), out.resolve())

    def counts(self, path: Path) -> bool:
        """Return whether a change of this file or folder may change the package."""
        folder = next((folder for folder in self.folders if path.is_relative_to(folder)), None)
        if folder is None or path.is_relative_to(self.out) or self._is_half_written(path):
            return False
        parts = path.relative_to(folder).parts
        if any(is_litter(part) for part in parts):
            return False
        hidden = any(part.startswith(".") for part in parts)
        return not hidden or path.name.endswith(_HIDDEN_TEXT)

    def _is_half_written(self, path: Path) -> bool:
        """Return whether a path lies in a folder that takes the place of the package when it is complete."""
        if not path.is_relative_to(self.out.parent) or path == self.out.parent:
            return False
        return path.relative_to(self.out.parent).parts[0].startswith(f".{self.out.name}-")
