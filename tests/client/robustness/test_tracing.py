"""A program that uses OpenTelemetry sees a span for each call; one that does not has nothing of it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import imgopen
import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from tests.client.conftest import client_class, refusal, success
from tests.client.http.conftest import asking
from tests.client.robustness.ways import Side, failure_of
from tests.support.http import httpx
from tests.support.operations import keys

CASE = asking()
NAME = f"{CASE.group.attribute}.{CASE.operation.method}"


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    """The spans of a program that has set OpenTelemetry up."""
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(trace, "get_tracer", provider.get_tracer)
    yield exporter
    provider.shutdown()


def _span(spans: InMemorySpanExporter) -> ReadableSpan:
    (span,) = spans.get_finished_spans()
    return span


def _attributes(spans: InMemorySpanExporter) -> dict[str, Any]:
    return dict(_span(spans).attributes or {})


def _client(side: Side, *answers: Any, **http: Any) -> Any:
    waiting = list(answers)

    def handle(_: httpx.Request) -> httpx.Response:
        answer = waiting.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)

    return side.client(http_client=side.http(handle, **http))


def _call(side: Side, client: Any) -> None:
    failure_of(lambda: side.done(CASE.call(client)))


def test_a_call_is_a_span(side: Side, spans: InMemorySpanExporter) -> None:
    side.done(_client(side, success({})).post("/x", {}))
    span = _span(spans)
    assert (span.name, span.kind, span.status.status_code) == ("/x", SpanKind.CLIENT, StatusCode.UNSET)
    assert span.instrumentation_scope is not None
    assert (span.instrumentation_scope.name, span.instrumentation_scope.version) == (
        "imgopen",
        imgopen.__version__,
    )
    base_url = httpx.URL(side.client().base_url)
    assert span.attributes == {
        "http.request.method": "POST",
        "url.full": f"{base_url}/x",
        "server.address": base_url.host,
        "imgopen.operation": "/x",
        "http.response.status_code": 200,
    }


def test_the_span_of_an_operation_has_its_name(side: Side, spans: InMemorySpanExporter) -> None:
    _call(side, _client(side, refusal()))
    assert _span(spans).name == NAME
    assert _attributes(spans)["imgopen.operation"] == NAME
    assert _attributes(spans)["http.request.method"] == CASE.operation.http_method
    # The service has answered, and that it refused is no failure of HTTP.
    assert _span(spans).status.status_code == StatusCode.UNSET


def test_retries_are_counted_in_one_span(side: Side, spans: InMemorySpanExporter) -> None:
    _call(side, _client(side, httpx.Response(503), httpx.ReadTimeout("slow"), refusal()))
    assert _attributes(spans)["http.request.resend_count"] == 2
    assert _attributes(spans)["http.response.status_code"] == 200
    assert "error.type" not in _attributes(spans)


@pytest.mark.parametrize("status", [400, 404, 503])
def test_a_status_that_is_an_error_is_one(status: int, side: Side, spans: InMemorySpanExporter) -> None:
    _call(side, _client(side, *[httpx.Response(status)] * 3))
    assert _attributes(spans)["http.response.status_code"] == status
    assert _attributes(spans)["error.type"] == str(status)
    assert _span(spans).status.status_code == StatusCode.ERROR


def test_no_answer_is_an_error(side: Side, spans: InMemorySpanExporter) -> None:
    _call(side, _client(side, *[httpx.ConnectError("refused")] * 3))
    span = _span(spans)
    assert span.status.status_code == StatusCode.ERROR
    assert "refused" in (span.status.description or "")
    assert _attributes(spans)["error.type"] == "TransportError"
    assert _attributes(spans)["http.request.resend_count"] == 2
    assert "http.response.status_code" not in _attributes(spans)


def test_the_span_is_inside_of_that_of_the_program(side: Side, spans: InMemorySpanExporter) -> None:
    client = _client(side, success({}))

    async def work() -> None:
        with trace.get_tracer("program").start_as_current_span("work"):
            answer = client.post("/x", {})
            if side.is_async:
                await answer

    (side.runner or asyncio).run(work())
    inner, outer = spans.get_finished_spans()
    assert inner.parent is not None
    assert outer.context is not None
    assert inner.parent.span_id == outer.context.span_id


def test_no_secret_and_no_query_is_in_a_span(side: Side, spans: InMemorySpanExporter) -> None:
    broken = httpx.ConnectError("no way to https://x.example/a?token=signature, sorry")
    client = _client(side, *[broken] * 3, httpx.Response(503), refusal(), params={"token": "signature"})
    for _ in range(2):
        _call(side, client)
    shown = "".join(span.to_json() for span in spans.get_finished_spans())
    assert "signature" not in shown
    assert f"{side.client().base_url}{CASE.operation.path}?***" in shown
    for key in keys().values():
        assert key not in shown


def test_without_opentelemetry_nothing_is_imported() -> None:
    program = (
        "import sys, asyncio, imgopen, httpx\n"
        "transport = httpx.MockTransport(lambda request: httpx.Response(200, json={}))\n"
        f"made = imgopen.{client_class('').__name__}\n"
        f"client = made(**{keys()!r}, http_client=httpx.Client(transport=transport))\n"
        "client.post('/x', {})\n"
        f"made = imgopen.{client_class('Async').__name__}\n"
        f"client = made(**{keys()!r}, http_client=httpx.AsyncClient(transport=transport))\n"
        "asyncio.run(client.post('/x', {}))\n"
        "print([name for name in sys.modules if name.partition('.')[0] == 'opentelemetry'])\n"
    ).replace("httpx", httpx.__name__)
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (result.stdout, result.stderr) == ("[]\n", "")
