"""Bodies of requests to the control: strict JSON, as for the API itself."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import HTTPException, Request, Response
from fastapi.routing import APIRoute

from imgopen_mock.core.description.media import is_json
from imgopen_mock.core.exchange.bodies import NotJsonError, parse


class _StrictRequest(Request):
    async def json(self) -> Any:
        try:
            return parse(await self.body())
        except NotJsonError as error:
            raise HTTPException(400, str(error)) from error


class StrictRoute(APIRoute):
    """A route whose body, if it takes one, has to be sent as JSON and to be JSON."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what handles a request."""
        handle = super().get_route_handler()
        takes_body = self.body_field is not None

        async def handle_strictly(request: Request) -> Response:
            if takes_body and not is_json(request.headers.get("content-type", "")):
                raise HTTPException(415, "Content-Type: has to be application/json")
            return await handle(_StrictRequest(request.scope, request.receive))

        return handle_strictly
