"""A maintainer's own templates: which of the generator's they replace, and which files they add to the package.

A folder of templates mirrors that of the generator:

- `NAME.jinja` replaces the generator's template of that name; `builtin/NAME.jinja` is still the original.
- `files/PATH.jinja` adds the file PATH to the package; `{{ package }}` in PATH is the name of the Python package.
- what begins with `_` is a part that the others include, import or extend.

Nothing else may lie there, so that a name with a slip in it is not passed over in silence.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path, PurePosixPath
from typing import Final

from generator.litter import is_litter
from generator.source.complaint import Complaint, Location, SpecError, fault

SUFFIX: Final = ".jinja"
ORIGINALS: Final = "builtin"
"""What the generator's own template of a name is found under."""
_ADDED: Final = "files"
_PART: Final = "_"
_LIKENESS: Final = 0.75
_PACKAGE: Final = re.compile(r"\{\{ ?package ?\}\}")


@dataclass(frozen=True)
class OwnTemplates:
    """The templates of a folder; each is named by its path below it."""

    folder: Path
    overrides: frozenset[str]
    added: tuple[str, ...]

    def place(self, name: str, line: int = 1) -> Location:
        """Return a line of a template."""
        return Location(self.folder / name, line)

    def targets(self, package: str) -> dict[str, str]:
        """Return the template of each added file, by the file's path in the package.

        Raises:
            SpecError: a path holds a placeholder other than `{{ package }}`, or two templates have the same one.
        """
        found: dict[str, str] = {}
        complaints = []
        for name in self.added:
            path = _PACKAGE.sub(package, name.removeprefix(f"{_ADDED}/").removesuffix(SUFFIX))
            what = _unfit(path) or (f"writes {path}, as {found[path]} does" if path in found else "")
            if what:
                complaints.append(Complaint(self.place(name), name, what))
            found.setdefault(path, name)
        if complaints:
            raise SpecError(complaints)
        return found


def read_templates(folder: Path) -> OwnTemplates:
    """Return the templates of a folder.

    Raises:
        SpecError: it is no folder, or holds a file that is no template.
    """
    root = folder.absolute()
    if not root.is_dir():
        raise fault(Location(root, 1), folder.name, "is not a folder of templates")
    names = sorted(_names_below(root))
    shipped = shipped_templates()
    overrides = frozenset(name for name in names if name in shipped)
    added = tuple(name for name in names if _is_added(name))
    strangers = [name for name in names if name not in overrides and name not in added and not _is_part(name)]
    if strangers:
        raise SpecError(
            Complaint(Location(root / name, 1), name, _advice(name, shipped)) for name in strangers
        )
    return OwnTemplates(root, overrides, added)


def shipped_templates() -> frozenset[str]:
    """Return the names of the generator's own templates."""
    folder = resources.files("generator") / "templates"
    return frozenset(entry.name for entry in folder.iterdir() if entry.name.endswith(SUFFIX))


def _names_below(root: Path) -> Iterator[str]:
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if not is_litter(name) and name != ".git"]
        for file in files:
            name = (Path(folder) / file).relative_to(root).as_posix()
            if not is_litter(file) and (not file.startswith(".") or _is_added(name)):
                yield name


def _is_added(name: str) -> bool:
    return name.startswith(f"{_ADDED}/") and name.endswith(SUFFIX)


def _is_part(name: str) -> bool:
    return name.startswith(_PART) and name.endswith(SUFFIX)


def _advice(name: str, shipped: frozenset[str]) -> str:
    """Return what is wrong with a file that is no template, and what may have been meant."""
    first, _, rest = name.partition("/")
    if rest and difflib.get_close_matches(first, [_ADDED]):
        return f"adds no file to the package; did you mean {_ADDED}/{rest.removesuffix(SUFFIX)}{SUFFIX}?"
    last = PurePosixPath(name).name.removesuffix(SUFFIX)
    close = difflib.get_close_matches(
        last, sorted(each.removesuffix(SUFFIX) for each in shipped), 1, _LIKENESS
    )
    meant = f"; did you mean {close[0]}{SUFFIX}?" if close else ""
    return (
        f"replaces no template of the generator{meant} "
        f"(files to add to the package lie below {_ADDED}/, parts of other templates begin with {_PART})"
    )


def _unfit(path: str) -> str:
    """Return why a path cannot be one of the package, or nothing."""
    if any(mark in path for mark in ("{{", "}}", "{%", "{#")):
        return "only {{ package }} is filled in a path"
    if any(part in ("", ".", "..") for part in path.split("/")) or "\\" in path:
        return f"{path!r} is no path of a file"
    return ""
