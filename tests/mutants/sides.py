"""Clients and simulators made of a changed document."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from copy import copy
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Protocol

from imgopen_contract.document import Document, Operation
from imgopen_mock import Bundle as Description
from imgopen_mock import BundleError, Simulator, VirtualClock

from generator.bundle import Bundle, bundle_spec
from generator.ir import build_api
from generator.render import render_package
from generator.source.complaint import SpecError
from tests.contract.checks import Check, client_checks, simulator_checks
from tests.contract.client_subject import ClientSubject
from tests.contract.simulator_subject import SimulatorSubject
from tests.mutants.mutant import Change, Side
from tests.mutants.pointers import changed
from tests.support.command import SPEC
from tests.support.package import imported

PACKAGE = "mutant"
"""What a generated package is called, so that none is taken for the real one."""


class RefusedError(Exception):
    """Nothing can be made of a changed document; the message says why."""


class Workshop(Protocol):
    """Makes one side of a changed document, and knows what is demanded of it."""

    def subject(self, change: Change | None, operations: Sequence[Operation]) -> AbstractContextManager[Any]:
        """Give the side, to be asked for some operations until the block ends; without a change the real one.

        Raises:
            RefusedError: it cannot be made.
        """

    def checks(self, operation: Operation) -> tuple[Check[Any], ...]:
        """Return what the suite demands of the side for an operation; the suite keeps to the real document."""

    def code(self, change: Change | None, operations: Sequence[Operation]) -> dict[str, str]:
        """Return the Python files that are written for a side by their paths; none if none are."""


class ClientWorkshop:
    """Generates clients.

    Steps as of `make generate`: the representation of the bundle, and the text of the package. The spec is read and
    bundled once for all, and the change is made in the bundle. The rules of style are left out, by which examples and
    defaults keep their schemas: a change of a schema alone would seldom keep them.

    Args:
        whole: Whether the package has all operations, and not only those that are asked for. It takes longer.
    """

    def __init__(self, *, whole: bool = False) -> None:
        self._whole = whole

    @cached_property
    def bundle(self) -> Bundle:
        """The real spec as one document."""
        return bundle_spec(SPEC)

    def code(self, change: Change | None, operations: Sequence[Operation]) -> dict[str, str]:
        """Return the Python files of a package by their paths.

        Raises:
            RefusedError: the generator refuses the document.
        """
        document = self.bundle.document if change is None else change.applied(self.bundle.document)
        if not self._whole:
            document = changed(document, ("paths",), _only(document["paths"], operations))
        bundle = Bundle(document, self.bundle.files, self.bundle.root)
        try:
            files = render_package(build_api(bundle, PACKAGE), bundle)
        except SpecError as error:
            raise RefusedError(str(error.complaints[0])) from error
        return {path: text for path, text in files.items() if path.endswith(".py")}

    @contextmanager
    def subject(self, change: Change | None, operations: Sequence[Operation]) -> Iterator[ClientSubject]:
        """Give a client, imported until the block ends."""
        code = self.code(change, operations)
        with tempfile.TemporaryDirectory(prefix="mutant-") as name, _without_bytecode():
            for path, text in code.items():
                file = Path(name, path)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
            with imported(Path(name), PACKAGE) as package:
                yield ClientSubject(package)

    @cache  # noqa: B019
    def checks(self, operation: Operation) -> tuple[Check[Any], ...]:
        """Return what is demanded of a client."""
        return tuple(client_checks(operation))


class SimulatorWorkshop:
    """Makes simulators, which take any bundle as it is."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @contextmanager
    def subject(self, change: Change | None, operations: Sequence[Operation]) -> Iterator[SimulatorSubject]:
        """Give a simulator of the whole document: a query needs the operations that submit its tasks."""
        data = self._document.data if change is None else change.applied(self._document.data)
        try:
            simulator = Simulator(Description.parse(json.dumps(data)), VirtualClock())
        except BundleError as error:
            raise RefusedError(str(error)) from error
        yield SimulatorSubject(self._document, simulator)

    @cache  # noqa: B019
    def checks(self, operation: Operation) -> tuple[Check[Any], ...]:
        """Return what is demanded of a simulator."""
        return tuple(simulator_checks(operation))

    def code(self, change: Change | None, operations: Sequence[Operation]) -> dict[str, str]:
        """Return nothing: a simulator reads the bundle as it is."""
        return {}


def workshops_of(document: Document, *, whole: bool = False) -> dict[Side, Workshop]:
    """Return a workshop for each side."""
    return {Side.client: ClientWorkshop(whole=whole), Side.simulator: SimulatorWorkshop(document)}


def _only(paths: Any, operations: Sequence[Operation]) -> Any:
    """Return the paths of some operations and of those to which their links lead."""
    wanted = {operation.path for operation in operations}
    wanted |= {link.operation.path for operation in operations for link in operation.links}
    kept = copy(paths)
    for path in [path for path in paths if path not in wanted]:
        del kept[path]
    return kept


@contextmanager
def _without_bytecode() -> Iterator[None]:
    """Write no bytecode of modules that are used once."""
    before = sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    try:
        yield
    finally:
        sys.dont_write_bytecode = before
