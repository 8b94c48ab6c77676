"""Decides which page of a list comes next, without fetching it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import ConfigurationError
from ..operation import Operation
from ..requests import Options
from ..roles import Pagination, at


@dataclass(frozen=True)
class Turning:
    """One page of a list, as it is asked for.

    Attributes:
        number: the number of the page, as the service counts.
        before: how many items the pages before had.
    """

    operation: Operation[Any]
    pagination: Pagination
    body: Mapping[str, object]
    size: int
    options: Options
    number: int
    before: int = 0

    @property
    def values(self) -> dict[str, object]:
        """The values of the request."""
        return {**self.body, self.pagination.page[0]: self.number, self.pagination.size[0]: self.size}

    def items(self, answer: Any) -> tuple[Any, ...]:
        """Return the items of the page."""
        found = at(answer, self.pagination.items)
        return tuple(found) if isinstance(found, (list, tuple)) else ()

    def total(self, answer: Any) -> int | None:
        """Return the number of items on all pages, where the answer tells."""
        found = at(answer, self.pagination.total)
        return found if isinstance(found, int) else None

    def next(self, answer: Any) -> Turning | None:
        """Return the next page; None after an empty page, or where as many items came as there are."""
        seen = self.before + len(self.items(answer))
        total = self.total(answer)
        if seen == self.before or (total is not None and seen >= total):
            return None
        return Turning(
            self.operation, self.pagination, self.body, self.size, self.options, self.number + 1, seen
        )


def first_page(
    operation: Operation[Any], body: Mapping[str, object], page_size: int, options: Options
) -> Turning:
    """Return the first page of a list.

    Raises:
        ConfigurationError: the size of a page is no positive number.
    """
    if operation.pagination is None:
        raise ConfigurationError(f"{operation.name} is no list")
    if not _is_count(page_size):
        raise ConfigurationError(f"page_size must be 1 or more, not {page_size!r}", operation=operation.name)
    return Turning(operation, operation.pagination, body, page_size, options, operation.pagination.first)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1
