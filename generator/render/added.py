"""The files that a maintainer's templates add to the package."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePosixPath

from generator.output import MARK, is_kept_apart
from generator.render.environment import render
from generator.render.templates import SUFFIX, OwnTemplates
from generator.source.complaint import Complaint, SpecError


def render_added(
    own: OwnTemplates, package: str, written: Collection[str], context: dict[str, object]
) -> dict[str, str]:
    """Return the text of the added files by their paths, not yet formatted.

    Args:
        own: the templates; they have to be the ones in use.
        package: the name of the Python package.
        written: the paths of the files that the generator writes itself.
        context: what the templates see.

    Raises:
        SpecError: an added file would stand in the way of another one, or its template fails.
    """
    targets = own.targets(package)
    others = _Others(written, targets)
    complaints = [
        Complaint(own.place(name), name, what)
        for path, name in targets.items()
        if (what := others.clash(path))
    ]
    if complaints:
        raise SpecError(complaints)
    return {path: render(name.removesuffix(SUFFIX), **context) for path, name in targets.items()}


class _Others:
    """The paths of a package, to be asked whether one more has room beside them."""

    def __init__(self, written: Collection[str], added: Collection[str]) -> None:
        self._written = {path.casefold(): path for path in (*written, MARK)}
        self._all = {path.casefold(): path for path in added} | self._written
        self._folders = {
            str(parent).casefold(): path
            for path in self._all.values()
            for parent in PurePosixPath(path).parents
        }

    def clash(self, path: str) -> str:
        """Return why a file cannot be added, or nothing."""
        folded = path.casefold()
        if folded in self._written:
            return f"the generator writes {self._written[folded]} itself; override its template instead"
        if self._all[folded] != path:
            return f"{path} and {self._all[folded]} differ in case only"
        if folded in self._folders:
            return f"{path} is a folder, in which {self._folders[folded]} lies"
        if above := next((str(up) for up in PurePosixPath(folded).parents if str(up) in self._all), None):
            return f"{self._all[above]} is a file, below which nothing can lie"
        if is_kept_apart(PurePosixPath(path)):
            return f"{path} lies where the package keeps nothing: `check` would not see it"
        twin = self._all.get(_twin(folded), "")
        return f"Python would find only one of {path} and {twin}" if twin else ""


def _twin(path: str) -> str:
    """Return the path of the package that would be imported under the same name as a module, or the reverse."""
    if path.endswith("/__init__.py"):
        return f"{path.removesuffix('/__init__.py')}.py"
    return f"{path.removesuffix('.py')}/__init__.py" if path.endswith(".py") else ""
