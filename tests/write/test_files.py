"""A set of files is replaced as a whole or not at all, and nothing is left behind."""

from __future__ import annotations

import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from generator.write.files import replace_files, sweep


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_files_are_written_into_folders_that_need_not_exist(tmp_path: Path) -> None:
    replace_files({tmp_path / "新" / "甲.docx": b"1", tmp_path / "新" / "乙.json": b"2"})
    assert [(path.name, path.read_bytes()) for path in sorted((tmp_path / "新").iterdir())] == [
        ("乙.json", b"2"),
        ("甲.docx", b"1"),
    ]


def test_an_old_file_is_replaced_and_others_may_read_the_new_one(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    target.chmod(0o600)
    replace_files({target: b"new"})
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o644
    assert names(tmp_path) == ["a.docx"]


def test_a_failure_in_the_middle_leaves_every_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    targets = [tmp_path / name for name in ("a", "b", "c")]
    for target in targets:
        target.write_bytes(b"old")
    synced: list[int] = []
    sync = os.fsync

    def full(handle: int) -> None:
        synced.append(handle)
        if len(synced) == 2:
            raise OSError(28, "No space left on device")
        sync(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        replace_files(dict.fromkeys(targets, b"new"))
    assert [target.read_bytes() for target in targets] == [b"old"] * 3
    assert names(tmp_path) == ["a", "b", "c"]


def test_an_interrupt_while_writing_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        replace_files({target: b"new"})
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


def test_a_target_that_cannot_be_replaced_leaves_no_other_replaced(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_bytes(b"old")
    second.mkdir()
    with pytest.raises(OSError, match="b"):
        replace_files({first: b"new", second: b"new"})
    assert first.read_bytes() == b"old"
    assert names(tmp_path) == ["a", "b"]


def test_what_was_not_there_before_is_not_there_after_a_failure(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    with pytest.raises(OSError, match="b"):
        replace_files({tmp_path / "a": b"new", tmp_path / "b": b"new"})
    assert names(tmp_path) == ["b"]


def test_where_files_have_no_second_names_old_ones_are_kept_as_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: Path, __: Path) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "b").mkdir()
    with pytest.raises(OSError, match="b"):
        replace_files({tmp_path / "a": b"new", tmp_path / "b": b"new"})
    assert (tmp_path / "a").read_bytes() == b"old"
    assert names(tmp_path) == ["a", "b"]


def test_a_folder_whose_name_is_taken_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"file")
    with pytest.raises(OSError, match="out"):
        replace_files({tmp_path / "out" / "a": b"new"})
    assert names(tmp_path) == ["out"]


def test_where_folders_cannot_be_opened_they_are_not_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "O_DIRECTORY")
    replace_files({tmp_path / "a": b"new"})
    assert (tmp_path / "a").read_bytes() == b"new"


LEFT = [".a.docx.0123abc_.bidgen.part", ".a.docx.0123abc_.bidgen.old"]
KEPT = [".a.docx.swp", ".bidgen.part", "a.bidgen.part", "a.docx", "b.old"]


def test_what_a_dead_process_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    for name in (*LEFT, *KEPT):
        (tmp_path / name).write_bytes(b"x")
    sweep(tmp_path)
    assert names(tmp_path) == KEPT
    for name in LEFT:
        (tmp_path / name).write_bytes(b"x")
    replace_files({tmp_path / "new": b"new"})
    assert names(tmp_path) == sorted((*KEPT, "new"))


def test_a_folder_that_is_not_there_has_nothing_to_sweep(tmp_path: Path) -> None:
    sweep(tmp_path / "absent")
    assert names(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no folder is locked on Windows")
def test_who_comes_second_waits_until_the_first_has_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    is_writing, may_go_on = threading.Event(), threading.Event()
    sync = os.fsync

    def slow(handle: int) -> None:
        if threading.current_thread() is first:
            is_writing.set()
            assert may_go_on.wait(60)
        sync(handle)

    monkeypatch.setattr(os, "fsync", slow)
    first = threading.Thread(target=replace_files, args=({tmp_path / "a": b"first"},))
    second = threading.Thread(target=replace_files, args=({tmp_path / "a": b"second"},))
    first.start()
    assert is_writing.wait(60)
    second.start()
    second.join(0.3)
    assert second.is_alive()
    (part,) = names(tmp_path)
    assert part.startswith(".a.")
    may_go_on.set()
    first.join(60)
    second.join(60)
    assert (names(tmp_path), (tmp_path / "a").read_bytes()) == (["a"], b"second")


def test_where_folders_cannot_be_locked_files_are_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr("fcntl.flock", refused)
    replace_files({tmp_path / "a": b"new"})
    assert names(tmp_path) == ["a"]
