"""The pictures that an answer speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..redaction import shown_url
from ..roles import at

if TYPE_CHECKING:
    from ..roles import PicturesAt

_INTEGER = re.compile(r"[+-]?[0-9]{1,20}")


@dataclass(frozen=True)
class Found:
    """One picture of an answer.

    Attributes:
        number: its place among the task's pictures, counting from 1.
        url: from where it can be fetched; None where the answer has no URL for it.
        seed: the random seed that it was made with, where the answer tells.
        is_refused: whether the service's content check refused it.
    """

    number: int
    url: str | None = field(repr=False)
    seed: int | None
    is_refused: bool

    @property
    def shown_url(self) -> str | None:
        """The URL without what may be a signature."""
        return None if self.url is None else shown_url(self.url)


def pictures_in(info: object, where: PicturesAt | None) -> tuple[Found, ...]:
    """Return the pictures of an answer, refused ones and ones without URL included.

    An answer that is not as it should be has fewer pictures, and is never an error. Every element of a list is a
    picture, so that numbers tell the place; a result with room for one picture alone has none without a URL,
    unless it says that the picture was refused.

    Args:
        info: the result of a query, or the data of a callback.
        where: where pictures stand in it; None where there is no place for any.
    """
    if where is None:
        return ()
    if where.many is None:
        single = _found(1, info, where)
        return (single,) if single.url is not None or single.is_refused else ()
    many = at(info, where.many)
    elements = many if isinstance(many, (list, tuple)) else ()
    return tuple(_found(number, element, where) for number, element in enumerate(elements, 1))


def _found(number: int, element: object, where: PicturesAt) -> Found:
    url = at(element, where.url)
    return Found(
        number=number,
        url=url if isinstance(url, str) and url.strip() else None,
        seed=_seed(at(element, where.seed)),
        is_refused=at(element, where.passed) is False,
    )


def _seed(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return int(value) if isinstance(value, str) and _INTEGER.fullmatch(value) else None
