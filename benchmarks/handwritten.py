"""The endpoint that somebody would write by hand: FastAPI, a pydantic model of the body, the keys as headers.

The model is our client's own, which has the fields and rules of the request; the answer is the example.
"""

from __future__ import annotations

import json
from typing import Any, Final, get_args

from pydantic import BaseModel

from benchmarks.exchange import Document
from benchmarks.submits import Pointer, Submit, SubmitError

_ID: Final = "the id goes here"

# The settings of uvicorn are those of the mock server: nothing logged of a request, no header of its own.
_TEXT: Final = """\
import sys
from typing import Annotated

import uvicorn
from fastapi import FastAPI, Header
from {module} import {model}

app = FastAPI()


@app.{method}("{path}")
async def submit(
    body: {model},
{keys}
):
    return {answer}


if __name__ == "__main__":
    port = int(sys.argv[1])
    uvicorn.run(app, port=port, log_level="warning", access_log=False, server_header=False, ws="none")
"""


def write_endpoint(document: Document, submit: Submit) -> str:
    """Return the Python text of a server with one endpoint, which takes its port as an argument.

    Raises:
        SubmitError: the operation's body has no model.
    """
    exchange, model = submit.exchange, submit.exchange.model
    if model is None:
        raise SubmitError(f"{exchange.operation} has no model of its body")
    keys = (
        f'    key_{number}: Annotated[str, Header(alias="{name}")],'
        for number, name in enumerate(document.key_headers, start=1)
    )
    return _TEXT.format(
        module=model.__module__,
        model=model.__name__,
        method=exchange.method,
        path=exchange.path,
        keys="\n".join(keys),
        answer=_answer(submit, model),
    )


def _answer(submit: Submit, model: type[BaseModel]) -> str:
    """Return the example of the answer as Python text, with the task's id taken from the body."""
    answer = json.loads(submit.exchange.answer)
    if submit.receipt is None:
        return repr(answer)
    *parents, last = submit.receipt
    inner: Any = answer
    for step in parents:
        inner = inner[step]
    inner[last] = _ID
    return repr(answer).replace(repr(_ID), ".".join(("body", *_attributes(model, submit.id))))


def _attributes(model: type[BaseModel], place: Pointer) -> list[str]:
    """Return the names that lead to a value in Python, where they may be others than in JSON."""
    names: list[str] = []
    for step in place:
        fields = model.model_fields.items()
        name, field = next((name, field) for name, field in fields if step in (name, field.alias))
        names.append(name)
        members = (field.annotation, *get_args(field.annotation))
        model = next(
            (entry for entry in members if isinstance(entry, type) and issubclass(entry, BaseModel)), model
        )
    return names
