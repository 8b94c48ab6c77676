"""A small spec of a made-up API, to be broken and extended."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

ROOT = """\
openapi: 3.1.0
info:
  title: Clay Works
  version: 1.2.3
servers:
  - url: https://clay.example
security:
  - kilnKey: []
tags:
  - name: kiln
    description: Fire pots.
x-envelope: {code: code, message: msg, data: data, success: ok, refusal: no}
paths:
  /fire:
    $ref: paths/fire.yaml
components:
  securitySchemes:
    kilnKey: {type: apiKey, in: header, name: X-Kiln-Key, description: The key of the kiln.}
"""

FIRE = """\
post:
  operationId: firePot
  tags: [kiln]
  summary: Fire a pot
  description: Puts a pot into the kiln.
  x-provenance: {status: documented, pages: [P 1]}
  requestBody:
    required: true
    content:
      application/json:
        schema:
          $ref: ../schemas/FirePotRequest.yaml
        examples:
          page:
            value: {potId: p1, heat: 800, glaze: {color: sky blue}}
  responses:
    "200":
      description: Done.
      content:
        application/json:
          schema:
            $ref: ../schemas/FiredAnswer.yaml
"""

REQUEST = """\
type: object
description: What to fire.
additionalProperties: false
required: [potId]
properties:
  potId:
    type: string
    description: Id of the pot.
  heat:
    type: integer
    description: Degrees.
    minimum: 100
    maximum: 1200
    multipleOf: 50
    default: 900
  glaze:
    $ref: Glaze.yaml
"""

GLAZE = """\
type: object
description: What is painted on.
additionalProperties: false
properties:
  color:
    type: string
    description: Its color.
    enum: [sky blue, ash]
"""

ANSWER = """\
type: object
description: The answer.
required: [code, msg, data]
properties:
  code: {type: string, const: ok, description: The code.}
  msg: {type: string, description: Words.}
  data:
    type: object
    description: A fired pot.
    required: [potId]
    properties:
      potId: {type: string, description: Id of the pot.}
"""

FILES: Mapping[str, str] = {
    "openapi.yaml": ROOT,
    "paths/fire.yaml": FIRE,
    "schemas/FirePotRequest.yaml": REQUEST,
    "schemas/Glaze.yaml": GLAZE,
    "schemas/FiredAnswer.yaml": ANSWER,
}


def write_spec(folder: Path, changes: Mapping[str, str | tuple[str, str]] | None = None) -> Path:
    """Write the small spec into `folder` and return its root file.

    A change is the whole new text of a file, or a piece of it with what takes its place.
    """
    files = dict(FILES)
    for name, change in (changes or {}).items():
        if isinstance(change, str):
            files[name] = change
        else:
            before, after = change
            assert files[name].count(before) == 1, f"{before!r} does not stand exactly once in {name}"
            files[name] = files[name].replace(before, after)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "openapi.yaml"


def line_of(file: Path, text: str) -> int:
    """Return the line in which `text` stands for the first time."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if text in line:
            return number
    raise AssertionError(f"{text!r} does not stand in {file}")
