"""The kinds of change of a schema. Ranges: `bounds`."""

from __future__ import annotations

from typing import Final

from generator.diff.kinds.kind import Kind, Topic, two_sided
from generator.diff.verdicts import BREAKS, FIX, NEW, RISKY, SILENT, Verdict


def _narrowed(name: str, sentence: str) -> Kind:
    return two_sided(name, BREAKS, FIX, sentence)


def _widened(name: str, sentence: str, received: Verdict = RISKY) -> Kind:
    return two_sided(name, NEW, received, sentence)


def _both(name: str, verdict: Verdict, sentence: str, topic: Topic = "changed") -> Kind:
    return two_sided(name, verdict, verdict, sentence, topic)


_FIELDS: Final = (
    two_sided("property-added", NEW, NEW, "new field", "added"),
    two_sided("required-property-added", BREAKS, NEW, "new field, required", "added"),
    two_sided(
        "required-property-with-default-added",
        RISKY,
        NEW,
        "new field, required; the client sends the default {value} where it is left out, older packages do not",
        "added",
    ),
    _both("property-removed", BREAKS, "removed (it was {type})", "removed"),
    _both("property-renamed", BREAKS, "renamed to {new}"),
    two_sided("property-made-required", BREAKS, FIX, "was optional, is now required"),
    two_sided(
        "property-with-default-made-required",
        RISKY,
        FIX,
        "was optional, is now required; the client sends the default {value} where it is left out, "
        "older packages may not",
    ),
    two_sided("property-made-optional", NEW, BREAKS, "was required, is now optional"),
    two_sided("made-read-only", BREAKS, FIX, "can no longer be sent (readOnly)"),
    two_sided("no-longer-read-only", NEW, FIX, "can now be sent (was readOnly)"),
    two_sided("made-write-only", FIX, BREAKS, "is no longer answered (writeOnly)"),
    two_sided("no-longer-write-only", FIX, NEW, "is now answered, too (was writeOnly)"),
    two_sided(
        "additional-properties-closed", BREAKS, FIX, "fields that the schema does not name are refused now"
    ),
    two_sided(
        "additional-properties-opened", NEW, FIX, "fields that the schema does not name are allowed now"
    ),
    two_sided(
        "additional-properties-described",
        BREAKS,
        RISKY,
        "values of further fields have a schema of their own now: {new}",
    ),
    two_sided(
        "additional-properties-not-described", NEW, RISKY, "values of further fields may be anything now"
    ),
)

_TYPES: Final = (
    _both("type-changed", BREAKS, "type changed from {old} to {new}"),
    two_sided("type-widened", NEW, BREAKS, "type widened from {old} to {new}"),
    two_sided("type-narrowed", BREAKS, FIX, "type narrowed from {old} to {new}"),
    two_sided("type-stated", BREAKS, RISKY, "may no longer be anything, but is {new}"),
    two_sided("type-no-longer-stated", NEW, BREAKS, "was {old}, may be anything now"),
    two_sided("became-nullable", NEW, BREAKS, "may be null now"),
    two_sided(
        "optional-became-nullable", NEW, RISKY, "may be null now, where it could only be left out before"
    ),
    _narrowed("no-longer-nullable", "may no longer be null"),
    two_sided("enum-value-added", NEW, RISKY, "value {value} added", "added"),
    two_sided("enum-value-removed", BREAKS, FIX, "value {value} removed; left are {new}", "removed"),
    _narrowed("enum-added", "only {new} are allowed now"),
    _widened("enum-removed", "any value is allowed now, not only {old}"),
    _both("enum-reordered", FIX, "the values stand in another order"),
    two_sided("format-added", RISKY, FIX, "format {new} is asked for now"),
    two_sided("format-removed", FIX, RISKY, "format {old} is no longer asked for"),
    _both("format-changed", RISKY, "format changed from {old} to {new}"),
    two_sided(
        "default-added", RISKY, FIX, "default {new} added; the client sends it where the field is left out"
    ),
    two_sided("default-removed", RISKY, FIX, "default {old} removed; the client no longer sends it"),
    two_sided("default-changed", RISKY, FIX, "default changed from {old} to {new}"),
    _both("service-default-added", FIX, "default {new} is documented now; the service fills it in"),
    _both("service-default-removed", FIX, "default {old} is no longer documented"),
    _both(
        "service-default-changed",
        FIX,
        "the documented default, which the service fills in, is {new}, was {old}",
    ),
    _both("content-encoding-changed", RISKY, "{keyword} changed from {old} to {new}"),
)

_COMPOSITION: Final = (
    two_sided("items-described", BREAKS, RISKY, "items may no longer be anything, but are {new}"),
    two_sided("items-not-described", NEW, BREAKS, "items were {old}, may be anything now"),
    two_sided("alternative-added", NEW, BREAKS, "may be {value}, too ({keyword})"),
    two_sided("alternative-removed", BREAKS, FIX, "can no longer be {value} ({keyword})"),
    _both(
        "alternatives-reordered",
        RISKY,
        "the alternatives of {keyword} stand in another order; the first that fits wins",
    ),
    _both("alternatives-keyword-changed", RISKY, "{old} became {new}"),
    two_sided("alternatives-stated", BREAKS, RISKY, "has to be one of several alternatives now ({keyword})"),
    two_sided(
        "alternatives-no-longer-stated", NEW, BREAKS, "has no alternatives any more ({keyword} is gone)"
    ),
    two_sided("part-added", BREAKS, NEW, "has to be {value}, too (allOf)"),
    two_sided("part-removed", RISKY, BREAKS, "need not be {value} any more (allOf)"),
    _both("parts-reordered", FIX, "the parts of allOf stand in another order"),
    two_sided("discriminator-added", RISKY, RISKY, "alternatives are told apart by {new} now"),
    two_sided("discriminator-removed", FIX, RISKY, "alternatives are no longer told apart by {old}"),
    _both(
        "discriminator-property-changed",
        BREAKS,
        "alternatives are told apart by {new} now, no longer by {old}",
    ),
    two_sided("discriminator-value-added", NEW, RISKY, "{name} means {new} now (discriminator)", "added"),
    two_sided(
        "discriminator-value-removed", BREAKS, FIX, "{name} no longer means {old} (discriminator)", "removed"
    ),
    _both("discriminator-value-changed", BREAKS, "{name} means {new} now, no longer {old} (discriminator)"),
    two_sided("schema-stated", BREAKS, RISKY, "{keyword}: is no longer free, but has a schema now"),
    two_sided("schema-no-longer-stated", NEW, RISKY, "{keyword}: has no schema any more"),
    _both("schema-forbidden", BREAKS, "no value is allowed any more"),
    two_sided("schema-no-longer-forbidden", NEW, RISKY, "is no longer forbidden"),
    _both("keyword-changed", RISKY, "{keyword} changed from {old} to {new}"),
    _both("written-differently", FIX, "{keyword} is written differently and means the same"),
)

_NAMES: Final = (
    _both("schema-replaced", RISKY, "is a {new} now, was a {old}"),
    _both("alias-replaced", FIX, "is described by {new} now, was by {old}"),
    _both("schema-named", RISKY, "its class is called {new} now"),
    _both("schema-inlined", RISKY, "its class is no longer called {old}"),
    _both("meaning-added", FIX, "means {new} to client and simulator now (x-meaning)"),
    two_sided("meaning-removed", FIX, RISKY, "no longer means {old} to client and simulator (x-meaning)"),
    two_sided("meaning-changed", FIX, RISKY, "means {new} now, no longer {old} (x-meaning)"),
    _both("xml-changed", SILENT, "its form as XML changed, which the client does not use"),
)

SCHEMA_KINDS: Final = (*_FIELDS, *_TYPES, *_COMPOSITION, *_NAMES)
