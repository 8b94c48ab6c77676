"""Requests that submit tasks, to whatever API a bundle describes."""

from __future__ import annotations

import copy
import functools
import json
import operator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imgopen_mock import Bundle, Request
from imgopen_mock.core.description.callback import Callback
from imgopen_mock.core.description.expressions import Expression
from imgopen_mock.core.description.operation import Operation

REAL_BUNDLE = Path(__file__).parents[2] / "generated" / "openapi.json"
ACCOUNT = "an-account"
SECRET = "a-secret-that-nobody-may-see"


@dataclass(frozen=True)
class Job:
    """An operation that submits tasks, and calls back when they end."""

    operation: Operation

    @classmethod
    def of(cls, bundle: Bundle, result: str = "") -> Job:
        """Choose the first such operation, of those that give a certain result if one is named."""
        return next(
            cls(operation)
            for operation in bundle.operations
            if operation.callbacks
            and operation.task is not None
            and operation.task.role == "submit"
            and (not result or result in operation.task.results)
        )

    @property
    def path(self) -> str:
        assert "{" not in self.operation.path
        return self.operation.path

    @property
    def status(self) -> int:
        return self.operation.answer.status

    @property
    def headers(self) -> dict[str, str]:
        account, *secrets = self.operation.credentials[0]
        return {"content-type": "application/json", account: ACCOUNT, **dict.fromkeys(secrets, SECRET)}

    @property
    def callback(self) -> Callback:
        return self.operation.callbacks[0]

    def body(self, task_id: str, bell: str = "") -> bytes:
        """Return the documented example with another id, and with an address to call back if there is one."""
        assert self.operation.body is not None
        assert self.operation.task is not None
        assert self.operation.task.id is not None
        exchange = {"request": {"body": copy.deepcopy(self.operation.body.example)}}
        self.operation.task.id.write(exchange, task_id)
        (url,) = (part for part in self.callback.url.parts if isinstance(part, Expression))
        if bell:
            url.write(exchange, bell)
        else:
            exchange["request"]["body"].pop(url.tokens[-1], None)
        return json.dumps(exchange["request"]["body"]).encode()

    def request(self, task_id: str, bell: str = "") -> Request:
        """Return the request for a simulator without a server."""
        headers = {name.lower(): value for name, value in self.headers.items()}
        return Request(self.operation.method, self.path, headers, self.body(task_id, bell))

    def sent(self, task_id: str, bell: str = "") -> dict[str, Any]:
        """Return the arguments with which an HTTP client submits a task."""
        return {
            "method": self.operation.method,
            "url": self.path,
            "headers": self.headers,
            "content": self.body(task_id, bell),
        }

    def acknowledgement(self) -> bytes:
        """Return the answer of a receiver that has understood."""
        rule = self.callback.delivery
        return json.dumps({rule.acknowledged_by: rule.acknowledging[0]}).encode()

    def intervals(self, bundle: Path) -> list[float]:
        """Return the seconds between the attempts at a callback, read from the bundle's text."""
        document = json.loads(bundle.read_bytes())
        (callback,) = document["paths"][self.operation.path][self.operation.method.lower()][
            "callbacks"
        ].values()
        if "$ref" in callback:
            callback = functools.reduce(operator.getitem, callback["$ref"].split("/")[1:], document)
        (methods,) = (item for url, item in callback.items() if not url.startswith("x-"))
        rule = methods[self.callback.method.lower()]["x-delivery"]
        return [rule["intervals"][min(index, len(rule["intervals"]) - 1)] for index in range(rule["retries"])]
