"""The models of other bids: gathered from the workspace's other product catalogs, never those of the bid's makers."""

from functools import cache
from pathlib import Path

from generator.load.workspace import load_project
from generator.model.bid import Bid, build_bid
from generator.rules.brands import foreign_models

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = "另一个项目的产品型号"


@cache
def bid() -> Bid:
    loaded = load_project(ROOT, ROOT / "projects" / "video_evidence").value
    assert loaded is not None
    built = build_bid(loaded).value
    assert built is not None
    return built


def written(folder: Path, name: str, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def test_models_of_other_bids_but_not_those_of_its_own_makers() -> None:
    models = foreign_models(ROOT, bid())
    assert models["HY-S9700"] == ELSEWHERE
    assert [model for model in models if model.startswith("SZ-")] == []


def test_a_catalog_in_another_encoding_is_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "catalogs" / "products"
    written(folder, "other", "items: [{name: 机, model: AB-200}]\n")
    (folder / "old.yaml").write_bytes("items: [{name: 旧, model: AB-100}]".encode("gb18030"))
    assert foreign_models(tmp_path, bid()) == {"AB-200": ELSEWHERE}


def test_the_catalog_of_the_bid_is_not_searched(tmp_path: Path) -> None:
    folder = tmp_path / "catalogs" / "products"
    written(folder, "video_evidence", "items: [{name: 甲, model: AB-100}]\n")
    written(
        folder, "other", "items:\n  - name: 乙\n    model: 'AB-200'\n  - {name: 丙, model: SZ-300, old_model: AB-400}\n"
    )
    assert foreign_models(tmp_path, bid()) == {"AB-200": ELSEWHERE}


def test_an_archive_of_catalogs_is_searched_in_part(tmp_path: Path) -> None:
    for number in range(201):
        written(tmp_path / "catalogs" / "products", f"0{number:03}", f"items: [{{name: 机, model: AB-{number:03}}}]\n")
    assert list(foreign_models(tmp_path, bid())) == [f"AB-{number:03}" for number in range(200)]
