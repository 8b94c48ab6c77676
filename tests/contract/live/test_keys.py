"""No key is ever shown."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from imgopen_contract.cases import HttpRequest, baseline
from imgopen_contract.live import Answer
from imgopen_contract.live.curl import curl
from imgopen_contract.live.keys import Keys, KeysError
from imgopen_contract.report.junit import junit_xml
from imgopen_contract.report.page import html_page

from tests.contract.live.services import envelope, kiln, run_against
from tests.contract.live.test_report_forms import terminal_text

SENDABLE = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=8, max_size=40).map(
    lambda text: f"Q{text}7"
)
ENCODINGS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "in capitals": str.upper,
    "in JSON": json.dumps,
    "in a URL": lambda text: quote(text, safe=""),
    "in base64": lambda text: base64.b64encode(text.encode()).decode(),
    "as Python": repr,
}


def keys(first: str, second: str) -> Keys:
    return Keys.of(
        kiln(), dict(zip((one.scheme for one in kiln().credentials), (first, second), strict=True))
    )


@settings(max_examples=25)
@example("Q'quoted\"and\\more7", "Q<tag>&more;7", "as Python", "message")
@example("Q'quoted\"and\\more7", "Q<tag>&more;7", "as Python", "data")
@given(
    SENDABLE,
    SENDABLE,
    st.sampled_from(sorted(ENCODINGS)),
    st.sampled_from(["message", "code", "data", "text"]),
)
def test_a_service_that_repeats_keys_does_not_get_them_into_a_report(
    first: str, second: str, encoding: str, place: str
) -> None:
    def echo(request: HttpRequest) -> Answer:
        said = ENCODINGS[encoding](" ".join(request.headers.values()))
        names = kiln().envelope
        if place == "text":
            return Answer(200, {}, said.encode())
        return envelope(
            kiln(),
            said if place == "code" else names.refusal,
            said if place == "message" else "no",
            **({names.data: said} if place == "data" else {}),
        )

    _, report = run_against(kiln(), echo, operations=kiln().operations[-2:], keys=keys(first, second))
    for form in (terminal_text(report), junit_xml(report), html_page(report)):
        for key in (first, second):
            assert key not in form
            assert ENCODINGS[encoding](key).strip("\"'") not in form


@given(SENDABLE, st.sampled_from(sorted(ENCODINGS)))
@example("Q'quoted\"and\\more7", "as Python")
@example("Q'quoted\"and\\more7", "in JSON")
def test_a_key_is_found_in_every_form(key: str, encoding: str) -> None:
    form = ENCODINGS[encoding](key)
    inside = form[1:-1] if encoding in ("in JSON", "as Python") else form
    assert keys(key, "another-one-of-them").redact(f"<{inside}>") == "<[key]>"


@given(SENDABLE, SENDABLE)
def test_no_representation_holds_a_key(first: str, second: str) -> None:
    given_keys = keys(first, second)
    request = baseline(kiln().operations[0]).http(given_keys.headers)
    for text in (repr(given_keys), repr(request), curl("https://api.example.com", request, given_keys.names)):
        assert first not in text
        assert second not in text


@given(SENDABLE, st.text())
def test_redacting_takes_out_the_key_and_leaves_the_rest(key: str, around: str) -> None:
    given_keys = keys(key, "another-one-of-them")
    assert given_keys.redact(f"{around}|{key}|") == f"{given_keys.redact(around)}|[key]|"


@pytest.mark.parametrize("key", ["", " spaced", "spaced ", "new\nline", "käse", "\x00"])
def test_a_key_that_cannot_be_sent_is_refused_unseen(key: str) -> None:
    with pytest.raises(KeysError) as error:
        keys(key, "another-one-of-them")
    assert f"--{kiln().credentials[0].option}: " in str(error.value)
    assert not key or key not in str(error.value)
