"""What an operation answers: when all went well, and else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.document.extensions import Envelope, read_extension
from generator.document.view import OperationView, deref
from generator.ir.answers import AnswerSchemas
from generator.ir.words import one_line
from generator.reference.notes import Note, distinct, note_on
from generator.reference.samples import Sample, media_of, samples_of
from generator.source.nodes import MapNode


@dataclass(frozen=True)
class AnswerView:
    """One of the answers that the document knows.

    Attributes:
        status: the HTTP status, or a class of them.
        content_types: in which forms it comes.
        samples: its examples that tell of success.
        refusals: its examples that tell of a refusal.
        schema: what it holds when all went well.
    """

    status: str
    description: str
    content_types: tuple[str, ...]
    samples: tuple[Sample, ...]
    refusals: tuple[Sample, ...]
    schema: Any
    notes: tuple[Note, ...]

    @property
    def is_success(self) -> bool:
        """Whether its HTTP status tells of success."""
        return self.status.startswith("2")


def answers_of(document: MapNode, view: OperationView) -> list[AnswerView]:
    """Return the answers of an operation, those of success first."""
    envelope = read_extension(document, "x-envelope", Envelope)
    responses = view.node.get("responses")
    found = []
    for status, entry in responses.items() if isinstance(responses, MapNode) else ():
        response = deref(document, entry)
        if isinstance(response, MapNode):
            found.append(_answer(document, envelope, str(status), response))
    return sorted(found, key=lambda answer: not answer.is_success)


def _answer(document: MapNode, envelope: Envelope | None, status: str, response: MapNode) -> AnswerView:
    _, media = media_of(response)
    samples = samples_of(document, media) if media is not None else []
    schema = media.get("schema") if media is not None else None
    content = response.get("content")
    return AnswerView(
        status=status,
        description=one_line(response.get("description")),
        content_types=tuple(content) if isinstance(content, MapNode) else (),
        samples=tuple(sample for sample in samples if not _is_refusal(envelope, sample)),
        refusals=tuple(sample for sample in samples if _is_refusal(envelope, sample)),
        schema=schema if envelope is None else AnswerSchemas(document, envelope).successful_branch(schema),
        notes=distinct(note for note in (note_on(response),) if note is not None),
    )


def _is_refusal(envelope: Envelope | None, sample: Sample) -> bool:
    if envelope is None or not isinstance(sample.value, dict):
        return False
    return sample.value.get(envelope.code) != envelope.success
