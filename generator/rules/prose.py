"""Rules on how sentences are made: nothing left out, left over or doubled, no soft promise, no word against others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.document.nodes import Block, Section
from generator.document.walk import children, own_inlines, plain
from generator.rules.passages import template_place
from generator.rules.rule import Context, Hit, place_found
from generator.rules.words import group_words, words_found

_HAN = "㐀-䶿一-鿿"
_EMPTY = re.compile(r"(?!，，|、、)[：，、（][。；，、）]|“”|《》|按[%％]")
_EMPTY_PAIRS = (
    *(first + second for first in "：，、（" for second in "。；，、）" if first != second),
    "“”",
    "《》",
    "按%",
    "按％",
)
_RESIDUE = re.compile(
    r"文库|上传人|文档编号|下载积分|ICP备[0-9]*|版权所有|www\.(?!\S*\.example)\S+"
    r"|第[0-9]+页[ /,，]*共[0-9]+页|[0-9]+/[0-9]+页"
)
_RESIDUES = ("文库", "上传人", "文档编号", "下载积分", "ICP备", "版权所有", "www.", "页")
_COMMON = (
    *("我方", "采购人", "工程师", "设备", "服务", "进行", "提供", "以及", "并且", "或者", "应当", "可以", "由于"),
    *("通过", "按照", "公司", "情况", "我们", "客户", "用户", "要求", "负责", "保证", "确保", "需要", "必须", "因此"),
    *("如果", "对于", "根据", "同时", "包括", "能够", "没有", "已经", "为了", "关于"),
)
_DOUBLES = tuple(word * 2 for word in (*_COMMON, *"的了在和及将被与，。；、"))
_DOUBLED = re.compile(
    rf"({'|'.join(_COMMON)}|(?<!目)的)\1"
    r"|(?<![为除])了了(?![解结])|(?<![现存正实所潜自])在在|(?<![温缓饱])和和(?![气平睦解])|(?<![普以])及及(?!时)|将将(?![来要])|被被|与与"
    rf"|(?<=[{_HAN}])(?:，，|。。|；；|、、)"
)
_ASCII_MARK = re.compile(
    rf"(?<=[{_HAN}])[,;:!?](?=[{_HAN}])|(?<=[{_HAN}])\([{_HAN}]|[{_HAN}]\)(?=[{_HAN}，。；])|[０-９]"
)
_ASCII_MARKS = ",;:!?()０１２３４５６７８９"
_NOT_CANONICAL = re.compile(
    r"24\s*[×xX*]\s*7(?![0-9])|7\s*[xX*]\s*24|(?<![0-9])0\.5个?小时"
    r"|(?<![0-9A-Za-z.-])(?:19|20)[0-9]{2}(?P<mark>[./-])[01]?[0-9](?P=mark)[0-3]?[0-9](?![0-9A-Za-z.-])"
)
_WRITTEN_LENGTH = re.compile(
    r"(?<![第每一二三四五六七八九十百千])[一二两三四五六七八九十]{1,2}(?:个工作日|个小时|小时|分钟|个月|年)(?:内|以内|之内)"
)
_BELITTLED = re.compile(
    r"(?:优于|强于|胜过|超过|领先于|好于|不像|不同于)(?:其他|别的|同行|同类|一般|国外|国内)(?:的)?(?:厂商|公司|供应商|投标人|企业|单位|产品|品牌)"
    r"|[和与](?:其他|别的|同行|同类|一般|国外|国内|外国)(?:的)?(?:厂商|厂家|公司|供应商|投标人|企业|产品|品牌)(?:不同|相比|比较)"
)
_IMPOSSIBLE = re.compile(
    r"(?:不合格|故障|损坏|停机|缺货)[^，。；\n]{0,6}(?:也|亦|均)?(?:不会|不)影响(?:工期|进度|使用|业务)"
)
_BEYOND = re.compile(r"终身|永久|(?:质保期|维保期|保修期)(?:届?满(?:后|以后|之后)|期满|外|结束后|以后|之后)")
_WITHIN = re.compile(r"期内.{0,6}(?:服务|承诺|培训|保修|维护)$|期内[^外后]{0,6}项目$")


def no_empty_places(context: Context) -> Iterator[Hit]:
    """句子里不得有漏填的地方。

    冒号后面紧接句号、括号和引号里没有字、“按%”一类写法，是应当填写的内容没有填，
    或者复制时丢失了文字，评审时按没有响应处理。

    反例：
        content: 联系人：，电话：。
    正例：
        content: 联系人和电话见服务网点一览表。
    """
    for found in context.corpus.find(_EMPTY, _EMPTY_PAIRS):
        yield Hit(place_found(context, found), f"“{found.words}”之间漏填了内容{found.around}")


def no_residue_of_websites(context: Context) -> Iterator[Hit]:
    """不得混入网站和转换工具留下的文字。

    从网上下载的文件常带有“文库”“上传人”“文档编号”、网址和分页标记，混在正文里会暴露
    文件是抄来的。

    反例：
        introduction: 公司专注于视频取证。本文档由示例文库上传人整理
    正例：
        introduction: 公司专注于视频取证。
    """
    for found in context.corpus.find(_RESIDUE, _RESIDUES):
        yield Hit(place_found(context, found), f"混入了与投标无关的文字“{found.words}”{found.around}")


def no_soft_promises(context: Context) -> Iterator[Hit]:
    """承诺里不用“尽量”“原则上”“视情况”一类留有余地的词。

    同一件事一处写“应当”、一处写“尽量”，属于同类问题表述不一致；只写“尽量”的，等于没有承诺。
    用词清单是catalogs/wording.yaml的soft。

    反例：
        action: 原则上在当日到场
    正例：
        action: 在当日到场
    """
    for found in group_words(context, "soft"):
        if found.passage.path.startswith("service.makers"):  # the maker's own words
            continue
        yield Hit(place_found(context, found), f"承诺留有余地：“{found.words}”{found.around}")


def no_doubled_words(context: Context) -> Iterator[Hit]:
    """不得有重复的词、重复的标点和常见的错别字。

    “我方我方”“的的”“，，”是拼接文字时留下的；错别字清单是catalogs/typos.yaml。

    反例：
        duty: 负责负责设备的的安装
    正例：
        duty: 负责设备的安装
    """
    for found in context.corpus.find(_DOUBLED, _DOUBLES):
        yield Hit(place_found(context, found), f"“{found.words}”重复{found.around}")
    right = {word: typo.right for typo in context.wording.typos for word in typo.wrong}
    allowed = tuple(phrase for typo in context.wording.typos for phrase in typo.allowed)
    for found in words_found(context.corpus, tuple(right), allowed):
        yield Hit(place_found(context, found), f"“{found.words}”像是“{right[found.words]}”的误写{found.around}")


def full_width_marks(context: Context) -> Iterator[Hit]:
    """中文句子使用全角标点，数字使用半角。

    逗号、分号、冒号、括号夹在汉字之间的，用全角；阿拉伯数字不用全角。混用是不同来源的文字拼在
    一起的痕迹。

    反例：
        content: 检查电源,接地;记录结果
    正例：
        content: 检查电源、接地，记录结果
    """
    for found in context.corpus.find(_ASCII_MARK, _ASCII_MARKS):
        yield Hit(place_found(context, found), f"标点或者数字的宽度不对：“{found.words}”{found.around}")


def numbers_written_one_way(context: Context) -> Iterator[Hit]:
    """时限和期限的数只用一种写法。

    期限用阿拉伯数字和单位（3年、30分钟），服务时间写7×24小时，日期写2026年12月10日。“三年内”
    “24×7”“0.5小时”“2026.12.10”与正文其他地方的写法不同，读者会怀疑不是同一件事。

    反例：
        content: 两小时内到场，24×7值守
    正例：
        content: 在到场时限内到场，7×24小时值守
    """
    for pattern, needs in ((_NOT_CANONICAL, ("24", "0.5", "19", "20")), (_WRITTEN_LENGTH, ("内",))):
        for found in context.corpus.find(pattern, needs):
            yield Hit(place_found(context, found), f"“{found.words}”与全文的写法不同{found.around}")


def nobody_belittled(context: Context) -> Iterator[Hit]:
    """不得拿其他经营者作贬低的比较。

    “优于其他厂商”“强于同行”没有依据，也可能被其他投标人投诉为贬低竞争对手。只写自己的
    指标和证明材料。

    反例：
        philosophy: 服务质量优于其他公司
    正例：
        philosophy: 服务质量按指标考核
    """
    for found in context.corpus.find(_BELITTLED, ("其他", "别的", "同行", "同类", "一般", "国外", "国内", "外国")):
        yield Hit(place_found(context, found), f"贬低或者比较其他经营者：“{found.words}”{found.around}")


def nothing_impossible(context: Context) -> Iterator[Hit]:
    """承诺在道理上应当能够成立。

    “不合格也不影响进度”“停机不影响业务”不可能成立，评审会认为没有认真编写。写明出现问题后
    怎样补救、多长时间恢复。

    反例：
        measure: 到货不合格也不影响工期
    正例：
        measure: 到货不合格的，启用备货并调整安装顺序
    """
    for found in context.corpus.find(_IMPOSSIBLE):
        yield Hit(place_found(context, found), f"这一承诺不可能成立：“{found.words}”{found.around}")


def promises_under_their_heading(context: Context) -> Iterator[Hit]:
    """“期内”标题下不写期满以后的承诺。

    质保期内服务的标题下写“终身”或者质保期满后的安排，读者无法判断哪一个期限有效。
    移到期满后服务的标题下。

    反例：
        ## 质保期内的服务
        质保期满后只收材料费。
    正例：
        ## 质保期满后的服务
        质保期满后只收材料费。
    """
    if context.document is not None:
        for block, template, heading in _below(context.document.body, "", ""):
            if _WITHIN.search(heading):
                yield from _beyond(context, block, template, heading)


def _beyond(context: Context, block: Block, template: str, heading: str) -> Iterator[Hit]:
    for inlines in own_inlines(block):
        text = plain(inlines)
        for found in _BEYOND.finditer(text):
            place = template_place(context.templates, template, text, *found.span())
            yield Hit(place, f"“{heading}”下面写了期满以后的承诺：“{found[0]}”")


def _below(blocks: tuple[Block, ...], template: str, heading: str) -> Iterator[tuple[Block, str, str]]:
    for block in blocks:
        own, title = template, heading
        if isinstance(block, Section):
            own, title = block.template or template, plain(block.title)
        else:
            yield block, own, title
        yield from _below(children(block), own, title)
