"""Fills what a submit may leave out: the id of the task, and the URL to which the service posts the result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..errors import InvalidRequestError
from ..models import RequestModel
from ..roles import Way
from .ids import make_id

if TYPE_CHECKING:
    from ..callbacks import CallbackURLs
    from ..operation import Operation

Values = Mapping[str, object]


class Filling:
    """What a client fills in; the caller's own values are never replaced."""

    def __init__(self, prefix: str, callbacks: CallbackURLs | None) -> None:
        self._prefix = prefix
        self._callbacks = callbacks

    def fill(
        self, operation: Operation[Any], values: Values, extra: Mapping[str, object] | None
    ) -> tuple[Values, str | None]:
        """Return the values of a submit with an id, and the id; None where it has none and none can be made.

        Raises:
            InvalidRequestError: `extra` would put something without an id in the place of the id.
        """
        submission = operation.submission
        if submission is None:
            return values, None
        task_id = found_in(values, submission.id, submission.key)
        if isinstance(extra, Mapping) and submission.key[0] in extra:
            task_id = found_in(extra, submission.key, submission.key)
            if not isinstance(task_id, str):
                what = f"extra_body replaces {submission.key[0]} and has no {'.'.join(submission.key)}"
                raise InvalidRequestError(f"{what}; the task's id must be there", operation=operation.name)
        if task_id is None and submission.makes_id:
            made = make_id(self._prefix, operation.name.rpartition(".")[2])
            filled = placed(values, submission.id, submission.key, made)
            if filled is not None:
                values, task_id = filled, made
        if not isinstance(task_id, str):
            return values, None
        role = operation.callback
        if self._callbacks is not None and role is not None and found_in(values, role.url, role.url) is None:
            url = self._callbacks.for_task(task_id, operation.name)
            values = placed(values, role.url, role.url, url) or values
        return values, task_id


def found_in(values: Any, way: Way, keys: Way) -> object:
    """Return what stands at the end of a way through mappings and models, or None."""
    for name, key in zip(way, keys, strict=True):
        # A dict is the usual case, and known much faster than a mapping of another kind.
        is_mapping = isinstance(values, (dict, Mapping))
        values = values.get(name, values.get(key)) if is_mapping else getattr(values, name, None)
        if values is None:
            return None
    return values


def placed(values: Any, way: Way, keys: Way, value: object) -> Any:
    """Return a copy with the value at the end of the way, or None where the way ends before."""
    name, key = way[0], keys[0]
    if len(way) == 1:
        new = value
    else:
        inner = found_in(values, (name,), (key,))
        new = None if inner is None else placed(inner, way[1:], keys[1:], value)
        if new is None:
            return None
    if isinstance(values, Mapping):
        return {**{other: old for other, old in values.items() if other != key}, name: new}
    return values.model_copy(update={name: new}) if isinstance(values, RequestModel) else None
