"""Everything about a simulator that changes: its tasks, deliveries, faults, and what was noted."""

from __future__ import annotations

import random
from collections.abc import Sequence

from imgopen_mock.core.description.operation import Operation
from imgopen_mock.core.faults import Faults
from imgopen_mock.core.journal import Journal
from imgopen_mock.core.settings import Settings
from imgopen_mock.core.tasks.catalogue import Catalogue
from imgopen_mock.core.tasks.deliveries import Schedule
from imgopen_mock.core.tasks.gallery import Gallery
from imgopen_mock.core.tasks.ledger import Ledger
from imgopen_mock.core.tasks.results import Results
from imgopen_mock.core.tasks.targets import Targets


class World:
    """The state of a simulator."""

    def __init__(
        self,
        operations: Sequence[Operation],
        targets: Targets,
        catalogue: Catalogue,
        settings: Settings,
    ) -> None:
        self.catalogue = catalogue
        self.settings = settings
        self._operations = operations
        self._targets = targets
        self.begin()

    def begin(self) -> None:
        """Forget everything, and begin anew with chance; who holds the world need not be made again."""
        settings = self.settings
        self.serial = 0
        self.chance = random.Random(settings.seed)  # noqa: S311
        self.ledger = Ledger(settings.keep_tasks)
        self.schedule = Schedule()
        self.faults = Faults(
            random.Random(f"faults {settings.seed}"),  # noqa: S311
            self._operations,
            self._targets,
        )
        self.journal = Journal(settings.keep_requests)
        self.gallery = Gallery(self.ledger, self.catalogue)
        self.results = Results(self.gallery, self.catalogue)
