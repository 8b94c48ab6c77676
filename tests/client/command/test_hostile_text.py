"""Text of a hostile spec or service is shown as text: no markup, no control of the terminal, no code."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from tests.support.package import Changes, generate
from tests.support.small_spec import FIRE, REQUEST, ROOT

HOSTILE = [
    "[red]alarm[/red] [bold",
    "[/]",
    "{0.__class__} {{ 7 * 7 }} %s",
    "\x1b]0;title\x07 \x1b[31mred",
    '"""\nimport os\nos.system("touch HACKED")\n"""',
    "'); raise SystemExit('run')  #",
    ":smile: `code` **bold** \\",
    "--prompt \u202eright to left",
]


def _help(out: Path, *words: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "clay", *words, "--help"],
        cwd=out / "src",
        env={"COLUMNS": "300", "PATH": "", "HOME": str(out)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "\x1b" not in ran.stdout
    return " ".join(ran.stdout.split())


def _shown(text: str) -> str:
    """Return the words of a text as a page shows them."""
    kept = "".join(char if char.isprintable() or char.isspace() else "\ufffd" for char in text)
    return " ".join(kept.split())


def _property(number: int, text: str) -> str:
    return f"  p{number}:\n    type: string\n    description: {json.dumps(text)}\n    enum: [{json.dumps(text)}, b]\n"


def test_text_of_a_hostile_spec_comes_out_as_text(tmp_path: Path) -> None:
    everything = " | ".join(HOSTILE)
    quoted = json.dumps(everything)
    changes: Changes = {
        "openapi.yaml": ROOT.replace("Fire pots.", quoted).replace(
            "  version:", f"  summary: {quoted}\n  version:"
        ),
        "paths/fire.yaml": FIRE.replace("summary: Fire a pot", f"summary: {quoted}").replace(
            "description: Puts a pot into the kiln.", f"description: {quoted}"
        ),
        "schemas/FirePotRequest.yaml": REQUEST
        + "".join(_property(number, text) for number, text in enumerate(HOSTILE)),
    }
    out = generate(tmp_path, changes)
    first, group, page = _help(out), _help(out, "kiln"), _help(out, "kiln", "fire-pot")
    assert first.count(_shown(everything)) == 2
    assert group.count(_shown(everything)) == 2
    assert page.count(_shown(everything)) == 2
    for number, text in enumerate(HOSTILE):
        shown = _shown(text)
        assert re.search(rf"--p{number} \S.*{re.escape(shown)} One of: {re.escape(shown)}, b\.", page)
    assert "From 100 to 1200, a multiple of 50. [default: 900]" in page
    assert not list(tmp_path.rglob("HACKED"))


CLASHES = """\
type: object
description: What to fire.
additionalProperties: false
required: [potId, wall]
properties:
  potId: {type: string, description: Id of the pot.}
  json: {type: boolean, description: Named as one of our options.}
  noJson: {type: string, description: Named as what says no.}
  color: {type: string, description: Named as a part of the glaze.}
  self: {type: integer, description: Reserved in Python.}
  glaze:
    $ref: Glaze.yaml
  wall:
    type: object
    description: The wall of the kiln.
    additionalProperties: false
    required: [door]
    properties:
      door: {type: string, description: The door.}
      inner:
        type: object
        description: What is inside.
        additionalProperties: false
        properties:
          door: {type: string, description: The inner door.}
"""


def test_names_that_clash_get_a_longer_one(tmp_path: Path) -> None:
    out = generate(
        tmp_path,
        {
            "schemas/FirePotRequest.yaml": CLASHES,
            "paths/fire.yaml": FIRE.replace(", heat: 800", ", wall: {door: d}"),
        },
    )
    page = _help(out, "kiln", "fire-pot")
    for flag in (
        *("--pot-id TEXT", "--door TEXT", "--color TEXT", "--glaze-color sky blue|ash", "--self INTEGER"),
        *(
            "--request-json / --no-request-json",
            "--no-json TEXT",
            "--wall JSON|@FILE",
            "--inner-door TEXT",
        ),
        *("--json Print one", "--inner JSON|@FILE"),
    ):
        assert f" {flag}" in page, flag
    assert page.index("--door TEXT") < page.index("--color TEXT")
    assert "tasks" not in _help(out)
