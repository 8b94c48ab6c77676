"""The kinds of change of parameters, bodies, answers, links and callbacks."""

from __future__ import annotations

from typing import Final

from generator.diff.kinds.kind import Kind, of_api, of_received, of_sent, two_sided
from generator.diff.verdicts import BREAKS, FIX, NEW, RISKY, Side, Verdict


def _of_callback(name: str, verdict: Verdict, sentence: str) -> Kind:
    return of_received(name, verdict, sentence)


_PARAMETERS: Final = (
    two_sided("parameter-added", NEW, NEW, "new {place} parameter", "added"),
    two_sided("required-parameter-added", BREAKS, NEW, "new {place} parameter, required", "added"),
    two_sided(
        "required-parameter-with-default-added",
        RISKY,
        NEW,
        "new {place} parameter, required; the client sends the default {value} where it is left out, "
        "older packages do not",
        "added",
    ),
    two_sided("parameter-removed", BREAKS, BREAKS, "{place} parameter removed", "removed"),
    two_sided("parameter-renamed", BREAKS, BREAKS, "{place} parameter renamed to {new}"),
    two_sided(
        "parameter-respelled",
        RISKY,
        RISKY,
        "{place} parameter is spelled {new} now; its name in Python stays",
    ),
    two_sided(
        "parameter-moved",
        RISKY,
        RISKY,
        "moved from {old} to {new}; older packages still send it in the {old}",
    ),
    two_sided("parameter-made-required", BREAKS, FIX, "was optional, is now required"),
    two_sided("parameter-made-optional", NEW, BREAKS, "was required, is now optional"),
    two_sided(
        "parameter-style-changed",
        RISKY,
        RISKY,
        "{keyword} changed from {old} to {new}: it is written differently into the request",
    ),
    of_sent("slash-allowed", NEW, "may hold slashes now (x-allow-reserved)"),
    of_sent("slash-no-longer-allowed", BREAKS, "may no longer hold slashes (x-allow-reserved)"),
)

_BODIES: Final = (
    two_sided("body-added", NEW, NEW, "takes a body now, which may be left out", "added"),
    of_sent("required-body-added", BREAKS, "needs a body now", "added"),
    two_sided("body-removed", BREAKS, BREAKS, "has no body any more", "removed"),
    two_sided("body-made-required", BREAKS, FIX, "the body was optional, is now required"),
    two_sided("body-made-optional", NEW, BREAKS, "the body was required, is now optional"),
    two_sided("content-type-added", NEW, RISKY, "content type {name} added", "added"),
    two_sided("content-type-removed", BREAKS, BREAKS, "content type {name} removed", "removed"),
    two_sided("encoding-changed", RISKY, RISKY, "the encoding of {name} changed from {old} to {new}"),
)

_ANSWERS: Final = (
    of_received("success-status-added", RISKY, "may be answered with status {name} now", "added"),
    of_received("success-status-removed", BREAKS, "status {name} is no longer answered", "removed"),
    of_received("error-status-added", NEW, "status {name} is documented now", "added"),
    of_received("error-status-removed", FIX, "status {name} is no longer documented", "removed"),
    of_sent("status-to-answer-added", NEW, "may be acknowledged with status {name}, too", "added"),
    of_sent(
        "status-to-answer-removed", BREAKS, "can no longer be acknowledged with status {name}", "removed"
    ),
    two_sided("header-added", NEW, NEW, "new header", "added"),
    two_sided("header-removed", BREAKS, BREAKS, "header removed", "removed"),
    two_sided("header-made-required", BREAKS, FIX, "header is always there now"),
    two_sided("header-made-optional", NEW, BREAKS, "header may be absent now"),
    of_received("link-added", NEW, "link {name} to {new} added", "added"),
    of_received(
        "link-removed",
        BREAKS,
        "link {name} to {old} removed: what follows a task can no longer use it",
        "removed",
    ),
    of_received("link-target-changed", RISKY, "link {name} leads to {new} now, no longer to {old}"),
    of_received("link-arguments-changed", RISKY, "link {name} hands over {new} now, was {old}"),
    of_received("link-server-changed", RISKY, "link {name} leads to another server now"),
)

_CALLBACKS: Final = (
    of_received("added", NEW, "{name}: the service posts it now", "added"),
    of_received("removed", BREAKS, "{name}: the service no longer posts it", "removed"),
    _of_callback("url-changed", BREAKS, "is posted to {new} now, no longer to {old}"),
    _of_callback("method-changed", BREAKS, "comes with {new} now, no longer with {old}"),
    of_received("delivery-stated", NEW, "how often it is tried is known now (x-delivery)", "added"),
    of_received(
        "delivery-no-longer-stated",
        BREAKS,
        "it is no longer known how often it is tried (x-delivery)",
        "removed",
    ),
    _of_callback("retries-raised", FIX, "is tried again up to {new} times now, was {old}"),
    _of_callback("retries-lowered", RISKY, "is tried again at most {new} times now, was {old}"),
    _of_callback("retry-later", RISKY, "{which}, no longer {old}"),
    _of_callback("retry-sooner", RISKY, "{which}, no longer {old}"),
    _of_callback("intervals-changed", FIX, "intervals changed from {old} to {new}, which no retry reaches"),
    _of_callback(
        "acknowledgement-moved", BREAKS, "is acknowledged by {new} in the answer now, no longer by {old}"
    ),
    _of_callback("acknowledgement-value-added", NEW, "is acknowledged by {value}, too"),
    _of_callback("acknowledgement-value-removed", BREAKS, "is no longer acknowledged by {value}"),
    _of_callback(
        "acknowledgement-reordered",
        RISKY,
        "the values that acknowledge stand in another order; the client sends {new}",
    ),
    of_api("webhook-added", NEW, "new webhook", "added"),
    of_api("webhook-removed", BREAKS, "webhook removed", "removed"),
)

_CLIENT: Final = (
    of_api("method-renamed", BREAKS, "its method is {new} now, was {old}"),
    of_sent("argument-renamed", BREAKS, "its argument is called {new} now, was {old}"),
    of_sent("argument-removed", BREAKS, "is no longer an argument of the method", "removed"),
    of_sent("argument-made-required", BREAKS, "has to be given now"),
    of_sent("argument-type-changed", BREAKS, "takes {new} now, was {old}"),
    of_received("return-type-changed", BREAKS, "the method returns {new} now, was {old}"),
    two_sided("class-replaced", BREAKS, BREAKS, "the class {new} stands where {old} stood"),
    two_sided("attribute-renamed", BREAKS, BREAKS, "its attribute is called {new} now, was {old}"),
)
"""What is seen in the two clients alone."""

MESSAGE_KINDS: Final = (*_CLIENT, *_PARAMETERS, *_BODIES, *_ANSWERS, *_CALLBACKS)

CALLBACK_ONLY: Final = frozenset(
    kind.name for kind in _CALLBACKS if kind.verdicts.get(Side.callback.face) is not None
)
"""Names of kinds that are met in callbacks alone."""

STYLES: Final = ("style", "explode", "allowReserved", "allowEmptyValue")
"""The keywords that say how a parameter is written into a request."""
