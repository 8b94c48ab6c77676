"""The plugin in runs of pytest of its own."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points

import pytest
from imgopen_mock import pytest_plugin
from imgopen_mock.testing import ImgOpenMock

from tests.mock_server.plugin.conftest import RunPytest

POTS = """
    import httpx
    import pytest
    from respx.mocks import HTTPCoreMocker

    pytestmark = pytest.mark.imgopen_mock(bundle="kiln.json", task_seconds=8)

    def body(ref, bell):
        return {"glaze": "ash", "job": {"ref": ref}, "bell": bell}

    KEYS = {"kiln-key": "k-1", "kiln-secret": "s-1"}

    def fire(ref, bell="http://127.0.0.1/"):
        return httpx.post("https://kiln.example/firings", json=body(ref, bell), headers=KEYS)
"""


def test_the_fixture_in_sync_and_async_tests(run_pytest: RunPytest) -> None:
    result = run_pytest(
        f"""{POTS}
    def test_sync(imgopen_mock):
        target = imgopen_mock.callback_target()
        fire("pot-1", target.url)
        imgopen_mock.advance(60)
        assert imgopen_mock.tasks[0].state == "succeeded"
        assert target.received

    @pytest.mark.anyio
    @pytest.mark.parametrize("anyio_backend", ["asyncio"])
    async def test_async(imgopen_mock):
        assert imgopen_mock.tasks == []
        target = imgopen_mock.callback_target()
        async with httpx.AsyncClient(headers=KEYS) as client:
            await client.post("https://kiln.example/firings", json=body("pot-1", target.url))
            await imgopen_mock.async_sleep(60)
        assert imgopen_mock.now == 60
        assert target.received

    def test_nothing_is_left_behind():
        with pytest.raises(httpx.ConnectError):
            httpx.get("http://127.0.0.1:9/")
        assert not HTTPCoreMocker.routers
        """,
        plugins=("anyio", "imgopen_mock.pytest_plugin"),
    )
    assert result.returncode == 0, result.stdout
    assert "3 passed" in result.stdout


def test_no_test_keeps_the_service_of_another_in_memory(run_pytest: RunPytest) -> None:
    result = run_pytest(f"""{POTS}
    import gc, weakref

    services = []

    def test_first(imgopen_mock):
        services.append(weakref.ref(imgopen_mock))

    def test_second():
        gc.collect()
        assert [service() for service in services] == [None]
    """)
    assert "2 passed" in result.stdout, result.stdout


def test_markers_nearer_to_the_test_win(run_pytest: RunPytest) -> None:
    result = run_pytest(f"""{POTS}
    class TestPots:
        pytestmark = pytest.mark.imgopen_mock(task_seconds=80, base_url="https://other.example")

        def test_class(self, imgopen_mock):
            assert httpx.post("https://other.example/firings", json=body("p", "http://b/"), headers=KEYS)
            assert imgopen_mock.tasks[0].ends == 80

        @pytest.mark.imgopen_mock(task_seconds=4, base_url=["https://o.example", "http://p.example:7"], seed=3)
        def test_function(self, imgopen_mock):
            assert httpx.post("http://p.example:7/firings", json=body("p", "http://b/"), headers=KEYS)
            assert imgopen_mock.tasks[0].ends == 4
            assert imgopen_mock.simulator.settings.seed == 3

    def test_module(imgopen_mock):
        fire("p")
        assert imgopen_mock.tasks[0].ends == 8
    """)
    assert result.returncode == 0, result.stdout
    assert "3 passed" in result.stdout


@pytest.mark.parametrize(
    ("marker", "message"),
    [
        ("'kiln.json'", "pytest.mark.imgopen_mock takes keywords only"),
        ("bundel=1", "pytest.mark.imgopen_mock: there is no setting 'bundel'; there are bundle, "),
        ("task_seconds=-1", "pytest.mark.imgopen_mock: a task cannot take -1 seconds"),
        ("bundle='klin.json'", "pytest.mark.imgopen_mock: .*klin.json: cannot be read"),
        ("base_url='https://a/b'", "pytest.mark.imgopen_mock: base URL https://a/b: scheme, host and port"),
    ],
)
def test_mistakes_in_a_marker(marker: str, message: str, request: pytest.FixtureRequest) -> None:
    node = request.node
    node.add_marker(eval(f"pytest.mark.imgopen_mock({marker})", {"pytest": pytest}))
    with pytest.raises(pytest.UsageError, match=message):
        pytest_plugin.make(node)


def test_the_report_of_a_failed_test(run_pytest: RunPytest) -> None:
    result = run_pytest(f"""{POTS}
    def test_failing(imgopen_mock):
        target = imgopen_mock.callback_target([ConnectionError("gone"), 503])
        fire("pot-1", target.url)
        fire("pot-1", target.url)
        imgopen_mock.advance(10)
        imgopen_mock.fail_next("fire", http=503)
        assert imgopen_mock.task("pot-1").delivery.state == "acknowledged"

    def test_mistaken(imgopen_mock):
        imgopen_mock.fail_next("fir", http=503)

    @pytest.fixture
    def late(imgopen_mock):
        yield
        assert not imgopen_mock.tasks

    def test_torn(late):
        fire("pot-7")

    def test_passing(imgopen_mock):
        fire("pot-8")

    def test_without():
        assert not "the fixture"
    """)
    assert "3 failed, 2 passed, 1 error" in result.stdout, result.stdout
    failing, mistaken, torn = (
        result.stdout.split(f" {name} __")[1]
        for name in ("test_failing", "test_mistaken", "ERROR at teardown of test_torn")
    )
    section = failing.split(" imgopen-mock ---")[1].split("\n__")[0].splitlines()[1:]
    assert section[:3] == ["the clock shows 10 s", "requests:", '  0 s: POST /firings -> 202 "FIRED" lit']
    assert section[3].startswith(
        '  0 s: POST /firings -> 202 "COLD" job.ref: there is a task "pot-1" already'
    )
    assert "    attempt 1 at 8 s: the connection broke: ConnectionError: gone" in section
    assert section[-2:] == ["faults still to happen:", "  http of fire, 1 x"]
    assert "  of 'pot-1' to http://callback-1.imgopen-mock.invalid/: waiting, due at 14.5 s" in section
    assert "did you mean 'fire'?" in mistaken
    assert "fault_forms.py" not in mistaken.split("\n__")[0]
    assert "'pot-7' of fire" in torn
    assert "pot-8" not in result.stdout
    assert result.stdout.count(" imgopen-mock ---") == 3


def test_it_is_installed_as_a_plugin_and_can_be_turned_off(run_pytest: RunPytest) -> None:
    (found,) = entry_points(group="pytest11", name="imgopen_mock")
    assert found.load() is pytest_plugin
    source = f"""{POTS}
    def test_pots(imgopen_mock):
        assert fire("pot-1").status_code == 202
    """
    assert run_pytest(source, plugins=("imgopen_mock",)).returncode == 0
    off = run_pytest(source.replace("pytestmark", "unmarked"), plugins=("imgopen_mock", "no:imgopen_mock"))
    assert "'imgopen_mock' not found" in off.stdout


def test_with_xdist_the_section_is_there_too(run_pytest: RunPytest) -> None:
    result = run_pytest(
        f"""{POTS}
    def test_failing(imgopen_mock):
        fire("pot-1")
        assert imgopen_mock.tasks == []

    def test_passing(imgopen_mock):
        fire("pot-2")
        """,
        "-n1",
        plugins=("xdist", "imgopen_mock.pytest_plugin"),
    )
    assert "1 failed, 1 passed" in result.stdout, result.stdout
    assert "imgopen-mock ---" in result.stdout
    assert "Left contains one more item: <task 'pot-1' of fire: pending>" in result.stdout


def test_loading_it_imports_next_to_nothing() -> None:
    source = """
import sys, pytest, imgopen_mock
before = set(sys.modules)
import imgopen_mock.pytest_plugin
print(*sorted(set(sys.modules) - before))
print(*({"httpx", "respx", "jsonschema_rs", "PIL", "fastapi", "uvicorn", "typer"} & set(sys.modules)))
"""
    result = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True)
    assert result.stdout == "imgopen_mock.pytest_plugin\n\n"


def test_the_class_is_there_for_annotations() -> None:
    assert pytest_plugin.ImgOpenMock is ImgOpenMock
    with pytest.raises(AttributeError, match="no attribute 'ImgOpenMoc'"):
        _ = pytest_plugin.ImgOpenMoc
