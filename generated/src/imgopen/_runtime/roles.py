"""What an operation does for a task, a list or a callback, and where in its messages that stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

State: TypeAlias = Literal["pending", "running", "succeeded", "failed"]
"""How a task stands, whatever number or word an operation has for it."""

Way: TypeAlias = tuple[str, ...]
"""The attributes that lead from an object down to a value inside of it."""

DONE: Final[frozenset[State]] = frozenset(("succeeded", "failed"))


@dataclass(frozen=True)
class States:
    """Which values of an operation's state mean what; one that is not listed means that the task failed."""

    pending: tuple[int | str, ...] = ()
    running: tuple[int | str, ...] = ()
    succeeded: tuple[int | str, ...] = ()

    def meaning(self, value: object) -> State:
        """Return what a value of the state means; None, as in an answer without a state, means pending."""
        if value is None or value in self.pending:
            return "pending"
        if value in self.running:
            return "running"
        return "succeeded" if value in self.succeeded else "failed"


@dataclass(frozen=True)
class PicturesAt:
    """Where pictures stand in a task's result.

    Attributes:
        many: the list of pictures; None where the result has room for one picture alone.
        url: a picture's URL: from an element of `many`, or from the result itself.
        seed: a picture's random seed, from where `url` starts.
        passed: whether a picture passed the content check, from where `url` starts.
    """

    url: Way
    many: Way | None = None
    seed: Way | None = None
    passed: Way | None = None


@dataclass(frozen=True)
class Report:
    """Where a task's state and what else is known of it stand in an answer or a callback.

    Attributes:
        state: the operation's own word for the state.
        states: what its words mean.
        id: the id under which the task was submitted.
        message: the state in words of the service.
        percentage: how much of the work is done, from 0 to 100.
        preview: the URL of an intermediate picture.
        pictures: the pictures of the finished task.
    """

    state: Way
    states: States
    id: Way | None = None
    message: Way | None = None
    percentage: Way | None = None
    preview: Way | None = None
    pictures: PicturesAt | None = None


@dataclass(frozen=True)
class Question:
    """A query that tells how a submitted task stands.

    Attributes:
        operation: the query, as `group.method`.
        id_argument: its argument that takes the task's id.
        body: its other values in the body, by argument.
        parameters: its other values in path, query and headers, by argument.
    """

    operation: str
    id_argument: str
    body: tuple[tuple[str, object], ...] = ()
    parameters: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class Submission:
    """Under which id a task is submitted, and how it is followed.

    Attributes:
        id: where the request holds the task's id.
        key: the same way by the names in the JSON.
        makes_id: whether an id may be made where the caller gives none.
        questions: the queries that know of the task, the best one first; none where the answer is the result.
    """

    id: Way
    key: Way
    makes_id: bool
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Acknowledgement:
    """The JSON property by which a receiver of callbacks says that it has taken one, and its value."""

    key: str
    value: str | int


@dataclass(frozen=True)
class Pagination:
    """How a list is read page by page.

    Attributes:
        page: where the request holds the number of the page.
        size: where the request holds how many items a page has.
        items: where the result holds the items of the page.
        total: where the result holds the number of all items.
        first: the number of the first page.
    """

    page: Way
    size: Way
    items: Way
    total: Way
    first: int


def at(thing: object, way: Way | None) -> object:
    """Return the value to which a way leads; None where there is no way, or nothing at its end."""
    if way is None:
        return None
    for name in way:
        thing = getattr(thing, name, None)
        if thing is None:
            return None
    return thing
