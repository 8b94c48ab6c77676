"""A span of OpenTelemetry around each call, in a program that uses OpenTelemetry."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, Final

from .product import PACKAGE, VERSION, BaseError
from .redaction import shown_url

if TYPE_CHECKING:
    from .attempts import Attempts
    from .requests import Call

_API: Final = "opentelemetry.trace"
_FIRST_ERROR: Final = 400
_NOTHING: Final[AbstractContextManager[None]] = nullcontext()


def span_of(call: Call, attempts: Attempts) -> AbstractContextManager[Any]:
    """Return what surrounds the sending of a call; nothing, unless the program has imported OpenTelemetry."""
    trace = sys.modules.get(_API)
    return _NOTHING if trace is None else _span(trace, call, attempts)


def note_answer(span: Any, status_code: int) -> None:
    """Tell a span what came back."""
    if span is None:
        return
    span.set_attribute("http.response.status_code", status_code)
    if status_code >= _FIRST_ERROR:
        trace: Any = sys.modules[_API]
        span.set_attribute("error.type", str(status_code))
        span.set_status(trace.StatusCode.ERROR)


@contextmanager
def _span(trace: Any, call: Call, attempts: Attempts) -> Iterator[Any]:
    request = call.request
    attributes = {
        "http.request.method": request.method,
        "url.full": shown_url(request.url),
        "server.address": request.url.host,
        f"{PACKAGE}.operation": call.operation,
    }
    tracer = trace.get_tracer(PACKAGE, VERSION)
    with tracer.start_as_current_span(
        call.operation,
        kind=trace.SpanKind.CLIENT,
        attributes=attributes,
        record_exception=False,
        set_status_on_exception=False,
    ) as span:
        try:
            yield span
        except BaseError as error:
            span.set_attribute("error.type", type(error).__name__)
            span.set_status(trace.StatusCode.ERROR, str(error))
            raise
        finally:
            if attempts.retries:
                span.set_attribute("http.request.resend_count", attempts.retries)
