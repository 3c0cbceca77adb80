"""Names that belong to other bids: companies, buyers and projects of the workspace, and the words of other trades."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.load.lent import lent_names
from generator.model.bid import Bid
from generator.rules.corpus import Found
from generator.rules.names import is_misspelling, is_registered
from generator.rules.rule import Context, Hit, place_found, place_of

_COMPANY = re.compile(r"有限(?:责任)?公司")
_NAME = re.compile(r"[㐀-䶿一-鿿（）]{6,}$")
_BEFORE_NAME = re.compile(r".*(?:公司[和与及]?|来自|[向由与及对从经将于在为])(?=[㐀-䶿一-鿿（）]{4,}有限)")
_BID_NUMBER = re.compile(
    r"(?<![A-Za-z0-9-])[A-Z]{2,8}-?(?:19|20)[0-9]{2}(?:-?[A-Z]?[0-9]{2,6}|-[A-Z]?[0-9]){1,3}(?:-[A-Z]{1,6})?(?![0-9A-Za-z-])"
    r"|[㐀-鿿]{0,2}[采招竞磋谈询标购][㐀-鿿A-Z]{0,2}[〔\[](?:19|20)[0-9]{2}[〕\]]第?[0-9]{1,6}号"
)
_TITLES = {
    "company_profiles": {
        "name": "另一家投标公司的名称",
        "short_name": "另一家投标公司的简称",
        "english_name": "另一家投标公司的英文名称",
    },
    "projects": {
        "name": "另一个项目的名称",
        "buyer": "另一个项目的采购人",
        "agency": "另一个项目的采购代理机构",
    },
}


def foreign_names(root: Path, bid: Bid) -> Mapping[str, str]:
    """Give the names of the workspace's other companies and projects with what they are."""
    lent = lent_names(root)
    found = {name: _TITLES[folder][key] for folder, key, name in lent if key in _TITLES[folder]}
    project, company = bid.project, bid.company
    own = {
        project.name,
        project.number,
        project.buyer,
        project.agency,
        company.name,
        company.short_name,
        company.english_name,
    }
    return {name: title for name, title in found.items() if name not in own and len(name) > 1}


def no_names_of_other_bids(context: Context) -> Iterator[Hit]:
    """不得出现其他公司、其他项目的名称。

    改用旧文件时，最危险的残留是其他投标公司、其他采购人和其他项目的名称。程序用工作区里其他
    公司资料和其他项目的名称核对；业绩、客户、制造商等登记过的单位不受影响。没有登记的
    “某某有限公司”也会报告：登记到客户、供应商或者原厂支持，或者删去。

    反例：
        introduction: 示例恒维信息技术有限公司为本项目提供服务
    正例：
        introduction: 示例岭南视证科技有限公司为本项目提供服务
    """
    known = _known_names(context) - {context.bid.company.company_type}
    foreign = {name: title for name, title in context.foreign.items() if name not in known}
    for found in context.corpus.find(_any_name(foreign), foreign):
        if not is_registered(found.passage.path):
            yield Hit(place_found(context, found), f"出现了{foreign[found.words]}：“{found.words}”{found.around}")
    for found in context.corpus.find(_COMPANY):
        name = _company(found)
        is_own = not name or is_misspelling(name, context.bid.company.name)
        if not is_own and not is_registered(found.passage.path) and not name.endswith((*known, *foreign)):
            place = place_of(context, found.passage, found.end - len(name), found.end)
            yield Hit(place, f"“{name}”没有登记，不知道是谁")


def no_numbers_of_other_bids(context: Context) -> Iterator[Hit]:
    """不得出现其他项目的编号。

    文字里像项目编号的字母和数字，如果与本项目的编号不同，多半是从另一份投标文件带过来的。
    证书、型号等登记在资料里的编号不受影响。

    反例：
        project: {number: SLZB-2026-018}
        remark: 投标文件SLZB-2024-003
    正例：
        project: {number: SLZB-2026-018}
        remark: 投标文件SLZB-2026-018
    """
    own = context.bid.project.number
    for found in context.corpus.find(_BID_NUMBER, ("19", "20")):
        path = found.passage.path
        if own not in found.words and not path.endswith((".number", ".model", ".authorisation", ".document")):
            yield Hit(place_found(context, found), f"“{found.words}”不是本项目的编号{found.around}")


def no_words_of_other_trades(context: Context) -> Iterator[Hit]:
    """不得残留其他行业的用词。

    从医院项目改来的文件里留下“患者”，从学校项目改来的留下“教室”，评审人一看便知是套用的。
    行业用词登记在catalogs/trades.yaml；项目名称、采购人和产品里出现过的行业算本项目的行业，
    公司资料里还可以出现公司业务和客户的行业。

    反例：
        name: 示例市公安局视频证据采集与检验设备采购项目
        action: 通知病区护士停用设备
    正例：
        name: 示例市公安局视频证据采集与检验设备采购项目
        action: 通知办案人员停用设备
    """
    subject = _subject(context)
    foreign = _words_of_other_trades(context, subject)
    foreign_to_company = _words_of_other_trades(context, f"{subject}\n{_business(context)}")
    for found in context.corpus.find(_any_name(foreign), foreign):
        path = found.passage.path
        words = foreign_to_company if path.startswith("company.") else foreign
        if found.words in words and not is_registered(path) and not path.startswith("company.staff["):
            yield Hit(place_found(context, found), f"“{found.words}”是{words[found.words]}的用词{found.around}")


def _known_names(context: Context) -> frozenset[str]:
    return frozenset(str(value) for path, value in context.leaves if isinstance(value, str) and is_registered(path))


def _company(found: Found) -> str:
    """Give the name that ends with the words found, without the words before it; nothing where it is too short."""
    name = _NAME.search(found.passage.text[max(found.start - 30, 0) : found.end])
    return _BEFORE_NAME.sub("", name[0]) if name else ""


def _words_of_other_trades(context: Context, subject: str) -> dict[str, str]:
    return {
        word: trade.title
        for trade in context.wording.trades
        if not any(sign in subject for sign in (*trade.words, *trade.signs))
        for word in trade.words
    }


def _subject(context: Context) -> str:
    """Give the words that tell the trade of a bid: the project, the buyer, the goods."""
    project, products = context.bid.project, context.bid.service.products
    goods = (f"{item.name}{item.place or ''}" for item in products.items) if products else ()
    return "\n".join((project.name, project.buyer, *goods))


def _business(context: Context) -> str:
    """Give the words that tell the trades of the company, those of earlier clients among them."""
    company = context.bid.company
    lines = (f"{line.name}{line.description}" for line in company.business_lines)
    clients = (f"{client.name}{client.content}" for client in company.clients)
    return "\n".join((company.business_scope or "", *lines, *clients))


def _any_name(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or r"(?!)")
