"""What comes of a change, told from what was wrong before and what is wrong now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from generator.output import OutputError
from generator.source.complaint import Complaint, Location, SpecError
from generator.steps import Package
from generator.watch import Round, Update, Watch
from generator.watch.words import Line, lines_of

PACKAGE = Package({"a.py": "a", "b.py": "b"}, operations=1, models=1)
SPEC = Path("spec/openapi.yaml").absolute()
OUT = Path("client")
ONE_FILE = Update(("a.py",))


def _complaint(what: str, line: int = 1) -> Complaint:
    return Complaint(Location(SPEC, line), "pot", what)


def _wrong(*complaints: Complaint) -> SpecError:
    return SpecError(complaints)


class Bench:
    """A watch whose builds come out as the test says, at a time that the test tells."""

    def __init__(self, *outcomes: Package | Exception, write: Exception | Update = ONE_FILE) -> None:
        self._outcomes = iter(outcomes)
        self._write = write
        self.written: list[Mapping[str, str]] = []
        self.watch = Watch(self._build, self._put, self._times().__next__)

    def run(self, *changed: str) -> Round:
        return self.watch.run([SPEC.parent / name for name in changed])

    def text(self, *changed: str) -> list[str]:
        return [line.text for line in lines_of(self.run(*changed), OUT)]

    def _build(self) -> Package:
        outcome = next(self._outcomes)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def _put(self, files: Mapping[str, str]) -> Update:
        if isinstance(self._write, Exception):
            raise self._write
        self.written.append(files)
        return self._write

    @staticmethod
    def _times() -> Iterator[float]:
        now = 100.0
        while True:
            yield now
            now += 0.25


def test_the_first_round_names_the_package_and_no_files() -> None:
    assert Bench(PACKAGE).text() == ["client: 1 of 2 files new in 0.25 s"]
    assert Bench(PACKAGE, write=Update(())).text() == ["client: nothing new in 2 files in 0.25 s"]


def test_a_change_tells_its_file_and_those_that_are_new() -> None:
    bench = Bench(PACKAGE, PACKAGE, write=Update(("a.py",), ("old.py",)))
    assert bench.text("b.yaml") == [
        "spec/b.yaml changed: 1 of 2 files new, 1 gone in 0.25 s",
        "  a.py",
        "  old.py (gone)",
    ]
    assert bench.text("c.yaml", "b.yaml")[0].startswith("spec/b.yaml and 1 other changed: ")
    assert bench.written == [PACKAGE.files] * 2


def test_many_new_files_are_counted_and_not_all_named() -> None:
    names = tuple(f"{number:02}.py" for number in range(30))
    lines = Bench(PACKAGE, write=Update(names)).text("a.yaml")
    assert lines[1:3] == ["  00.py", "  01.py"]
    assert lines[-1] == f"  and {30 - len(lines[1:-1])} more"
    assert len(lines) < 15


def test_complaints_are_told_and_nothing_is_written() -> None:
    bench = Bench(_wrong(_complaint("is odd", 3), _complaint("is even", 2)))
    assert bench.text("a.yaml") == [
        "spec/a.yaml changed: 2 complaints in 0.25 s, the package stays as it was",
        "spec/openapi.yaml:2: pot: is even",
        "spec/openapi.yaml:3: pot: is odd",
    ]
    assert bench.written == []


def test_what_is_mended_is_told_once_and_what_is_still_wrong_again() -> None:
    bench = Bench(
        _wrong(_complaint("is odd"), _complaint("is even")),
        _wrong(_complaint("is odd", 7)),
        PACKAGE,
        PACKAGE,
        write=Update(()),
    )
    bench.run("a.yaml")
    assert bench.text("a.yaml")[1:] == [
        "spec/openapi.yaml:7: pot: is odd",
        "mended: spec/openapi.yaml:1: pot: is even",
    ]
    assert bench.text("a.yaml") == [
        "spec/a.yaml changed: nothing new in 2 files in 0.25 s",
        "mended: spec/openapi.yaml:7: pot: is odd",
    ]
    assert len(bench.text("a.yaml")) == 1


def test_a_package_that_cannot_be_written_is_told_and_tried_again() -> None:
    bench = Bench(PACKAGE, write=OutputError("client: cannot be written: No space left"))
    found = bench.run("a.yaml")
    assert not found.is_well
    assert [line.text for line in lines_of(found, OUT)] == [
        "spec/a.yaml changed: client: cannot be written: No space left"
    ]


def test_a_complaint_that_is_mended_while_writing_fails_is_told_when_all_is_well() -> None:
    bench = Bench(_wrong(_complaint("is odd")), PACKAGE, PACKAGE)
    bench.run("a.yaml")
    bench._write = OutputError("full")
    assert bench.run("a.yaml").mended == ()
    bench._write = Update(())
    assert bench.run("a.yaml").mended == (_complaint("is odd"),)


def test_a_fault_of_the_generator_does_not_end_the_watch() -> None:
    bench = Bench(KeyError("schema"), PACKAGE)
    (line,) = bench.text("a.yaml")
    assert "the generator failed, which is a fault of its own: KeyError: 'schema' (test_rounds.py:" in line
    assert bench.run("a.yaml").is_well


@pytest.mark.parametrize("interrupt", [KeyboardInterrupt, SystemExit])
def test_what_ends_a_process_is_let_through(interrupt: type[BaseException]) -> None:
    def build() -> Package:
        raise interrupt

    with pytest.raises(interrupt):
        Watch(build, lambda _: Update(()), lambda: 0.0).run()


def test_text_from_files_cannot_reach_the_terminal_as_commands() -> None:
    evil = "\x1b]0;title\x07\n\u202e"
    changed = Round((Path(f"/spec/{evil}.yaml"),), 0.1, files=1, written=(f"{evil}.py",))
    broken = Round((), 0.1, complaints=(Complaint(Location(Path(f"/{evil}"), 1), evil, evil),))
    failed = Round((), 0.1, failure=evil)
    lines = [line.text for found in (changed, broken, failed) for line in lines_of(found, OUT)]
    assert len(lines) == 5
    assert all(line.isprintable() for line in lines)


def test_each_kind_of_line_has_its_tone() -> None:
    bench = Bench(_wrong(_complaint("is odd")), PACKAGE)
    lines: list[Line] = [*lines_of(bench.run("a.yaml"), OUT), *lines_of(bench.run("a.yaml"), OUT)]
    assert [line.tone for line in lines] == ["bad", "bad", "good", "detail", "mended"]
