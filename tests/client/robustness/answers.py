"""Answers that nobody promised: any status, any header, any bytes, and answers that are almost right."""

from __future__ import annotations

import gzip
import json
import zlib
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from hypothesis import strategies as st
from imgopen_mock import load_simulator

from tests.client.conftest import client_class
from tests.support.http import httpx
from tests.support.operations import OperationCase, api, keys, simulator_transport

BIG: Final = 10**400
HUGE: Final = "9" * 5000
DEEP: Final = 100_000

odd_values: Final = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([BIG, -BIG, 2**63, -1, 0, 1e308, float("nan"), float("inf"), -0.0]),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(["\ud800", "\0", "\ufeff", "x" * 5000, "\u202e", "200", ""]),
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=5,
    ),
)

SPECIAL_BODIES: Final = [
    b"",
    b"null",
    b"[" * DEEP,
    b"[" * 150 + b"]" * 150,
    b'{"a":' * DEEP,
    HUGE.encode(),
    b"-" + HUGE.encode() + b".5e99999",
    b"NaN",
    b"-Infinity",
    b'"\\ud800"',
    b"\xef\xbb\xbf{}",
    "{}".encode("utf-16"),
    "{}".encode("utf-32"),
    b'{"a":1,"a":2}',
    b"\x80\xff",
    b"<html>Bad Gateway</html>",
    b"\x1f\x8b",
    b"\xff\xd8\xff\xe0" + bytes(100),
    b"\x89PNG\r\n\x1a\n",
]


def as_bytes(name: str, value: str) -> tuple[bytes, bytes]:
    """Return a header as an HTTP library hands it over."""
    return name.encode(), value.encode("latin-1")


@cache
def promised(case: OperationCase) -> Any:
    """Return an answer to an operation as it should be, decoded."""
    found: list[Any] = []
    http = httpx.Client(
        transport=simulator_transport(load_simulator()),
        event_hooks={"response": [lambda response: found.append(json.loads(response.read()))]},
    )
    with http:
        case.call_with_prelude(client_class("")(**keys(), http_client=http))
    return found[-1]


def bodies(case: OperationCase | None) -> st.SearchStrategy[bytes]:
    """Return bodies; the more interesting ones are almost what the operation promises."""
    anything = st.binary(max_size=200) | st.sampled_from(SPECIAL_BODIES)
    if case is None:
        return anything
    return st.one_of(anything, _envelopes(), _altered(promised(case)).map(_encoded))


def special_envelopes() -> list[bytes]:
    """Return answers whose numbers have more digits than Python writes."""
    envelope = api().envelope
    assert envelope is not None
    success = json.dumps({envelope.code_key: envelope.success, envelope.data: "here"})
    return [
        b'{"%s":%s}' % (envelope.code_key.encode(), HUGE.encode()),
        b'{"%s":"no","%s":%s}' % (envelope.code_key.encode(), envelope.message_key.encode(), HUGE.encode()),
        success.replace('"here"', HUGE).encode(),
        success.replace('"here"', f'[{{"a":{HUGE}}}]').encode(),
    ]


def _envelopes() -> st.SearchStrategy[bytes]:
    envelope = api().envelope
    assert envelope is not None
    codes = odd_values | st.just(envelope.success)
    made = st.fixed_dictionaries(
        {}, optional={envelope.code_key: codes, envelope.message_key: odd_values, envelope.data: odd_values}
    )
    return made.map(_encoded) | st.sampled_from(special_envelopes())


@st.composite
def _altered(draw: st.DrawFn, answer: Any) -> Any:
    """Replace or leave out one value somewhere in an answer."""
    altered = json.loads(json.dumps(answer))
    inside = altered
    for _ in range(draw(st.integers(0, 6))):
        steps = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
        step = draw(st.sampled_from(steps))
        if not (isinstance(inside[step], (dict, list)) and inside[step]):
            break
        inside = inside[step]
    steps = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
    step = draw(st.sampled_from(steps))
    if draw(st.booleans()):
        inside[step] = draw(odd_values)
    else:
        del inside[step]
    return altered


def _encoded(value: Any) -> bytes:
    return json.dumps(value).encode()


_tokens = st.text("abcXYZ-_.!#0123456789", min_size=1, max_size=12)
SPECIAL_HEADERS: Final = [
    ("Content-Encoding", "gzip"),
    ("Content-Encoding", "deflate"),
    ("Content-Encoding", "br"),
    ("Content-Encoding", "zstd"),
    ("Content-Encoding", "gzip, deflate, nonsense"),
    ("Content-Encoding", "none of these"),
    ("Content-Length", "-1"),
    ("Content-Length", HUGE),
    ("Content-Length", "two"),
    ("Content-Type", "application/json; charset=none-such"),
    ("Content-Type", "text/html; charset=utf-7"),
    ("Content-Type", ";;;=charset"),
    ("Retry-After", HUGE),
    ("Retry-After", "-5"),
    ("Retry-After", "nan"),
    ("Retry-After", "\u0663".encode().decode("latin-1")),
    ("Retry-After", "Thu, 01 Jan 99999 00:00:00 GMT"),
    ("Retry-After", "Thu, 01 Jan 0001 00:00:00 +2359"),
    ("Retry-After", "Fri, 31 Dec 9999 23:59:59 -2359"),
    ("Retry-After", "Thu, 01 Jan 2026 00:00:00 +99999999999999"),
    ("Retry-After", f"Thu, 01 Jan 2026 00:00:00 +{HUGE}"),
    ("Location", "/elsewhere"),
    ("Location", "//"),
    ("Location", "http://["),
    ("Location", "http://127.0.0.1:99999999/"),
    ("Location", "javascript:alert(1)"),
    ("Location", "http://xn--\xff/"),
    ("Location", "http://" + "a" * 70_000),
    ("Set-Cookie", "a=b; Max-Age=99999999999999999999; Path=/"),
    ("Set-Cookie", "a=b; Expires=Thu, 01 Jan 99999 00:00:00 GMT"),
    ("Set-Cookie", "=;=;=;,,,"),
    ("Set-Cookie", "\xff\xfe=\xff; Domain=.; Port=x"),
    ("Transfer-Encoding", "chunked"),
]
_any_headers = st.tuples(_tokens, st.text(st.characters(max_codepoint=255), max_size=20))
headers: Final = st.lists(st.sampled_from(SPECIAL_HEADERS) | _any_headers, max_size=3).map(
    lambda pairs: [as_bytes(name, value) for name, value in pairs]
)
statuses: Final = st.sampled_from([200, 200, 200, 200]) | st.integers(100, 599)


@dataclass(frozen=True)
class Odd:
    """An answer that nobody promised."""

    status: int = 200
    headers: tuple[tuple[bytes, bytes], ...] = ()
    body: bytes = b""

    def response(self) -> httpx.Response:
        """Return it as it comes from a connection."""
        return httpx.Response(self.status, headers=list(self.headers), stream=httpx.ByteStream(self.body))


@st.composite
def answers(draw: st.DrawFn, case: OperationCase | None) -> Odd:
    """Return a status, headers, and a body that may be compressed as they say, or otherwise."""
    body = draw(bodies(case))
    squeeze = draw(st.sampled_from([None, None, None, gzip.compress, zlib.compress]))
    found = draw(headers)
    if squeeze is not None:
        name = b"gzip" if squeeze is gzip.compress else b"deflate"
        found = [*found, (b"Content-Encoding", name)]
        cut = draw(st.integers(0, 3))
        body = squeeze(body)[cut:]
    return Odd(draw(statuses), tuple(found), body)
