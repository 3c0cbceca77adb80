"""Scans in templates: page by page, numbered from the files, each a figure over the whole page."""

from __future__ import annotations

import pytest

from generator.document.dump import dump_blocks
from generator.document.nodes import Picture
from generator.render.chapters import render_chapter
from generator.render.document import start
from generator.render.kinds import Chapter
from generator.source import Span
from tests.render.conftest import Certificate, small_bid


class Scanned(Certificate):
    """A certificate with scans."""

    scans: tuple[str, ...] = ()


def page(name: str) -> Picture:
    return Picture(name, "image/jpeg", 30, 40, b"jpeg")


SCANS = {
    "company.credentials[0].scans[0]": (page("iso.pdf#1"), page("iso.pdf#2")),
    "company.credentials[0].scans[1]": (page("annex.jpg"),),
    "company.credentials[2].scans[0]": (page("itss.jpg"),),
}
PAPERS = (
    Scanned(id="iso", name="质量证书", scans=("iso.pdf", "annex.jpg")),
    Scanned(id="high_tech", name="高新证书"),
    Scanned(id="itss", name="服务证书", scans=("itss.jpg",)),
)


def rendered(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Give the dump of a chapter and its findings."""
    bid = small_bid()
    data = bid.model_copy(update={"company": bid.company.model_copy(update={"credentials": PAPERS})})
    run = start(data, {}, {"chapter.md.j2": text}.get, {})
    run.scans = SCANS
    blocks = render_chapter(run, Chapter("chapter", "chapter.md.j2", "", Span("kind.yaml", 1, 1, 1, 2)))
    run.check_references()
    return dump_blocks(blocks), [(finding.code, finding.message) for finding in run.findings]


def test_scans_are_printed_page_by_page() -> None:
    text = """\
# 资质

见第{{ page_of("itss") }}页。

{% for item in company.credentials|having("scans") %}

## {{ item.name }} {{ anchor(item.id) }}

{% for page in scan_pages(item, item.id) %}
{% set shown %}{{ item.name }}{% if not page.only %}，共{{ page.total }}页，第{{ page.number }}页{% endif %}{% endset %}
{% if page.first %}首页{% endif %}

{{ scan(page, caption=shown) }}

{{ page_break() }}
{% endfor %}
{% endfor %}
"""
    dump, findings = rendered(text)
    assert findings == []
    name, both = "company.credentials[0].name", "company.credentials[0].scans[0],company.credentials[0].scans[1]"
    first, second = both.split(",")
    alternative = "替代文字：质量证书，共3页，第{}页"
    assert [line.strip() for line in dump.splitlines()[2:]] == [
        f"节 #iso 2 ‹质量证书={name}@7›",
        "段 首页",
        f"图 #iso_1 ‹质量证书={name}@10›，共‹3={both}@10›页，第‹1={first}@10›页 {alternative.format(1)}",
        "图片 iso.pdf#1 image/jpeg 30×40 4字节 整页",
        "分页",
        f"图 #iso_2 ‹质量证书={name}@10›，共‹3={both}@10›页，第‹2={first}@10›页 {alternative.format(2)}",
        "图片 iso.pdf#2 image/jpeg 30×40 4字节 整页",
        "分页",
        f"图 #iso_3 ‹质量证书={name}@10›，共‹3={both}@10›页，第‹3={second}@10›页 {alternative.format(3)}",
        "图片 annex.jpg image/jpeg 30×40 4字节 整页",
        "分页",
        "节 #itss 2 ‹服务证书=company.credentials[2].name@7›",
        "段 首页",
        "图 #itss_1 ‹服务证书=company.credentials[2].name@10› 替代文字：服务证书",
        "图片 itss.jpg image/jpeg 30×40 4字节 整页",
        "分页",
    ]


@pytest.mark.parametrize(
    ("expression", "finding"),
    [
        ("scan_pages(company.credentials[1], 'high_tech')", ("T018", "high_tech 没有扫描件")),
        ("scan('iso', caption='题')", ("T018", "scan 的参数应是 scan_pages(…) 的一页")),
        ("company.credentials|having('scan')", ("T004", "数据中没有 company.credentials[0].scan")),
    ],
)
def test_a_template_that_names_no_scan_is_told(expression: str, finding: tuple[str, str]) -> None:
    _, findings = rendered(f"# 资质\n\n{{% set made = {expression} %}}文字\n")
    assert findings[:1] == [finding]
