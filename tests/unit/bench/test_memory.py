"""Peak memory by what a process does, out of a /proc of the test's own."""

from __future__ import annotations

from pathlib import Path

from ops.bench.memory import MemoryWatch


def process(proc: Path, number: int, command: str, kibibytes: int | None, children: str = "") -> None:
    folder = proc / str(number)
    (folder / "task" / str(number)).mkdir(parents=True, exist_ok=True)
    (folder / "cmdline").write_bytes(command.replace(" ", "\0").encode() + b"\0")
    (folder / "status").write_text("Name:\tx\n" + (f"VmHWM:\t  {kibibytes} kB\n" if kibibytes is not None else ""))
    (folder / "task" / str(number) / "children").write_text(children)


def looked(proc: Path, root: int = 1) -> dict[str, int]:
    watch = MemoryWatch(root, proc)
    watch.look()
    return watch.peaks


def test_every_process_below_is_named_by_what_it_does(tmp_path: Path) -> None:
    process(tmp_path, 1, "python -m ops.cli up", 10, "2 3")
    process(tmp_path, 2, "/usr/bin/redis-server /data/redis.conf", 20)
    process(tmp_path, 3, "python -m ops.cli work extract", 30)
    assert looked(tmp_path) == {"up": 10 * 1024, "redis-server": 20 * 1024, "work extract": 30 * 1024}


def test_a_server_that_renames_itself_keeps_its_programs_name(tmp_path: Path) -> None:
    process(tmp_path, 1, "python -m ops.cli up", 10, "2")
    process(tmp_path, 2, "", 20)
    (tmp_path / "2" / "cmdline").write_text("/usr/bin/redis-server 127.0.0.1:6379\0")
    assert looked(tmp_path)["redis-server"] == 20 * 1024


def test_a_workers_child_is_its_horse(tmp_path: Path) -> None:
    process(tmp_path, 1, "python -m ops.cli work extract", 30, "2 ")
    process(tmp_path, 2, "python -m ops.cli work extract", 40)
    assert looked(tmp_path) == {"work extract": 30 * 1024, "work extract's horse": 40 * 1024}


def test_of_several_that_do_the_same_the_greatest_counts(tmp_path: Path) -> None:
    process(tmp_path, 1, "python -m ops.cli up", 10, "2 3")
    process(tmp_path, 2, "python -m ops.cli work clean", 50)
    process(tmp_path, 3, "python -m ops.cli work clean", 30)
    assert looked(tmp_path)["work clean"] == 50 * 1024


def test_a_peak_is_kept_when_the_process_is_gone(tmp_path: Path) -> None:
    process(tmp_path, 1, "python -m ops.cli up", 10)
    watch = MemoryWatch(1, tmp_path)
    watch.look()
    process(tmp_path, 1, "python -m ops.cli up", None)
    watch.look()
    assert watch.peaks == {"up": 10 * 1024}


def test_without_proc_nothing_is_measured(tmp_path: Path) -> None:
    assert looked(tmp_path / "missing") == {}
