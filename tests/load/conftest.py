from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

Content = str | dict[str, object] | None
TABLE = yaml.safe_load((Path(__file__).parent / "bad_inputs.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def workspace(tmp_path: Path) -> Callable[[Mapping[str, Content]], Path]:
    """Make a small sound workspace with some files changed; give its root."""

    def make(changes: Mapping[str, Content]) -> Path:
        root = tmp_path / "workspace"
        (tmp_path / "outside.yaml").write_text("secret: 1\n", encoding="utf-8")
        (tmp_path / "outside").mkdir()
        (tmp_path / "outside" / "profile.yaml").write_text("secret: 1\n", encoding="utf-8")
        for file, content in {**TABLE["workspace"], **changes}.items():
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            _write(root / file, content)
        return root

    return make


def _write(path: Path, content: Content) -> None:
    match content:
        case str():
            path.write_bytes(content.encode("utf-8"))
        case {"link": str(target)}:
            path.symlink_to(target)
        case {"folder": True}:
            path.mkdir()
        case {"repeat": str(text), "times": int(times)}:
            path.write_text(text * times, encoding="utf-8")
        case {"text": str(text), "encoding": str(encoding)}:
            path.write_bytes(text.encode(encoding))
        case {"hex": str(digits)}:
            path.write_bytes(bytes.fromhex(digits))
