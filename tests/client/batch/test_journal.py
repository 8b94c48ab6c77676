"""The journal: what it holds, how it is read, and that no second run submits what the first one has."""

from __future__ import annotations

import json
import os
import random
import re
from pathlib import Path
from typing import Any

import httpx
import imgopen
import pytest
from hypothesis import given
from hypothesis import strategies as st
from imgopen._runtime.batch import journal as journal_module
from imgopen._runtime.batch.journal import opened
from imgopen._runtime.batch.records import Record, header, line, read

from tests.client.batch.running import (
    Batches,
    assert_whole,
    errors_of,
    jobs,
    main_case,
    name_of,
    with_id,
    words,
)
from tests.support.operations import keys

STATES = ("submitting", "submitted", "succeeded", "failed", "refused")
ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(["a-1", "a-2", "b-1"]),
        st.builds(Record, st.text("xyzé\n", min_size=1, max_size=4), st.sampled_from(STATES)),
    ),
    max_size=4,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the journal is."""
    return tmp_path / "batch.jsonl"


def same(run: list[Any]) -> dict[int, tuple[Any, ...]]:
    """Return what is to be the same in the next run."""
    return {
        outcome.index: (outcome.task_id, str(outcome.error), getattr(outcome.result, "info", None))
        for outcome in run
    }


def test_what_has_ended_is_fetched_and_not_submitted_again(batches: Batches, path: Path) -> None:
    batches.mock.fail_next(name_of(main_case()), task="out of paint")
    first = batches.run(jobs(6), concurrency=2, journal=path)
    written = path.read_bytes()
    second = batches.run(jobs(6), concurrency=2, journal=path)
    assert path.read_bytes() == written
    assert same(first) == same(second)
    assert errors_of(second) == ["TaskFailedError", *[""] * 5]
    assert batches.submits == len(batches.ids) == 6


def test_progress_counts_what_was_submitted_before(batches: Batches, path: Path) -> None:
    batches.run(jobs(4), journal=path)
    told: list[Any] = []
    batches.run(jobs(6), journal=path, on_progress=told.append)
    assert (told[-1].submitted, told[-1].running, told[-1].succeeded) == (6, 0, 6)


def test_jobs_may_be_added_and_reordered(batches: Batches, path: Path) -> None:
    first = {outcome.job[_text()]: outcome.task_id for outcome in batches.run(jobs(6), journal=path)}
    more = jobs(9)
    random.Random(3).shuffle(more)
    shuffled = [dict(reversed(job.items())) for job in more]
    second = {outcome.job[_text()]: outcome.task_id for outcome in batches.run(shuffled, journal=path)}
    assert second.items() >= first.items()
    assert batches.submits == len(batches.ids) == len(second) == 9


def test_equal_jobs_are_counted(batches: Batches, path: Path) -> None:
    (job,) = jobs(1)
    first = batches.run([job] * 3, journal=path)
    second = batches.run([job] * 5, journal=path)
    assert len({outcome.task_id for outcome in first}) == 3
    assert {outcome.task_id for outcome in first} < {outcome.task_id for outcome in second}
    assert batches.submits == len(batches.ids) == 5


def test_how_a_job_is_sent_does_not_make_it_another_one(batches: Batches, path: Path) -> None:
    (job,) = jobs(1)
    batches.run([job], journal=path)
    otherwise = {**job, "timeout": httpx.Timeout(3), "max_retries": 4, "extra_headers": {"X-A": "b"}}
    assert errors_of(batches.run([otherwise], journal=path)) == [""]
    assert batches.submits == 1
    batches.run([{**job, "extra_body": {}}], journal=path)
    assert batches.submits == 2


def test_an_id_is_written_down_before_it_is_submitted(batches: Batches, path: Path) -> None:
    seen: list[str] = []

    def look(request: httpx.Request) -> None:
        seen.append(path.read_text("utf-8"))

    batches.intercept = look
    outcomes = batches.run(jobs(1), journal=path)
    assert json.loads(seen[0].splitlines()[-1])["id"] == outcomes[0].task_id
    assert '"submitting"' in seen[0]
    assert '"submitted"' in seen[1]
    assert '"succeeded"' in path.read_text("utf-8")


def test_what_is_about_to_be_submitted_is_on_the_disk(
    batches: Batches, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append(path.read_text("utf-8")))
    batches.run(jobs(3), concurrency=1, journal=path)
    lines = path.read_text("utf-8").splitlines()
    for number, text in enumerate(lines):
        if '"submitting"' in text:
            assert "\n".join(lines[: number + 1]) + "\n" in synced


def test_nothing_of_what_is_asked_for_is_in_it(batches: Batches, path: Path) -> None:
    batches.run(jobs(3), journal=path)
    text = path.read_text("utf-8")
    assert all(value not in text for value in [*keys().values(), "secret fox", "http"])
    first, *others = map(json.loads, text.splitlines())
    assert first == {"journal": 1, "operation": name_of(main_case())}
    for entry in others:
        assert set(entry) == {"job", "id", "state"}
        assert re.fullmatch(r"[0-9a-f]{32}-\d+", entry["job"])
        assert entry["id"] in batches.ids
        assert entry["state"] in STATES


@pytest.mark.parametrize("seed", range(2))
def test_wherever_it_was_cut_off_nothing_is_submitted_twice(seed: int, batches: Batches, path: Path) -> None:
    """The service is ahead of the journal by what was written after the cut, which is what a kill loses."""
    batches.run(jobs(6), concurrency=3, journal=path)
    data = path.read_bytes()
    last = max(found.end() for found in re.finditer(rb'"submitting"', data))
    for cut in random.Random(seed).sample(range(last, len(data)), 3):
        path.write_bytes(data[:cut])
        assert errors_of(batches.run(jobs(6), concurrency=3, journal=path)) == [""] * 6
        assert path.read_bytes().count(b"}") == path.read_bytes().count(b"}\n")
        assert errors_of(batches.run(jobs(6), concurrency=3, journal=path)) == [""] * 6
        assert batches.submits == len(batches.ids) == 6


def test_a_task_that_may_be_there_is_asked_for_first(batches: Batches, path: Path) -> None:
    batches.run(jobs(2), journal=path, stop_after=1, concurrency=1)
    path.write_bytes(_without_what_followed(path.read_bytes()))
    batches.mock.reset()
    sent = len(batches.sent)
    (outcome,) = batches.run(jobs(1), journal=path)
    assert outcome.error is None
    assert json.loads(path.read_bytes().splitlines()[1])["id"] == outcome.task_id == batches.ids[0]
    assert batches.mock.requests[0].operation != batches.case.operation.name
    assert batches.submits == 1
    assert len(batches.sent) > sent + 1


def test_what_has_ended_and_is_forgotten_is_not_submitted_again(batches: Batches, path: Path) -> None:
    batches.run(jobs(2), journal=path)
    batches.mock.reset()
    outcomes = batches.run(jobs(2), journal=path)
    assert errors_of(outcomes) == ["RefusedError"] * 2
    assert not batches.ids
    assert batches.submits == 0


def test_failed_tasks_are_submitted_again_on_demand_alone(batches: Batches, path: Path) -> None:
    batches.mock.fail_next(name_of(main_case()), task="out of paint", times=2)
    given = [*jobs(3), with_id("mine")]
    batches.run(given, concurrency=1, journal=path)
    assert errors_of(batches.run(given, journal=path))[:2] == ["TaskFailedError"] * 2
    assert len(batches.ids) == 4
    outcomes = batches.run(given, journal=path, retry_failed=True)
    assert errors_of(outcomes) == [""] * 4
    assert len(set(batches.ids)) == len(batches.ids) == 6
    batches.run(given, journal=path, retry_failed=True)
    assert len(batches.ids) == 6


def test_a_failed_task_whose_id_was_chosen_is_not(batches: Batches, path: Path) -> None:
    batches.mock.fail_next(name_of(main_case()), task="out of paint")
    batches.run([with_id("mine")], journal=path)
    assert errors_of(batches.run([with_id("mine")], journal=path, retry_failed=True)) == ["TaskFailedError"]
    assert batches.submits == 1


def test_what_was_refused_is_submitted_again(batches: Batches, path: Path) -> None:
    batches.mock.fail_next(name_of(main_case()), refuse="not today")
    wrong = {**jobs(1, start=2)[0], _text(): 17}
    assert errors_of(batches.run([*jobs(2), wrong], concurrency=1, journal=path)) == [
        "RefusedError",
        "",
        "InvalidRequestError",
    ]
    outcomes = batches.run([*jobs(2), wrong], journal=path)
    assert errors_of(outcomes) == ["", "", "InvalidRequestError"]
    assert_whole(outcomes, 3)
    assert len(batches.ids) == 2


def test_a_job_without_a_form_in_json_is_the_only_one_to_fail(batches: Batches, path: Path) -> None:
    given = [{**jobs(1)[0], _text(): value} for value in (object(), float("nan"), b"x", "fine")]
    assert errors_of(batches.run(given, journal=path)) == [*["InvalidRequestError"] * 3, ""]


@given(entries=ENTRIES)
def test_every_beginning_of_a_journal_can_be_read_and_continued(entries: list[tuple[str, Record]]) -> None:
    data = header("a.b") + b"".join(line(key, record) for key, record in entries)
    new = line("c-1", Record("new", "submitting"))
    for cut in range(len(data) + 1):
        part = data[:cut]
        contents = read(part, "file", "a.b")
        # A last line that lacks its end alone is whole.
        lines = (part if data[cut : cut + 1] != b"\n" else part + b"\n").count(b"\n") - 1
        assert contents.records == dict(entries[: max(lines, 0)])
        continued = part[: contents.length] + contents.ending + new
        assert read(continued, "file", "a.b").records == {
            **contents.records,
            "c-1": Record("new", "submitting"),
        }


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"nonsense",
        b"[1]",
        b'"text"',
        b"\xff",
        b'{"job": "a-1", "id": "x"}',
        b'{"job": "a-1", "id": "x", "state": "unheard of"}',
        b'{"job": "a-1", "id": "", "state": "submitted"}',
        b'{"job": "a-1", "id": 7, "state": "submitted"}',
        b'{"job": "a-1", "id": "x", "state": []}',
        b'{"id": "x", "state": "submitted"}',
    ],
)
@pytest.mark.parametrize("is_last", [True, False])
def test_a_broken_line_is_told_with_its_number(
    broken: bytes, is_last: bool, batches: Batches, path: Path
) -> None:
    good = line("a-1", Record("x", "submitted"))
    data = header(name_of(main_case())) + good + broken + b"\n" + (b"" if is_last else good)
    path.write_bytes(data)
    with pytest.raises(imgopen.ConfigurationError, match=rf"{re.escape(str(path))}:3: .*broken"):
        batches.run(jobs(1), journal=path)
    assert path.read_bytes() == data
    assert not batches.sent


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (header("other.method"), "is one of other.method"),
        (b'{"journal": 2, "operation": "%s"}\n' % name_of(main_case()).encode(), "newer version"),
        (b"a text of somebody's", "no journal"),
        (b"a text of somebody's\nwith lines\n", "no journal"),
        (b"{}\n", "no journal"),
        (b'{"journal": true', "no journal"),
    ],
)
def test_a_file_that_is_no_journal_of_ours_is_left_alone(
    content: bytes, complaint: str, batches: Batches, path: Path
) -> None:
    path.write_bytes(content)
    with pytest.raises(imgopen.ConfigurationError, match=rf"{re.escape(str(path))}:1: .*{complaint}"):
        batches.run(jobs(1), journal=path)
    assert path.read_bytes() == content
    assert not batches.sent


def test_a_place_where_none_can_be(batches: Batches, tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "missing" / "file", "bad\0name"):
        with pytest.raises(imgopen.ConfigurationError, match="journal"):
            batches.run(jobs(1), journal=place)
    assert not batches.sent


def test_one_run_at_a_time(batches: Batches, path: Path) -> None:
    with opened(path, name_of(main_case())):
        with pytest.raises(imgopen.ConfigurationError, match="in use"):
            batches.run(jobs(1), journal=path)
        assert not batches.sent
    batches.run(jobs(1), journal=path)
    assert len(batches.ids) == 1


def test_a_full_disk_ends_the_batch_before_anything_is_submitted(
    batches: Batches, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(header(name_of(main_case())))

    def full(descriptor: int, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(journal_module, "_write", full)
    with pytest.raises(imgopen.ConfigurationError, match="No space left"):
        batches.run(jobs(3), journal=path)
    assert not batches.sent


def test_without_a_journal_nothing_is_remembered(batches: Batches) -> None:
    batches.run(jobs(2))
    batches.run(jobs(2))
    assert len(batches.ids) == 4


def _text() -> str:
    return next(iter(words(0)))


def _without_what_followed(data: bytes) -> bytes:
    """Return the beginning of a journal up to the first line about a submit."""
    return b"".join(data.splitlines(keepends=True)[:2])
