"""The files of a spec: each read once, none from outside the spec's folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.memory import FORGETFUL, Memory
from generator.source.complaint import Location, fault
from generator.source.yaml_reader import read_yaml


class SpecFiles:
    """Reads the files beside and below the root document."""

    def __init__(self, root: Path, memory: Memory = FORGETFUL) -> None:
        self.root = root.absolute()
        self.folder = self.root.parent
        self._memory = memory
        self._contents: dict[Path, Any] = {}

    def read(self, file: Path) -> Any:
        """Return the content of `file`; the same nodes each time."""
        if file not in self._contents:
            self._contents[file] = read_yaml(file, self._memory)
        return self._contents[file]

    def resolve(self, base: Path, reference: str, location: Location) -> Path:
        """Return the file that a relative `reference` in the file `base` names.

        Raises:
            SpecError: it names a URL, a place outside the spec's folder, or no file.
        """
        if "://" in reference or reference.startswith("//"):
            raise fault(location, reference, "references to the network are not followed")
        try:
            target = (base.parent / reference).resolve()
            is_file = target.is_file()
        except (OSError, RuntimeError, ValueError):
            raise fault(location, reference, "is not the name of a file") from None
        if not target.is_relative_to(self.folder.resolve()):
            raise fault(location, reference, "lies outside the spec's folder")
        if not is_file:
            raise fault(location, reference, "the file does not exist")
        return self.folder / target.relative_to(self.folder.resolve())

    @property
    def opened(self) -> frozenset[Path]:
        """The files read so far."""
        return frozenset(self._contents)
