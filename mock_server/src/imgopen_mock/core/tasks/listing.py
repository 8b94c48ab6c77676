"""Operations that list something page by page."""

from __future__ import annotations

from typing import Any

from imgopen_mock.core.description.document import JsonObject
from imgopen_mock.core.description.expressions import Expression
from imgopen_mock.core.description.extensions import Pagination
from imgopen_mock.core.description.operation import Operation
from imgopen_mock.core.description.pointers import MISSING, lookup
from imgopen_mock.core.description.schemas import clone
from imgopen_mock.core.exchange.admission import Call
from imgopen_mock.core.world import World

_MOST_ROWS = 1000


class Listing:
    """Answers each call of one list operation with a page of the catalogue.

    Args:
        operation: The operation.
        pages: Its `x-pagination`.
        world: Where the catalogue is.
        origin: Where pictures hang if a request does not say where it was sent to.
    """

    def __init__(self, operation: Operation, pages: Pagination, world: World, origin: str) -> None:
        self._operation = operation
        self._pages = pages
        self._world = world
        self._origin = origin
        self._row = operation.answer.row(pages.items)
        self._rows = world.catalogue.collections.get(self._pages.collection, ())

    def answer(self, call: Call, _now: float) -> JsonObject:
        """Return the page that was asked for; one that does not exist has no rows."""
        operation, pages = self._operation, self._pages
        body: JsonObject = clone(operation.answer.success)
        exchange = {"response": {"body": body}}
        page = self._asked(pages.page, call, pages.first)
        size = self._asked(pages.size, call, _MOST_ROWS)
        rows = [row for row in self._all(call, exchange) if _fits(row, call.body)]
        length = min(_whole(size), _MOST_ROWS)
        start = (_whole(page) - pages.first) * length
        pages.items.write(exchange, rows[start : start + length] if length > 0 and start >= 0 else [])
        pages.total.write(exchange, len(rows))
        for expression, value in ((pages.page, page), (pages.size, size)):
            self._repeat(expression.tokens[-1], value, exchange)
        return body

    def _all(self, call: Call, exchange: JsonObject) -> list[JsonObject]:
        """Return all rows in the shape of the documented ones; without a catalogue, the documented ones."""
        documented = self._pages.items.read(exchange)
        if not self._rows:
            return documented if isinstance(documented, list) else []
        form, template = self._row.form, self._row.template
        origin = call.origin or self._origin
        found = []
        for index, row in enumerate(self._rows):
            address = self._world.gallery.sample_address(origin, self._pages.collection, index)
            facts = {"number": index + 1, "sample": address, **row}
            found.append(form.fill(clone(template), facts) if form.meanings else dict(facts))
        return found

    def _asked(self, expression: Expression, call: Call, otherwise: int) -> Any:
        """Return what the request asks for, or the documented default."""
        for value in (expression.read(call.exchange), self._operation.default(expression)):
            if value is not MISSING and value is not None:
                return value
        return otherwise

    def _repeat(self, name: str, value: Any, exchange: JsonObject) -> None:
        """Repeat a value of the request in the answer, if that has a field of the same name beside the rows."""
        written = (self._pages.items.tokens, self._pages.total.tokens)
        place = (*self._pages.items.tokens[:-1], name)
        beside = lookup(exchange, place[:-1])
        if isinstance(beside, dict) and name in beside and place not in written:
            beside[name] = value


def _whole(value: Any) -> int:
    return int(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else 0


def _fits(row: JsonObject, body: Any) -> bool:
    """Tell whether a row has what the request asks for in fields of the same name."""
    asked = body if isinstance(body, dict) else {}
    return all(row[name] == value for name, value in asked.items() if name in row)
