"""The cache of compiled templates: taken up by the next process, passed over where it cannot be trusted."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.batch import template_cache
from generator.render import compiling


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(compiling, "_COMPILED", {})
    return template_cache._path()


def compile_one() -> None:
    compiling._COMPILED["x.md.j2", "0" * 64] = compiling.Compiled(compile("1", "x", "eval"), ())


def test_what_was_compiled_is_taken_up_by_the_next_process(cache: Path) -> None:
    with template_cache.kept_templates():
        compile_one()
    compiling._COMPILED.clear()
    with template_cache.kept_templates():
        assert list(compiling._COMPILED) == [("x.md.j2", "0" * 64)]
    assert cache.stat().st_mode & 0o022 == 0


@pytest.mark.parametrize("damage", ["writable", "link", "cut", "garbage"])
def test_a_cache_that_cannot_be_trusted_is_passed_over(cache: Path, damage: str) -> None:
    with template_cache.kept_templates():
        compile_one()
    match damage:
        case "writable":
            cache.chmod(0o666)
        case "link":
            cache.rename(cache.with_suffix(".moved"))
            cache.symlink_to(cache.with_suffix(".moved"))
        case "cut":
            cache.write_bytes(cache.read_bytes()[:-1])
        case _:
            cache.write_bytes(b"not a cache")
    compiling._COMPILED.clear()
    with template_cache.kept_templates():
        assert compiling._COMPILED == {}


def test_a_folder_that_cannot_be_written_is_no_error(cache: Path) -> None:
    cache.parent.parent.mkdir(parents=True, exist_ok=True)
    cache.parent.write_text("a file where the folder should be", encoding="utf-8")
    with template_cache.kept_templates():
        compile_one()
    assert cache.parent.is_file()
