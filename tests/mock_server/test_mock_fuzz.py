"""Nothing that can be sent makes the simulator raise, and every answer is a frame with a verdict."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from imgopen_mock import Bundle, Request, Response, Simulator, VirtualClock
from imgopen_mock.core.exchange.refusals import field_name

JSON = {"content-type": "application/json", "kiln-key": "k-1", "kiln-secret": "s-1"}
KNOWN_WORDS = [
    "glaze",
    "degrees",
    "hours",
    "shelves",
    "pots",
    "name",
    "seed",
    "wood",
    "mood",
    "bell",
    "job",
    "ref",
]
ODD_WORDS = ["tags", "0", "00", "+0", "+", "-1", "", "~0", "a/b"]
KNOWN_PATHS = ["/firings", "/kilns/a/state", "/kilns/all/state", "/shelves/1"]

words = st.sampled_from(KNOWN_WORDS) | st.sampled_from(ODD_WORDS) | st.text()
leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=590, max_value=1310)
    | st.floats()
    | st.text()
    | st.sampled_from(["ash", "calm", "12", "\ud800"])
)
values = st.recursive(
    leaves,
    lambda inner: st.lists(inner) | st.dictionaries(words, inner),
    max_leaves=30,
)
paths = st.sampled_from(KNOWN_PATHS) | st.text() | st.builds("/kilns/{}/state".format, st.text())
headers = st.dictionaries(
    st.sampled_from([*JSON, "authorization", "kiln-mood", "content-length"]) | st.text(),
    st.text() | st.sampled_from(list(JSON.values())),
)


def check(bundle: Bundle, response: Response) -> Any:
    answer = json.loads(response.body.decode())
    assert response.status in {200, 202, 404, 405}
    assert response.headers["content-type"] == "application/json"
    assert answer[bundle.envelope.code] in {bundle.envelope.success, bundle.envelope.refusal}
    assert isinstance(answer[bundle.envelope.message], str)
    assert len(answer[bundle.envelope.message]) < 5000
    return answer


@given(
    method=st.sampled_from(["GET", "POST", "DELETE", "HEAD"]) | st.text(),
    path=paths,
    headers=headers | st.just(JSON),
    body=st.binary(),
    query=st.text() | st.just("side=left"),
)
@settings(max_examples=150, deadline=None)
def test_any_request(
    kiln: Bundle, method: str, path: str, headers: dict[str, str], body: bytes, query: str
) -> None:
    check(kiln, Simulator(kiln, VirtualClock()).handle(Request(method, path, headers, body, query)))


@given(body=values.map(json.dumps).map(str.encode) | st.binary())
@settings(max_examples=150, deadline=None)
def test_any_body(kiln: Bundle, body: bytes) -> None:
    check(kiln, Simulator(kiln, VirtualClock()).handle(Request("POST", "/firings", JSON, body)))


@given(name=words)
@settings(max_examples=150, deadline=None)
def test_any_name_of_a_field(kiln: Bundle, name: str) -> None:
    """Whatever a field is called, the refusal calls it so; only an empty name is not to be had."""
    body = json.dumps({"glaze": "ash", "job": {"ref": "pot", "tags": {"other": "", name: 1}}}).encode()
    answer = check(kiln, Simulator(kiln, VirtualClock()).handle(Request("POST", "/firings", JSON, body)))
    path = ("job", "tags", name) if name else ("job", "tags")
    assert answer["text"] == f"{field_name(path)}: 1 is not a string"


@given(changes=st.dictionaries(words, values, max_size=4))
@settings(max_examples=150, deadline=None)
def test_verdict_is_the_validators(kiln: Bundle, changes: dict[str, Any]) -> None:
    """What is refused is refused for a reason that is given; what is accepted keeps the schema."""
    body = json.dumps({"glaze": "ash", "job": {"ref": "pot"}, **changes}).encode()
    answer = check(kiln, Simulator(kiln, VirtualClock()).handle(Request("POST", "/firings", JSON, body)))
    expected = kiln.operations[0].body
    assert expected is not None
    if answer["verdict"] == "FIRED":
        assert expected.validator.is_valid(json.loads(body))
    else:
        assert answer["text"]
