"""What is told of a file of ours after each kind of edit, at which words."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.audit.foreign.finding import Anchor, AuditFinding, Certainty, Layer
from generator.audit.own.edited import edited, together
from generator.audit.own.trace import Printed, read_trace
from generator.audit.reading.file import read_marked
from generator.finding import Severity
from tests.audit.own.conftest import Edit, changed, own, told
from tests.write.sample import png

PARTING = "</w:t></w:r></w:p><w:p><w:r><w:t>"
MARKED = "</w:t></w:r><w:bookmarkEnd"
PARAGRAPH = re.compile(r"<w:p>.*?</w:p>", re.DOTALL)


def swap(old: str, new: str) -> Edit:
    """Put other words in place of the first ones."""
    return lambda xml: xml.replace(old, new, 1)


def around(words: str) -> Callable[[str], str]:
    """Give what finds the paragraph in which words stand, the last of them (the first are the contents)."""
    return lambda xml: next(
        found for found in reversed(PARAGRAPH.findall(xml)) if words in re.sub("<[^>]*>", "", found)
    )


def without(words: str) -> Edit:
    return lambda xml: xml.replace(around(words)(xml), "")


def after(words: str, new: str) -> Edit:
    """Put a paragraph after the one in which words stand."""

    def edit(xml: str) -> str:
        found = around(words)(xml)
        return xml.replace(found, f"{found}<w:p><w:r><w:t>{new}</w:t></w:r></w:p>")

    return edit


def unmarked(xml: str) -> str:
    """Take our bookmarks away, as retyping does."""
    return re.sub(r'<w:bookmarkStart w:id="\d+" w:name="_v\d+"/>', "", xml)


def rows(xml: str) -> list[str]:
    return re.findall(r"<w:tr>.*?</w:tr>", xml, re.DOTALL)


def exchanged(xml: str) -> str:
    """Exchange the times of two levels of the table, their names staying."""
    urgent, severe = (next(row for row in rows(xml) if f">{name}<" in row) for name in ("紧急", "严重"))
    new = (urgent.replace(">1小时<", ">2小时<"), severe.replace(">2小时<", ">1小时<"))
    return xml.replace(urgent, new[0]).replace(severe, new[1])


def emptied(xml: str) -> str:
    """Empty two cells of a row that stand beside each other."""
    severe = next(row for row in rows(xml) if ">严重<" in row)
    return xml.replace(severe, severe.replace(">2小时<", "><").replace(">8小时<", "><"))


def turned(xml: str) -> str:
    """Exchange two whole rows."""
    urgent, severe = (next(row for row in rows(xml) if f">{name}<" in row) for name in ("紧急", "严重"))
    return xml.replace(urgent + severe, severe + urgent)


def parted(xml: str) -> str:
    """Part a paragraph in two, as a person does with Enter."""
    return xml.replace(
        "各级故障的判定以首次报修时的现象为准。",
        "各级故障的判定</w:t></w:r></w:p><w:p><w:r><w:t>以首次报修时的现象为准。",
        1,
    )


def cut(xml: str) -> str:
    """Take a section away with its heading."""
    begin, end = xml.index(around("故障分级与时限")(xml)), xml.index(around("投诉处理")(xml))
    return xml[:begin] + xml[end:]


def cut_and_bare(xml: str) -> str:
    """Take a section away, and the style of the heading behind it."""
    heading = around("投诉处理")(xml)
    return cut(xml).replace(heading, re.sub("<w:pPr>.*?</w:pPr>", "", heading))


def carried(xml: str) -> str:
    """Move a paragraph into another section."""
    found = around("热线，“ISO 9001”")(xml)
    home = around("售后服务承诺书")(xml)
    return xml.replace(found, "").replace(home, home + found)


def test_an_untouched_file_has_no_finding(sample: bytes) -> None:
    assert own(sample).findings == ()


@pytest.mark.parametrize(
    "edit",
    [
        unmarked,
        parted,
        swap(">3年<", ">36个月<"),
        swap(">3年<", ">三年<"),
        swap(">3年<", ">３年<"),
        swap(">3年<", ">3</w:t></w:r><w:r><w:t> 年<"),
        swap(">2小时<", ">2个小时<"),
        swap("，自验收合格", "自验收合格"),
        swap(">7×24<", ">7*24<"),
    ],
)
def test_what_means_the_same_has_no_finding(sample: bytes, edit: Edit) -> None:
    assert told(changed(sample, edit)) == []


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (swap(">3年<", ">5年<"), [("A161", "5年", "3年")]),
        (lambda xml: swap(">3年<", ">5年<")(unmarked(xml)), [("A161", "5年", "3年")]),
        (swap(">3年<", ">13年<"), [("A161", "13年", "3年")]),
        (swap(">2小时<", ">及时<"), [("A161", "及时内", "2小时内")]),
        (swap("内到达现场", "以外到达现场"), [("A168", "以外", None)]),
        (swap(">示例市公安局<", ">另一个单位<"), [("A161", "另一个单位", "示例市公安局")]),
        (swap(">1小时<", "><"), [("A162", "", "1小时")]),
        (without("免费质保期为"), [("A162", "我方就本项目郑重承诺如下，并对承诺内容承担全部责任：", None)]),
        (swap("由我方承担，", "由我方承担，更换件另保18个月，"), [("A163", "18个月", None)]),
        (after("特此承诺", "设备到货后37日内安装完毕。"), [("A163", "37日内", None)]),
        (after("特此承诺", "设备保修3年。"), [("A169", "3年", None)]),
        (after("特此承诺", "我们珍惜这次合作。"), [("A170", "我们珍惜这次合作。", None)]),
        (exchanged, [("A161", "2小时", "1小时"), ("A161", "1小时", "2小时")]),
        (turned, [("A164", "紧急", None)]),
        (carried, [("A164", "我方提供7×24服务热线，“ISO 9001”质量体系覆盖全过程。", None)]),
        (cut, [("A165", "投诉处理", None)]),
        (cut_and_bare, [("A165", "投诉处理", None), ("A166", "投诉处理", None)]),
        (lambda xml: swap(">表2-1<", ">表3-1<")(cut(xml)), [("A165", "投诉处理", None)]),
        (lambda xml: swap(">表2-1<", ">表7-9<")(cut(xml)), [("A170", "7-9", "2-1"), ("A165", "投诉处理", None)]),
        (
            swap(f">故障分级与时限{MARKED}", f">级别{MARKED}"),
            [("A166", "级别", "故障分级与时限")],
        ),
        (swap("不再另行收取", "再另行收取"), [("A168", "", "不")]),
        (swap("质保期内的备件", "质保期内的备件不"), [("A168", "不", "")]),
        (swap("ISO 9001", "ISO 9004"), [("A168", "9004", "9001")]),
        (swap("成本价", "优惠价"), [("A168", "优惠价", "成本价")]),
        (swap("业务中断", "业务停顿"), [("A170", "停顿", "中断")]),
        (emptied, [("A162", "", "2小时"), ("A162", "", "8小时")]),
        (swap(">7×24<", ">7×35<"), [("A161", "7×35", "7×24")]),
        (swap(">10分钟<", ">40分钟<"), [("A161", "40分钟内", "10分钟内")]),
    ],
)
def test_an_edit_is_told_at_its_words(sample: bytes, edit: Edit, expected: list[tuple[str, str, str | None]]) -> None:
    assert told(changed(sample, edit)) == expected


def test_the_header_of_another_project_is_told(sample: bytes) -> None:
    edit = swap(">智慧园区视频取证设备采购项目<", ">别的项目<")
    assert told(changed(sample, edit, "word/header2.xml")) == [("A161", "别的项目", "智慧园区视频取证设备采购项目")]


def test_another_picture_is_told_at_its_caption(sample: bytes) -> None:
    assert [code for code, _, _ in told(_pictured(sample))] == ["A167"]


def _pictured(data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, png(300, 400) if name.endswith(".png") else old.read(name))
    return stream.getvalue()


def test_a_blank_may_be_filled(sample: bytes) -> None:
    edit = swap("\u3000\u3000\u3000</w:t>", "2026</w:t>")
    assert told(changed(sample, edit)) == []


def test_the_trace_names_the_fact_unless_it_is_of_another_build(sample: bytes) -> None:
    data = changed(sample, swap(">3年<", ">5年<"))
    word = read_marked(sample).value
    assert word is not None
    number = next(int(mark.text) for mark in word.marks if word.text.whole[mark.start : mark.end] == "3年")
    for text, path in (("3年", "service.warranty.period"), ("4年", "")):
        found = own(data, {number: Printed(text, "service.warranty.period")}).findings
        assert [(each.path, each.severity, each.certainty, each.layer) for each in found] == [
            (path, Severity.ERROR, Certainty.FACT, Layer.PROJECT)
        ]


def test_a_file_without_our_record_is_not_ours(sample: bytes) -> None:
    data = changed(sample, lambda _: "<record/>", "customXml/item1.xml")
    word = read_marked(data).value
    assert word is not None
    assert edited(data, word.text, word.marks, {}) is None


def test_a_text_written_over_ours_is_told_once(sample: bytes) -> None:
    other = "".join(f"<w:p><w:r><w:t>另一份文件的第{index}段。</w:t></w:r></w:p>" for index in range(99))
    data = changed(
        sample, lambda xml: re.sub(r"<w:body>.*</w:body>", f"<w:body>{other}</w:body>", xml, flags=re.DOTALL)
    )
    assert [code for code, _, _ in told(data)] == ["A171"]


def test_what_stands_as_printed_is_not_told_again(sample: bytes) -> None:
    audit = own(changed(sample, swap(">3年<", ">5年<")))
    place = audit.findings[0].anchors[0]
    printed = min(audit.unchanged)

    def foreign(layer: Layer, *blocks: int, start: int = 0, end: int = 1) -> AuditFinding:
        anchors = tuple(Anchor(start, end, "", block) for block in blocks)
        return AuditFinding("A999", layer, Severity.WARNING, Certainty.FACT, "", "", anchors)

    inside = foreign(Layer.INSIDE, printed)
    data = foreign(Layer.PROJECT, printed)
    both = foreign(Layer.INSIDE, printed, place.block)
    same = foreign(Layer.PROJECT, place.block, start=place.start, end=place.end)
    for compared, kept in ((False, [both]), (True, [data, both])):
        found = together(audit, (inside, data, both, same), compared=compared)
        assert [each for each in found if each.code == "A999"] == kept


@pytest.mark.parametrize("data", [b"", b"{}", b"[1, {}]", b'[{"number": 1}]', b"[" * 100_000])
def test_a_broken_trace_says_nothing(data: bytes) -> None:
    assert read_trace(data) == {}


@pytest.mark.outside("soffice")
def test_libreoffice_keeps_the_record_and_changes_nothing(sample: bytes, tmp_path: Path) -> None:
    assert told(_saved(sample, tmp_path)) == []
    edit = changed(sample, swap(">3年<", ">5年<"))
    assert told(_saved(edit, tmp_path)) == [("A161", "5年", "3年")]


def _saved(data: bytes, folder: Path) -> bytes:
    """Give what LibreOffice makes of a file that it opens and saves."""
    file = folder / "样本.docx"
    file.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    target = ("--convert-to", "docx", "--outdir", str(folder / "saved"), str(file))
    subprocess.run(["soffice", profile, "--headless", *target], capture_output=True, check=True, timeout=180)
    return (folder / "saved" / file.name).read_bytes()
