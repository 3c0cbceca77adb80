"""The reading text: the words of a document in the order a reader meets them, and the place of every value."""

from generator.document.nodes import Document
from generator.document.number import Numbering, number_document
from generator.document.text import ReadingText, compact, reading_text

EXPECTED = """\
cover : 正本
cover : 示例项目
cover : 方案
cover : 投标人：示例公司
cover : 二〇二六年十一月
contents : 目录
contents : 第一章 关于质保期
contents : 1.1 范围
contents : 1.1.1 细则
contents : 附记
contents : 其下
contents : 1.2 其他
contents : 第二章 函
heading promise: 第一章 关于质保期⏎
paragraph promise: 见表1-1、图1-1、第1.1节和第一章
heading scope: 1.1 范围
list scope: （1） 外层
list scope: ■ 内层
paragraph scope: 续段
list scope: （2）
list scope: ① 直接嵌套
list scope: （3）
caption scope: 表1-1 时限表
cell scope: 级别
cell scope: 到场
cell scope: 城区
cell scope: 全省
cell scope: 紧急
cell scope: 1小时
cell scope: 甲
cell scope: 乙
cell scope: 合计
heading deep: 1.1.1 细则
diagram deep: 受理
diagram deep: 专员⏎属实？
diagram deep: 否
caption deep: 图1-1 投诉流程图
heading annex: 附记
heading below: 其下
heading next: 1.2 其他
heading letters: 第二章 函
paragraph letters: 致：
sign letters: 投标人：示例公司
sign letters: 日期：
paragraph letters: ☑是□否
cell letters: 空表题
caption letters: 表2-1 备件表
cell letters: 硬盘
sign letters: 签字：
diagram letters: 工作
diagram letters: 岗位
diagram letters: 起止
diagram letters: 自合同生效起
diagram letters: 1
diagram letters: 2
diagram letters: 3
diagram letters: 4
diagram letters: 5
diagram letters: 供货
diagram letters: 第1~5日
diagram letters: 订货
diagram letters: 采购专员
diagram letters: 第1~5日
diagram letters: 到货
diagram letters: 第5日
caption letters: 图2-1 进度计划
diagram letters: 城市
diagram letters: 网点
diagram letters: 人员
diagram letters: 东江市
diagram letters: ●
diagram letters: 4人
diagram letters: 南湾市
diagram letters: —
diagram letters: ○
diagram letters: ● 设有
caption letters: 图2-2 覆盖矩阵
"""


def text_of(document: Document) -> ReadingText:
    numbered = number_document(document, Numbering()).value
    assert numbered is not None
    return reading_text(numbered)


def test_order_and_kinds(document: Document) -> None:
    lines = (
        f"{segment.kind} {segment.section}: {segment.text}".rstrip(" ").replace("\n", "⏎") + "\n"
        for segment in text_of(document).segments
    )
    assert "".join(lines) == EXPECTED


def test_segments_and_values_stand_where_they_say(document: Document) -> None:
    text = text_of(document)
    assert [text.text[segment.start : segment.end] for segment in text.segments] == [
        segment.text for segment in text.segments
    ]
    assert [text.text[place.start : place.end] for place in text.values] == [place.value.text for place in text.values]


def test_values_come_once_each_and_in_order(document: Document) -> None:
    # 3 stands in the running lines, which are no part of the stream; contents repeat titles without their numbers.
    assert [(place.value.number, place.value.text) for place in text_of(document).values] == [
        (1, "示例项目"),
        (2, "示例公司"),
        (4, "质保期"),
        (5, "1小时"),
        (6, "专员"),
        (7, "否"),
        (8, "投诉流程图"),
        (9, "示例公司"),
        (10, "合同生效"),
        (11, "第1~5日"),
        (12, "订货"),
        (13, "第1~5日"),
        (14, "东江市"),
        (15, "4人"),
    ]


def test_compact() -> None:
    assert compact("第一章 关于\n质保　期\t") == "第一章关于质保期"
