"""The kinds of notices: what the client does not do, without the names of one document."""

from __future__ import annotations

import re
from typing import Final

_KINDS: Final = (
    (re.compile(r"^the pattern .* is not checked"), "a pattern without a form of linear time is not checked"),
    (re.compile(r"^required field .* is not among the properties"), "a required field without a schema"),
    (re.compile(r"^(\S+) beside a \$ref is not checked"), r"`\1` beside a `$ref` is not checked"),
    (re.compile(r"^(\S+) is not checked by the client"), r"`\1` is not checked"),
    (re.compile(r"^becomes the class .* as the schema at"), "two schemas of one name get two"),
    (re.compile(r"^is not a known extension"), "an extension that is not known"),
    (re.compile(r"does not match|is not a '|is not of type|is not one of|is too |is (greater|less) than|multiple of"),
     "an example or a default that its schema refuses"),
    (re.compile(r"^security of the type (.*) is left"), r"security of the type \1 is left to the HTTP client"),
    (re.compile(r"^the client sends .*, not "), "a body is sent in one of its media types alone: JSON before forms"),
    (re.compile(r"^the default .* is not (of the type|among)"), "a default that its schema refuses"),
    (re.compile(r"an absolute URL"), "no absolute server: the caller gives the base URL"),
)  # fmt: skip


def kind_of(what: str) -> str:
    """Return the kind of a notice."""
    for pattern, kind in _KINDS:
        match = pattern.search(what)
        if match:
            return match.expand(kind)
    return re.sub(r"'[^']*'|`[^`]*`|\d+", "…", what)[:120]
