"""The file as a whole: the same bytes for the same input, parts, properties, an archive without traces of the day."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import docx
import pytest
from lxml import etree

from generator.document.text import compact, reading_text
from generator.document.walk import values
from generator.layout.pages import Pages
from generator.verify.docx_lint import lint_docx
from generator.verify.docx_reader import read_docx
from generator.write.docx import write_docx
from tests.write.docx.opened import HOUSE, opened
from tests.write.sample import CREATED, sample_document, sample_pages

DOCUMENT = sample_document()


def sample(created: datetime = CREATED) -> bytes:
    return write_docx(DOCUMENT, HOUSE, sample_pages(), created)


def test_same_input_same_bytes() -> None:
    assert sample() == sample()


def test_members_are_in_fixed_order_with_fixed_dates_and_pictures_stored() -> None:
    with zipfile.ZipFile(io.BytesIO(sample())) as archive:
        infos = archive.infolist()
    assert [info.filename for info in infos] == [
        "[Content_Types].xml",
        "_rels/.rels",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/fontTable.xml",
        "word/header1.xml",
        "word/footer1.xml",
        "word/header2.xml",
        "word/footer2.xml",
        "word/media/picture1.png",
        "customXml/item1.xml",
        "customXml/_rels/item1.xml.rels",
        "customXml/itemProps1.xml",
        "docProps/core.xml",
        "docProps/app.xml",
    ]
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert [info.filename for info in infos if info.compress_type == zipfile.ZIP_STORED] == ["word/media/picture1.png"]


@pytest.mark.parametrize(
    "created",
    [
        datetime(2026, 11, 22, 8, 30, tzinfo=UTC),
        datetime(2026, 11, 22, 16, 30, tzinfo=timezone(timedelta(hours=8))),
        datetime(2026, 11, 22, 8, 30),  # noqa: DTZ001 - a time without zone counts as UTC
    ],
)
def test_properties_read_by_python_docx(created: datetime) -> None:
    properties = docx.Document(io.BytesIO(sample(created))).core_properties
    assert {
        name: getattr(properties, name)
        for name in ("title", "subject", "author", "keywords", "language", "last_modified_by", "revision")
    } == {
        "title": "投标文件：质量保证和售后服务体系",
        "subject": "智慧园区视频取证设备采购项目",
        "author": "示例信息技术有限公司",
        "keywords": "质量保证，售后服务",
        "language": "zh-CN",
        "last_modified_by": "示例信息技术有限公司",
        "revision": 1,
    }
    assert {properties.created, properties.modified} == {CREATED}


def test_settings_ask_for_no_update() -> None:
    settings = opened(sample()).part("word/settings.xml")
    names = [etree.QName(child).localname for child in settings]
    assert names == [
        "zoom",
        "defaultTabStop",
        "characterSpacingControl",
        "compat",
        "themeFontLang",
        "decimalSymbol",
        "listSeparator",
    ]


def test_fonts_are_named_for_systems_without_chinese_names() -> None:
    table = opened(sample()).part("word/fontTable.xml")
    fonts = {font.get(font.nsmap["w"].join("{}") + "name"): len(font) for font in table}
    assert list(fonts) == ["宋体", "Times New Roman", "黑体", "Arial", "楷体", "仿宋"]


def test_the_sample_reads_as_its_tree_says() -> None:
    read = read_docx(sample())
    assert read.main.text == compact(reading_text(DOCUMENT).text)
    found = {number: text for story in (read.main, *read.running.values()) for number, text in story.values.items()}
    assert found == {value.number: compact(value.text) for value in values(DOCUMENT)}


def test_the_sample_is_free_of_lint() -> None:
    assert lint_docx(sample()) == ()


def test_a_section_without_page_number_is_a_bug() -> None:
    pages = replace(sample_pages(), sections={})
    with pytest.raises(KeyError):
        write_docx(DOCUMENT, HOUSE, pages, CREATED)


def test_one_picture_used_twice_is_stored_once() -> None:
    twice = replace(DOCUMENT, body=(DOCUMENT.body[1], replace(DOCUMENT.body[1], id="again", blocks=())))
    figure = DOCUMENT.body[1].blocks[2].blocks[0]  # type: ignore[union-attr]
    again = replace(figure, id="iso-again", caption=())
    body = (twice.body[0], replace(twice.body[1], blocks=(again,)))
    entries = replace(DOCUMENT.contents, entries=())
    data = write_docx(replace(DOCUMENT, body=body, contents=entries), HOUSE, Pages({}, 1, 1), CREATED)
    assert [name for name in opened(data).members if "media" in name] == ["word/media/picture1.png"]
    assert lint_docx(data) == ()
