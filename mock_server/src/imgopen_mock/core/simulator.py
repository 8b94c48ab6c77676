"""The simulator: a request goes in, an answer comes out, and nothing else happens."""

from __future__ import annotations

from collections import deque

from imgopen_mock.core import answers
from imgopen_mock.core.admission import Call, RefusedError, admit
from imgopen_mock.core.bundle import Bundle
from imgopen_mock.core.clocks import Clock, VirtualClock
from imgopen_mock.core.document import JsonObject
from imgopen_mock.core.messages import Request, Response
from imgopen_mock.core.refusals import cut
from imgopen_mock.core.routing import NoRoute, Router
from imgopen_mock.core.tolerance import ContractWarning

_MOST_WARNINGS = 1000
_LONGEST_PATH_TO_REPEAT = 200
_JSON = "application/json"


class Simulator:
    """A stand-in for the service that a bundle describes.

    It does no input or output: `handle` takes a request and returns the answer, at once and always the same
    way. No request makes it raise. What time it is, it asks its clock; without one, time stands still.
    """

    def __init__(self, bundle: Bundle, clock: Clock | None = None) -> None:
        self.bundle = bundle
        self.clock: Clock = clock or VirtualClock()
        self._router = Router(bundle.operations)
        self._warnings: deque[ContractWarning] = deque(maxlen=_MOST_WARNINGS)

    @property
    def warnings(self) -> tuple[ContractWarning, ...]:
        """The last contract warnings, oldest first."""
        return tuple(self._warnings)

    def handle(self, request: Request) -> Response:
        """Answer a request: a documented answer, a refusal, or HTTP 404 or 405 where the API has nothing."""
        route = self._router.find(request.method, request.path)
        if isinstance(route, NoRoute):
            return self._no_route(request, route)
        operation = route.operation
        try:
            call = admit(operation, route.path, request)
        except RefusedError as refused:
            answer = answers.refusal(self.bundle.envelope, str(refused), operation)
        else:
            self._note_omissions(call)
            answer = answers.success(call)
        return _response(operation.answer.status, answer, {"content-type": operation.answer.media_type})

    def refuse(self, status: int, message: str) -> Response:
        """Refuse a request that does not get as far as an operation, such as one too long to be read."""
        return _response(status, answers.refusal(self.bundle.envelope, message), {"content-type": _JSON})

    def _no_route(self, request: Request, route: NoRoute) -> Response:
        path = cut(request.path, _LONGEST_PATH_TO_REPEAT)
        method = cut(request.method, 20)
        if route.allowed:
            allowed = ", ".join(route.allowed)
            refusal = self.refuse(405, f"{method} {path}: the method is not allowed here, only {allowed} is")
            return Response(refusal.status, {**refusal.headers, "allow": allowed}, refusal.body)
        hint = f"; did you mean {route.nearest}?" if route.nearest else ""
        return self.refuse(404, f"{method} {path}: there is no such operation{hint}")

    def _note_omissions(self, call: Call) -> None:
        """Record the fields that were left out although they are documented as required."""
        operation = call.operation
        if operation.body is None:
            return
        for field in operation.body.tolerated:
            if field.is_missing(call.body):
                self._warnings.append(ContractWarning(self.clock.now(), operation.id, field.name, field.note))


def _response(status: int, answer: JsonObject, headers: dict[str, str]) -> Response:
    return Response(status, headers, answers.encode(answer))
