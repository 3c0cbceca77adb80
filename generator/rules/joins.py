"""Rules on sentences that were put together badly: broken at the seams, characters that only look right, stale news."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from generator.document.nodes import Block, List, Paragraph, Section
from generator.document.walk import children, plain
from generator.rules.passages import Passage, template_place
from generator.rules.rule import Context, Hit, place_found, place_of

_HAN = "㐀-䶿一-鿿"
_BEGINS_BADLY = re.compile(r"[、，。；：！？）》」』”…](?!\S*[\])）])|(?:的(?![确士])|了(?![解结如])|及(?![时早格物]))")
_CLASHING = re.compile(r"(?!。。|；；)[。；！？][。，、；：]|，[！？]")
_HANGING = re.compile(
    r"(?:以及|并且|或者|(?<![普涉遍危触波提推累殃])及|(?<![缓饱调总之温共平中随谐柔求不])和|(?<![参付赋给授])与)(?=[。；，、！？])"
)
_ENDS = {
    _CLASHING: (*(mark + after for mark in "。；！？" for after in "。，、；：" if mark != after), "，！", "，？"),
    _HANGING: tuple(word + mark for word in ("并且", "或者", *"及和与") for mark in "。；，、！？"),
}
"""What every match holds one of."""
_PAIRS = {"（": "）", "“": "”", "《": "》", "【": "】", "「": "」"}
_PAIRED = re.compile(f"[{''.join(_PAIRS)}{''.join(_PAIRS.values())}]")
_TYPED_LABEL = re.compile(r"[0-9a-zA-Z一二三四五六七八九十]{1,3}）")
_OLD_FORMS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_LOOK_ALIKE = re.compile(
    r"(?<![A-Za-z0-9])(?:[0-9]+[OoＯ][0-9OoＯ]*|[OoＯlI|][0-9]+|[0-9]+[lI|][0-9lI|]*)(?=(?:个?(?:小时|分钟|工作日|月)|[年月日天次台套元名人]))"
    r"|(?<=[A-Za-z0-9])[\u0391\u0392\u0395-\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u0400-\u04ff]|[\u0400-\u04ff](?=[A-Za-z0-9])"
)
_LETTERS = (*"OoＯlI|ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", *map(chr, range(0x400, 0x500)))
_RECENT = re.compile(r"最近|近日|日前|近期|近来|近几年|近年来|目前|截至目前")
_GROWTH = re.compile(
    r"(?:增加|增长|提高|提升|上升|下降|减少|降低|超过|占|达到?)了?[^0-9，。；]{0,8}?(?:约|近)?[0-9]+(?:\.[0-9]+)?(?:[%％]|个百分点|倍)"
)
_SOURCED = re.compile(r"据|来源|出处|依据|统计[表自于]|《|报告|发布|〔|\[[0-9]+\]")


def sentences_are_whole(context: Context) -> Iterator[Hit]:
    """句子应当完整，标点成对。

    以标点或者“的”“及”开头、以“和”“及”结尾的句子，连在一起的“；。”“。，”，缺一半的括号和引号，
    列表前面没有写完的句子，都是拼接文字时留下的。

    反例：
        content: ，工程师到场后检查电源（含接地，填写记录及。
    正例：
        content: 工程师到场后检查电源（含接地），填写记录。
    """
    for passage in context.passages:
        begins = _BEGINS_BADLY.match(passage.text)
        if begins and not passage.is_value(*begins.span()):
            yield _hit(context, passage, begins.span(), f"句子以“{begins[0]}”开头，前面少了文字")
        place = _unpaired(passage.text)
        if place and not passage.is_value(*place):
            mark = passage.text[place[0] : place[1]]
            yield _hit(context, passage, place, f"“{mark}”没有与它成对的另一半")
    for pattern, fault in ((_CLASHING, "不应当连用"), (_HANGING, "后面少了文字")):
        for found in context.corpus.find(pattern, _ENDS[pattern]):
            yield Hit(place_found(context, found), f"“{found.words}”{fault}{found.around}")
    yield from _unfinished_leads(context)


def characters_are_right(context: Context) -> Iterator[Hit]:
    """正文用简体通用字，数字里不混入字母。

    繁体字、异体字、字形相近的部首和兼容字符（catalogs/variants.yaml），以及写成字母的0和1，看起来差不多，
    却查找不到、朗读不对，有的字体还会印成空白。

    反例：
        duty: 負责设备维护，1O分钟内答复
    正例：
        duty: 负责设备维护，10分钟内答复
    """
    right = {pair[0]: pair[1:] for row in context.wording.variants for pair in row.pairs}
    for found in context.corpus.find(_any_character("".join(right))):
        if found.passage.path != "company.english_name":
            message = f"“{found.words}”应当写作“{right[found.words]}”{found.around}"
            yield Hit(place_found(context, found), message)
    for found in context.corpus.find(_OLD_FORMS):
        usual = unicodedata.normalize("NFKC", found.words)
        yield Hit(place_found(context, found), f"“{found.words}”是兼容字符，应当用通用字“{usual}”{found.around}")
    for found in context.corpus.find(_LOOK_ALIKE, _LETTERS):
        yield Hit(place_found(context, found), f"“{found.words}”里混有看起来像数字的字母{found.around}")


def statistics_have_a_source(context: Context) -> Iterator[Hit]:
    """统计数据写明来源和时间。

    “最近”“目前”加一个百分比，没有来源也没有日期，多半是从旧的新闻稿抄来的；广告法要求使用的数据真实、准确，
    并表明出处。

    反例：
        introduction: 最近咨询电话增加了34%
    正例：
        introduction: 据公司2026年服务年报，咨询电话比上年增加34%
    """
    for found in context.corpus.find(_GROWTH):
        sentence = found.sentence
        if _RECENT.search(sentence) and not _SOURCED.search(sentence):
            yield Hit(place_found(context, found), f"“{found.words}”没有写明来源和时间{found.around}")


def _hit(context: Context, passage: Passage, span: tuple[int, int], message: str) -> Hit:
    low, high = max(span[0] - 10, 0), min(span[1] + 10, len(passage.text))
    around = passage.text[low:high].replace("\n", " ")
    return Hit(place_of(context, passage, *span), f"{message}（{around}）")


def _unpaired(text: str) -> tuple[int, int] | None:
    """Give the place of the first bracket or quotation mark without its other half."""
    waiting: list[int] = []
    for found in _PAIRED.finditer(text):
        place, mark = found.start(), found[0]
        if mark in _PAIRS:
            waiting.append(place)
        elif waiting and _PAIRS[text[waiting[-1]]] == mark:
            waiting.pop()
        elif place not in {label.end() - 1 for label in _TYPED_LABEL.finditer(text)}:
            return place, place + 1
    return (waiting[0], waiting[0] + 1) if waiting else None


def _unfinished_leads(context: Context) -> Iterator[Hit]:
    """Give the paragraphs before a list that end without a mark."""
    for blocks, template in _siblings(context.document.body if context.document else (), ""):
        for block, following in pairwise(blocks):
            text = plain(block.content).strip() if isinstance(block, Paragraph) and isinstance(following, List) else ""
            if text and re.search(rf"[{_HAN}，、]$", text):
                place = template_place(context.templates, template, text, max(len(text) - 8, 0), len(text))
                yield Hit(place, f"列表前面的句子没有写完：“……{text[-8:]}”")


def _siblings(blocks: tuple[Block, ...], template: str) -> Iterator[tuple[tuple[Block, ...], str]]:
    yield blocks, template
    for block in blocks:
        own = (block.template or template) if isinstance(block, Section) else template
        yield from _siblings(children(block), own)


@cache
def _any_character(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(characters)}]" if characters else r"(?!)")
