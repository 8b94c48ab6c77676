"""Whatever stands in a document, the reference's Markdown means that text and nothing else."""

from __future__ import annotations

import json
import re
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from generator.ir.words import one_line
from generator.reference.text import attribute, code, fence, json_text, prose, text
from tests.generator.reference.pages import Site

PARSER: Final = create_md_parser(MdParserConfig(), RendererHTML)
_UNSEEN: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]"
)
_MARKUP: Final = (
    *(
        "<script>",
        "</div>",
        "<!--",
        "]]>",
        "&lt;",
        "&#60;",
        "`",
        "```",
        "~~~",
        "{raw}`x`",
        "```{raw} html",
        ":::",
    ),
    *(
        "# ",
        "- ",
        "1. ",
        "> ",
        "    ",
        "\t",
        "|",
        "[a](b)",
        "![a](b)",
        "[a]: b",
        "[^1]",
        "(x)=",
        "+++",
        "---",
    ),
    *(
        "===",
        "%",
        "$x$",
        "$$",
        "{{ x }}",
        "*a*",
        "_b_",
        "~~c~~",
        "\\",
        "\\\\",
        "\n\n",
        "http://a.example",
        "<a@b.c>",
    ),
)
anything = st.one_of(
    st.text(), st.lists(st.one_of(st.sampled_from(_MARKUP), st.text(max_size=3))).map("".join)
)


def _tokens(source: str) -> list[Any]:
    """Return what Sphinx's parser of Markdown makes of a source, the parts of lines included."""
    found = []
    for token in PARSER.parse(source, {}):
        found += [token] if token.type != "inline" else token.children or []
    return found


def _seen(value: str) -> str:
    return _UNSEEN.sub("\ufffd", value)


@given(anything)
def test_text_is_text(value: str) -> None:
    tokens = _tokens(f"Before {text(value)} after")
    assert {token.type for token in tokens} <= {"paragraph_open", "paragraph_close", "text", "text_special"}
    shown = "".join(token.content for token in tokens)
    assert shown == f"Before {_seen(one_line(value))} after"


@given(anything)
def test_text_alone_on_its_line_is_text(value: str) -> None:
    shown = "".join(token.content for token in _tokens(text(value)))
    assert shown == _seen(one_line(value))


@given(anything)
def test_prose_is_text_and_spans_of_code(value: str) -> None:
    tokens = _tokens(f"Before {prose(value)} after")
    allowed = {"paragraph_open", "paragraph_close", "text", "text_special", "code_inline"}
    assert {token.type for token in tokens} <= allowed
    shown = "".join(
        f"`{token.content}`" if token.type == "code_inline" else token.content for token in tokens
    )
    assert shown == f"Before {_seen(one_line(value))} after"


@given(anything)
def test_code_is_one_span(value: str) -> None:
    body = _seen(re.sub(r"[\r\n]+", " ", value))
    tokens = [token for token in _tokens(f"Before {code(value)} after") if token.type == "code_inline"]
    assert [token.content for token in tokens] == ([body] if body.strip() else [])


@given(anything)
def test_a_fence_holds_its_source(value: str) -> None:
    tokens = PARSER.parse(f"Before\n\n{fence(value, 'json')}\n\nAfter", {})
    (block,) = [token for token in tokens if token.type == "fence"]
    assert block.content == f"{_seen(value).rstrip(chr(10))}\n"
    assert block.info == "json"


@given(anything)
def test_an_attribute_is_text_in_html(value: str) -> None:
    page = Site(f'<p title="{attribute(value)}">{attribute(value)}</p>')
    (element,) = page.elements
    assert element.attributes == {"title": _seen(one_line(value))}
    assert element.text == _seen(one_line(value))


@given(st.recursive(st.one_of(anything, st.integers(), st.booleans(), st.none()), st.lists, max_leaves=5))
def test_json_shows_the_value_and_nothing_unseen(value: Any) -> None:
    written = json_text(value)
    assert json.loads(written) == value
    assert not _UNSEEN.search(written)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Give `width`.", "Give `width`\\."),
        ("a ` b ` c", "a \\` b \\` c"),
        ("``x``", "\\`\\`x\\`\\`"),
        ("{raw}`x`", "\\{raw\\}`x`"),
    ],
)
def test_a_word_between_backticks_is_code(value: str, shown: str) -> None:
    assert prose(value) == shown
