"""The caller's keys, which nobody may see."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote, quote_plus

from imgopen_contract.document import Credential, Document


class KeysError(Exception):
    """A key is missing or cannot be sent. The message does not hold it."""


@dataclass(frozen=True)
class Keys:
    """The keys of an account. They are in no representation of this object, and `redact` takes them out of text.

    Attributes:
        headers: Value by header.
        names: What stands in the place of each header's value where a request is shown.
    """

    headers: Mapping[str, str] = field(repr=False)
    names: Mapping[str, str]

    @classmethod
    def of(cls, document: Document, values: Mapping[str, str]) -> Keys:
        """Take the keys by their schemes' names.

        Raises:
            KeysError: One is missing, or could not be sent in a header.
        """
        for credential in document.credentials:
            value = values.get(credential.scheme, "")
            if not value:
                raise KeysError(f"--{credential.option}: is missing; {variable(credential)} can hold it too")
            if not re.fullmatch(r"[!-~](?:[ -~]*[!-~])?", value):
                raise KeysError(
                    f"--{credential.option}: has characters that cannot be sent in a header, or spaces around it"
                )
        return cls(
            {credential.header: values[credential.scheme] for credential in document.credentials},
            {credential.header: f"${variable(credential)}" for credential in document.credentials},
        )

    def redact(self, text: str) -> str:
        """Take the keys out of a text, also where they are escaped or encoded."""
        return self._pattern.sub("[key]", text) if self.headers else text

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        forms = {form for value in (*self.headers.values(), *self._pairs) for form in _forms(value)}
        longest_first = sorted((form for form in forms if form), key=lambda form: (-len(form), form))
        return re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)

    @cached_property
    def _pairs(self) -> tuple[str, ...]:
        return (":".join(self.headers.values()),) if len(self.headers) > 1 else ()


def variable(credential: Credential) -> str:
    """Return the environment variable that holds a key."""
    return f"IMGOPEN_{credential.variable}"


def _forms(value: str) -> Iterator[str]:
    """Give the ways in which a service may repeat a key."""
    yield value
    yield from (quote(value), quote(value, safe=""), quote_plus(value))
    yield from (html.escape(value), html.escape(value, quote=False))
    yield from (json.dumps(value)[1:-1], repr(value)[1:-1], repr(json.dumps(value)[1:-1])[1:-1])
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        text = encode(value.encode()).decode()
        yield from (text, text.rstrip("="))
    yield value.encode().hex()
    yield value[::-1]
