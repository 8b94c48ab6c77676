"""Errors of the control, all in one shape: `{"error": "..."}`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from imgopen_mock.control.subject import PREFIX
from imgopen_mock.core.exchange.refusals import cut, field_name, sentence

_LONGEST_PATH = 200
_NOTHING_THERE = "Not Found"
_VARIABLE = re.compile(r"\\{[^}]*\\}")
_TEXTS = {
    "missing": "is required",
    "extra_forbidden": "is not a known field",
    "model_attributes_type": "is not an object",
}
"""What is said instead of the framework's words, by the type of its error."""


class Problem(BaseModel):
    """Why a request was refused."""

    error: str = Field(description="In words for people.", examples=["times: should be greater than 0"])


def problem(status: int, text: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Make an answer that says what is wrong."""
    return JSONResponse({"error": text.encode("utf-8", "replace").decode()}, status, headers)


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe errors for the OpenAPI document."""
    known = {
        400: "The body is not JSON.",
        404: "There is no such thing.",
        409: "This is not possible with this clock.",
        413: "The body is too long.",
        415: "The body is not sent as JSON.",
        422: "A value is missing or wrong; the message names it.",
    }
    return {status: {"model": Problem, "description": known[status]} for status in statuses}


def use_problems(app: FastAPI) -> None:
    """Have an application answer every error in this shape."""

    @app.exception_handler(HTTPException)
    async def refuse(request: Request, error: HTTPException) -> JSONResponse:
        path = request.scope["path"]
        where = f"{cut(request.method, 20)} {cut(path, _LONGEST_PATH)}"
        if error.status_code == 404 and error.detail == _NOTHING_THERE:
            return problem(404, f"{where}: there is nothing here; see {PREFIX}/docs")
        if error.status_code == 405:
            allowed = ", ".join(_methods(app.openapi(), path)) or "GET"
            text = f"{where}: the method is not allowed here; {allowed} would be"
            return problem(405, text, {"allow": allowed})
        return problem(error.status_code, str(error.detail), error.headers)

    @app.exception_handler(RequestValidationError)
    async def refuse_values(_request: Request, error: RequestValidationError) -> JSONResponse:
        return problem(422, sentence(_sentences(error.errors())))


def _methods(document: Mapping[str, Any], path: str) -> list[str]:
    """Return the methods that a path has; the framework itself knows only those of its first route."""
    return [
        method.upper()
        for template, item in document["paths"].items()
        if re.fullmatch(_VARIABLE.sub("[^/]*", re.escape(template)), path)
        for method in item
    ]


def _sentences(errors: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    """Say what is wrong with each value; the values themselves are not repeated."""
    for error in errors:
        place, *path = error["loc"]
        text = _TEXTS.get(error["type"])
        if text is None:
            text = str(error["msg"]).removeprefix("Value error, ").removeprefix("Input ")
        yield f"{field_name(tuple(path)) if path else place}: {text[:1].lower()}{text[1:]}"
