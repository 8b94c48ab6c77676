"""Takes jobs in: what is submitted for one, under which id, and what an earlier run knows of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from inspect import signature
from typing import Any

from ..errors import InvalidRequestError, shorten
from ..roles import Submission
from ..tasks.filling import found_in, placed
from .fingerprint import Numbering
from .journal import Journal
from .order import Order
from .records import JobState, Record


@dataclass(frozen=True)
class Job:
    """One task to be submitted.

    Attributes:
        index: its place among the jobs.
        values: the arguments as they were given.
        arguments: the arguments of the submit, the task's id among them.
        task_id: the id.
        key: what the journal calls the job; None without a journal.
        known: how it stood in an earlier run; None where nothing is known, or nothing is to count.
    """

    index: int
    values: Mapping[str, object]
    arguments: dict[str, object]
    task_id: str
    key: str | None
    known: JobState | None


class Desk:
    """Takes the jobs of one batch in."""

    def __init__(self, order: Order, journal: Journal) -> None:
        self._order = order
        self._journal = journal
        self._signature = signature(order.method)
        self._numbering = Numbering()
        self._chosen: set[str] = set()

    def job(self, index: int, values: Mapping[str, object]) -> Job:
        """Return what is to be submitted.

        A call makes no attempts of its own unless the job says so: the batch asks whether the task is there before
        it makes another one.

        Raises:
            InvalidRequestError: the arguments are not those of the method, or have no place for an id.
        """
        chosen = self._chosen_id(index, values)
        key = self._key(values) if self._journal.is_kept else None
        record = self._journal.known(key)
        if record is not None and record.state == "failed" and self._order.retry_failed and chosen is None:
            record = None
        task_id = chosen or self._id_of(record)
        arguments = {"max_retries": 0, **(values if chosen is not None else self._with_id(values, task_id))}
        return Job(index, values, arguments, task_id, key, None if record is None else record.state)

    def _id_of(self, record: Record | None) -> str:
        return self._order.client.new_task_id(self._order.method) if record is None else record.id

    def _chosen_id(self, index: int, values: Any) -> str | None:
        """Return the id that the caller chose, if it is one, after a look at what else was given."""
        if not isinstance(values, Mapping):
            raise self._invalid(f"job {index} is no mapping with the arguments of a submit")
        try:
            self._signature.bind(**values)
        except TypeError as error:
            raise self._invalid(str(error)) from None
        way, keys = self._submission.id, self._submission.key
        chosen = found_in(values.get("extra_body"), keys, keys) or found_in(values, way, keys)
        if chosen is None:
            return None
        name = ".".join(way)
        if not isinstance(chosen, str) or not chosen:
            raise self._invalid(f"{name}={shorten(chosen)} is not an id")
        if chosen in self._chosen:
            raise self._invalid(f"{name}={shorten(chosen)} is the id of another job already")
        self._chosen.add(chosen)
        return chosen

    def _key(self, values: Mapping[str, object]) -> str:
        try:
            return self._numbering.key(values)
        except ValueError as error:
            raise self._invalid(f"the job cannot be recognised in the journal: {error}") from None

    def _with_id(self, values: Mapping[str, object], task_id: str) -> Mapping[str, object]:
        filled = placed(values, self._submission.id, self._submission.key, task_id)
        if not isinstance(filled, Mapping):
            raise self._invalid(f"{'.'.join(self._submission.id[:-1])} is required: it holds the task's id")
        return filled

    @property
    def _submission(self) -> Submission:
        submission: Any = self._order.operation.submission
        return submission  # type: ignore[no-any-return]

    def _invalid(self, what: str) -> InvalidRequestError:
        return InvalidRequestError(what, operation=self._order.operation.name)
