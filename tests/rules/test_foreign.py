"""The names of other bids: gathered from the workspace's other companies and projects, never the bid's own."""

from pathlib import Path

from generator.load.workspace import load_project
from generator.model.bid import build_bid
from generator.rules.foreign import foreign_names

ROOT = Path(__file__).resolve().parents[2]


def test_names_of_other_companies_and_projects() -> None:
    loaded = load_project(ROOT, ROOT / "projects" / "video_evidence").value
    assert loaded is not None
    bid = build_bid(loaded).value
    assert bid is not None
    names = foreign_names(ROOT, bid)
    assert names["示例恒维信息技术有限公司"] == "另一家投标公司的名称"
    assert names["示例省数据资源中心"] == "另一个项目的采购人"
    assert not {bid.company.name, bid.project.name, bid.project.number, bid.project.buyer} & names.keys()


def test_a_folder_without_its_file_or_with_another_encoding_is_passed_over(tmp_path: Path) -> None:
    loaded = load_project(ROOT, ROOT / "projects" / "video_evidence").value
    assert loaded is not None
    bid = build_bid(loaded).value
    assert bid is not None
    for name, content in (
        ("empty", None),
        ("old", "name: 示例旧项目".encode("gb18030")),
        ("other", "name: '示例新项目'\n".encode()),
    ):
        folder = tmp_path / "projects" / name
        folder.mkdir(parents=True)
        if content is not None:
            (folder / "project.yaml").write_bytes(content)
    assert foreign_names(tmp_path, bid) == {"示例新项目": "另一个项目的名称"}


def test_companies_are_known_by_each_of_their_names_but_not_by_a_single_character(tmp_path: Path) -> None:
    loaded = load_project(ROOT, ROOT / "projects" / "video_evidence").value
    assert loaded is not None
    bid = build_bid(loaded).value
    assert bid is not None
    for name, content in (
        ("one", "name: 示例甲科技有限公司\nshort_name: 甲\nenglish_name: Example Jia\nbuyer: 示例市局\n"),
        ("two", f"short_name: 乙方\nname: {bid.company.name}\n"),
    ):
        folder = tmp_path / "company_profiles" / name
        folder.mkdir(parents=True)
        (folder / "profile.yaml").write_text(content, encoding="utf-8")
    assert foreign_names(tmp_path, bid) == {
        "示例甲科技有限公司": "另一家投标公司的名称",
        "Example Jia": "另一家投标公司的英文名称",
        "乙方": "另一家投标公司的简称",
    }
