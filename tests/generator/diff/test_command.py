"""`diff` from the command line: what can be named, the forms of its report, and its exit codes."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.command import run
from tests.support.small_spec import ROOT, line_of, write_spec

REQUEST = "schemas/FirePotRequest.yaml"
LOWERED = {REQUEST: ("maximum: 1200", "maximum: 1100")}
DEFAULT = {REQUEST: ("default: 900", "default: 800")}
DESCRIBED = {REQUEST: ("description: Degrees.", "description: Degrees of heat.")}
Changes = Mapping[str, str | tuple[str, str]]
HOSTILE = "](https://bad.example) <script>@everyone</script> `x` \\u001b[31m | **b**"


def _specs(folder: Path, changes: Changes) -> tuple[Path, Path]:
    old, new = folder / "old", folder / "new"
    return write_spec(old), write_spec(new, changes)


def _made(folder: Path, *arguments: str, given: str = "") -> str:
    """Return what git prints."""
    who = ("-c", "user.name=Ann", "-c", "user.email=ann@clay.example", "-c", "commit.gpgsign=false")
    command = ("git", *who, *arguments)
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, input=given).stdout


def _git(folder: Path, *arguments: str) -> None:
    _made(folder, *arguments)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository with the small spec in its one commit, tagged `v1`."""
    write_spec(tmp_path / "spec")
    _git(tmp_path, "init", "--quiet")
    _git(tmp_path, "add", "--all")
    _git(tmp_path, "commit", "--quiet", "--message", "first")
    _git(tmp_path, "tag", "v1")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_change_is_told_with_both_places_and_its_names(tmp_path: Path) -> None:
    old, new = _specs(tmp_path, LOWERED)
    result = run("diff", old, new, "--package", "clay")
    line = line_of(new.parent / REQUEST, "maximum")
    assert "kiln.firePot: heat: maximum lowered from 1200 to 1100" in result.stdout
    assert "client.kiln.fire_pot(heat=...), clay.models.FirePotRequest.heat" in result.stdout
    assert f"{old.parent / REQUEST}:{line} -> {new.parent / REQUEST}:{line}" in result.stdout
    assert result.stdout.splitlines()[-1].endswith(": 1 breaking; calls for 2.0.0")
    assert "\x1b" not in result.stdout
    assert result.exit_code == 4


def test_a_change_of_a_model_names_its_class(tmp_path: Path) -> None:
    old, new = _specs(tmp_path, {"schemas/Glaze.yaml": ("What is painted on.", "The paint.")})
    change = json.loads(run("diff", old, new, "--package", "clay", "--format", "json").stdout)["changes"][0]
    assert (change["where"], change["python"]) == ("kiln.firePot: glaze", ["clay.models.Glaze"])


def test_a_field_of_a_field_is_no_argument(tmp_path: Path) -> None:
    old, new = _specs(tmp_path, {"schemas/Glaze.yaml": ("[sky blue, ash]", "[ash]")})
    change = json.loads(run("diff", old, new, "--package", "clay", "--format", "json").stdout)["changes"][0]
    assert (change["where"], change["python"]) == ("kiln.firePot: glaze.color", ["clay.models.Glaze.color"])


def test_files_and_folders_name_the_same(tmp_path: Path) -> None:
    old, new = _specs(tmp_path, LOWERED)
    by_file = run("diff", old, new, "--format", "json")
    by_folder = run("diff", old.parent, new.parent, "--format", "json")
    assert json.loads(by_file.stdout)["changes"] == json.loads(by_folder.stdout)["changes"]


def test_a_folder_may_hold_json(tmp_path: Path) -> None:
    old, _ = _specs(tmp_path, {})
    bundle = tmp_path / "bundle" / "openapi.json"
    bundle.parent.mkdir()
    assert run("bundle", "--spec", old, "--out", bundle).exit_code == 0
    result = run("diff", old.parent, bundle.parent)
    assert (result.exit_code, result.stdout.rpartition(": ")[2]) == (0, "no change\n")


def test_a_revision_cannot_write_outside_of_its_folder(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = tmp_path_factory.mktemp("room")
    monkeypatch.setattr(tempfile, "tempdir", str(room))
    tree = _made(repository, "ls-tree", "HEAD:spec")
    blob = _made(repository, "hash-object", "-w", "--stdin", given="evil: true\n").strip()
    outer = _made(repository, "mktree", given=f"100644 blob {blob}\tevil.yaml\n").strip()
    for _ in range(3):
        outer = _made(repository, "mktree", given=f"040000 tree {outer}\t..\n").strip()
    spec = _made(repository, "mktree", given=f"{tree}040000 tree {outer}\tmore\n").strip()
    top = _made(repository, "mktree", given=f"040000 tree {spec}\tspec\n").strip()
    commit = _made(repository, "commit-tree", top, "-m", "evil").strip()
    written: list[Path] = []
    write = Path.write_bytes

    def note(path: Path, content: bytes) -> int:
        written.append(path.resolve())
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", note)
    assert "no change" in run("diff", commit).stdout
    assert written
    assert not [path for path in written if path.name == "evil.yaml"]


@pytest.mark.parametrize("name", ["HEAD", "v1", "HEAD:spec/openapi.yaml", "v1:spec"])
def test_a_revision_is_compared_with_the_working_tree(repository: Path, name: str) -> None:
    write_spec(repository / "spec", LOWERED)
    result = run("diff", name)
    revision = name.partition(":")[0]
    line = line_of(repository / "spec" / REQUEST, "maximum")
    assert f"{revision}:spec/{REQUEST}:{line} -> spec/{REQUEST}:{line}" in result.stdout
    assert result.exit_code == 4


def test_two_revisions_are_compared(repository: Path) -> None:
    write_spec(repository / "spec", LOWERED)
    _git(repository, "commit", "--quiet", "--all", "--message", "second")
    assert "maximum lowered" in run("diff", "HEAD~1", "HEAD").stdout
    assert "maximum raised" in run("diff", "HEAD", "v1").stdout
    assert run("diff", "HEAD").exit_code == 0


def test_a_broken_revision_is_told_by_its_name(repository: Path) -> None:
    (repository / "spec" / REQUEST).write_text("type: [", encoding="utf-8")
    _git(repository, "commit", "--quiet", "--all", "--message", "broken")
    result = run("diff", "HEAD", "v1")
    assert result.exit_code == 1
    assert f"HEAD:spec/{REQUEST}:2: FirePotRequest.yaml: invalid YAML" in result.stderr


def test_links_in_a_revision_are_not_followed(repository: Path) -> None:
    (repository / "spec" / REQUEST).unlink()
    (repository / "spec" / REQUEST).symlink_to("/etc/passwd")
    _git(repository, "add", "--all")
    _git(repository, "commit", "--quiet", "--message", "link")
    result = run("diff", "HEAD", "v1")
    assert result.exit_code == 1
    assert "FirePotRequest.yaml: the file does not exist" in result.stderr


@pytest.mark.parametrize(
    "name",
    ["nowhere", "nowhere:spec/openapi.yaml", "HEAD:nothing.yaml", "--output=x", ":spec", "HEAD^{tree}"],
)
def test_what_is_no_version_is_a_mistake_of_the_command_line(repository: Path, name: str) -> None:
    result = run("diff", "--", name)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_a_folder_without_a_spec_is_a_mistake(tmp_path: Path) -> None:
    old, _ = _specs(tmp_path, {})
    (tmp_path / "empty").mkdir()
    result = run("diff", old, tmp_path / "empty")
    assert result.exit_code == 2
    assert "has none of openapi.yaml" in result.stderr


@pytest.mark.parametrize(
    ("changes", "failing"),
    [
        (LOWERED, {"breaking", "risky", "any"}),
        (DEFAULT, {"risky", "any"}),
        (DESCRIBED, {"any"}),
        ({}, set()),
    ],
)
def test_the_exit_code_follows_what_is_asked(tmp_path: Path, changes: Changes, failing: set[str]) -> None:
    old, new = _specs(tmp_path, changes)
    for wanted in ("breaking", "risky", "any", "none"):
        code = run("diff", old, new, "--fail-on", wanted).exit_code
        assert code == (4 if wanted in failing else 0), wanted


def test_the_worst_comes_first(tmp_path: Path) -> None:
    request = (
        "maximum: 1200\n    multipleOf: 50\n    default: 900",
        "maximum: 1300\n    multipleOf: 100\n    default: 800",
    )
    old, new = _specs(tmp_path, {REQUEST: request})
    lines = run("diff", old, new).stdout.splitlines()
    order = [line.partition(":")[0] for line in lines if line.startswith(("breaking", "risky", "safe"))]
    assert order == ["breaking", "risky", "safe"]
    assert lines[-1].endswith(": 1 breaking, 1 risky, 1 safe; calls for 2.0.0")


def test_json_has_everything(tmp_path: Path) -> None:
    old, new = _specs(tmp_path, LOWERED)
    report = json.loads(run("diff", old, new, "--format", "json").stdout)
    line = line_of(new.parent / REQUEST, "maximum")
    pointer = "/components/schemas/FirePotRequest/properties/heat/maximum"
    assert report["summary"] == {"breaking": 1, "risky": 0, "safe": 0, "bump": "major", "version": "2.0.0"}
    (change,) = report["changes"]
    assert change["old"] == {
        "file": str(old.parent / REQUEST),
        "line": line,
        "pointer": pointer,
        "exists": True,
    }
    assert {key: change[key] for key in ("kind", "class", "bump", "side", "sides", "operations", "text")} == {
        "kind": "request-maximum-lowered",
        "class": "breaking",
        "bump": "major",
        "side": "request",
        "sides": ["request"],
        "operations": ["kiln.firePot"],
        "text": "kiln.firePot: heat: maximum lowered from 1200 to 1100",
    }


def test_text_of_the_document_stays_text_in_every_form(tmp_path: Path) -> None:
    hostile = f'enum: [sky blue, ash, "{HOSTILE}"]'
    old, new = _specs(tmp_path, {"schemas/Glaze.yaml": ("enum: [sky blue, ash]", hostile)})
    text = run("diff", old, new).stdout
    markdown = run("diff", old, new, "--format", "markdown").stdout
    assert "\x1b" not in text + markdown
    for bad in ('"](', "<script", "@everyone", "**b**", "https://bad", "`x`"):
        assert bad not in markdown
    (change,) = json.loads(run("diff", old, new, "--format", "json").stdout)["changes"]
    assert "<script>" in change["text"]


def test_what_a_terminal_would_obey_is_not_printed(tmp_path: Path) -> None:
    color = (
        "    description: Its color.",
        '    description: Its color.\n    default: "\\e[31msky blue\\u202e"',
    )
    old, new = _specs(tmp_path, {"schemas/Glaze.yaml": color})
    for form in ("text", "markdown"):
        report = run("diff", old, new, "--format", form).stdout
        assert "sky blue" in report
        assert not {"\x1b", "\u202e"} & set(report)


def test_markdown_folds_what_is_safe(tmp_path: Path) -> None:
    old, new = _specs(tmp_path, {REQUEST: ("maximum: 1200", "maximum: 1300")})
    markdown = run("diff", old, new, "--format", "markdown").stdout
    assert markdown.startswith("### API changes: 1 safe; calls for 1.3.0\n")
    assert "<details><summary>Safe (1)" in markdown
    assert "- **kiln.firePot: heat**: maximum raised from 1200 to 1300" in markdown


def test_markdown_stays_short_enough_for_a_comment(tmp_path: Path) -> None:
    fields = "".join(f"  field{number}: {{type: string, description: One.}}\n" for number in range(900))
    old, new = _specs(tmp_path, {REQUEST: ("properties:\n", f"properties:\n{fields}")})
    markdown = run("diff", old, new, "--format", "markdown").stdout
    assert len(markdown) < 65_536
    told = markdown.count(": new field")
    assert 0 < told < 900
    assert f"… and {900 - told} more" in markdown


@pytest.mark.parametrize(
    ("version", "changes", "called"),
    [
        ("1.2.3", LOWERED, "2.0.0"),
        ("1.2.3", DEFAULT, "1.3.0"),
        ("1.2.3", DESCRIBED, "1.2.4"),
        ("0.4.1", LOWERED, "0.5.0"),
        ("0.4.1", DEFAULT, "0.5.0"),
        ("0.4.1", DESCRIBED, "0.4.2"),
        ("2024-01", LOWERED, "a new major version"),
    ],
)
def test_the_version_called_for_follows_semver(
    tmp_path: Path, version: str, changes: Changes, called: str
) -> None:
    root = {"openapi.yaml": ROOT.replace("1.2.3", version)}
    old, new = write_spec(tmp_path / "old", root), write_spec(tmp_path / "new", {**root, **changes})
    assert run("diff", old, new).stdout.splitlines()[-1].endswith(f"calls for {called}")


PETS = """\
openapi: 3.0.3
info: {title: Clay Works, version: 1.2.3}
servers: [{url: https://clay.example}]
paths:
  /pots:
    post:
      operationId: makePot
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              properties:
                label: {type: string, not: {enum: [x]}}
      responses: {"204": {description: Done.}}
"""


def test_defaults_of_a_document_of_others_are_left_to_the_service(tmp_path: Path) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(PETS, encoding="utf-8")
    size = "                size: {type: string, default: m}\n"
    text = PETS.replace(
        "              properties:\n", f"              required: [size]\n              properties:\n{size}"
    )
    new.write_text(text, encoding="utf-8")
    result = run("diff", old, new)
    assert "[request-required-property-added]" in result.stdout
    assert result.exit_code == 4
