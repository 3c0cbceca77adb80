"""Rules on what the bidder claims: certificates, people, sites, references, telephones, its role, laws."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from generator.model.company import Site
from generator.model.credentials import Credential, Reference
from generator.model.network import Partner
from generator.rules.laws import laws
from generator.rules.rule import Context, Hit, at, place_found
from generator.zh.dates import YearMonth, add_months, long
from generator.zh.numerals import NumeralError, parse_number

INSURANCE_MONTHS = 3

_CERTIFICATE = re.compile(
    r"(?P<plain>ISO(?:/IEC)? ?(?:9001|14001|45001|20000|27001|22301)|高新技术企业|安全生产许可证|3C认证|AAA级)"
    r"|(?P<graded>CMMI|ITSS|CCRC)(?:[^，。；、]{0,12}?(?P<grade>[一二三四五1-5])级)?|(?P<works>[特甲乙丙一二三壹贰叁])级资质"
)
_OF_CERTIFICATES = ("ISO", "高新技术企业", "安全生产许可证", "3C认证", "AAA级", "CMMI", "ITSS", "CCRC", "级资质")
_GRADES = re.compile(r"([特甲乙丙一二三四五壹贰叁肆伍1-5])级")
_MEANS = {
    "9001": ("质量管理体系认证",),
    "14001": ("24001", "环境管理体系认证"),
    "45001": ("职业健康安全管理体系认证",),
    "20000": ("信息技术服务管理体系认证",),
    "27001": ("22080", "信息安全管理体系认证"),
    "ITSS": ("信息技术服务标准", "运行维护服务能力"),
    "CCRC": ("信息安全服务资质",),
    "AAA级": ("AAA",),
}
"""What else a certificate may be called on its paper: ISO 14001 is GB/T 24001."""
_CLAIMS = re.compile(r"通过|取得|获得|持有|具有|获评|认证|评估")
_HEADS = re.compile(
    r"(?P<verb>共有|现有|拥有|配备|配有|设有|派驻|共|有)(?P<count>[0-9]+|[一二两三四五六七八九十百千]+)(?P<more>余|多)?(?:名|位|人)"
    r"(?P<part>[^，。；：、（）\s]{0,10}?)(?:工程师|技术人员|服务人员|员工|技师|专家)"
)
_ALL = re.compile(r"(?:专职|专业|持证|售后|技术|服务|的)*")
_PROVINCE = re.compile(r"[㐀-鿿]{2,3}?(?:省|自治区)")
_PHONE = re.compile(
    r"(?<![0-9-])(?:[48]00-[0-9]{3}-[0-9]{4}|0[0-9]{2,3}-[0-9]{4}-[0-9]{4}|0[0-9]{2,3}-[0-9]{7,8})(?![0-9-])"
)
_PERSONAL = re.compile(
    r"(?<![0-9A-Za-z])(?:1[3-9][0-9]{9}|[1-9][0-9]{5}(?:19|20)[0-9]{2}[01][0-9][0-3][0-9][0-9]{3}[0-9Xx])(?![0-9A-Za-z])"
)
_MAKING = re.compile(r"(?:我方|公司|本公司)(?:自行|自主)?(?:生产|制造|研制)(?:的|了|本项目)|自有生产线")
_INNERS = re.compile(r"提供(?:全套)?(?:生产图纸|固件源代码|电路图)")
_LAW = re.compile(
    r"《(?:中华人民共和国)?(?P<title>[^《》]{2,24}?(?:法|法典|总则|通则|条例|规定|办法))》(?P<article>第[一二三四五六七八九十百零]+条)?"
)
_CONSUMER = re.compile(r"消费者权益保护法|三包(?:规定|责任|政策)|商品修理更换退货责任规定")


def certificates_claimed_are_held(context: Context) -> Iterator[Hit]:
    """文字里说取得的证书，资质证书里应当有，等级相同。

    介绍里写“通过ISO 27001认证”而证书清单里没有，或者等级写得比证书高，属于提供虚假材料。

    反例：
        introduction: 公司通过CMMI 5级评估
        credentials: {name: CMMI成熟度等级证书, level: CMMI V2.0 3级}
    正例：
        introduction: 公司通过CMMI 3级评估
        credentials: {name: CMMI成熟度等级证书, level: CMMI V2.0 3级}
    """
    for found in context.corpus.find(_CERTIFICATE, _OF_CERTIFICATES):
        path = found.passage.path
        if path.startswith(("company.credentials[", "standards[", "service.makers")) or not _CLAIMS.search(
            found.sentence
        ):
            continue
        what = f"“{found.words}”{found.around}"
        papers = _papers(found.match["plain"] or found.match["graded"] or "资质", context.bid.company.credentials)
        grade = found.match["grade"] or found.match["works"]
        if not papers:
            yield Hit(place_found(context, found), f"资质证书里没有{what}", (at("company.credentials"),))
        elif grade and not _has_grade(grade, papers):
            yield Hit(place_found(context, found), f"证书的等级不是{what}", (at("company.credentials"),))


def heads_counted_right(context: Context) -> Iterator[Hit]:
    """文字里的人数应当与人员资料相同。

    介绍里写“现有50名工程师”，人员一览表只有15人，评审会认为材料不实。总人数应当等于服务人员、
    网点人数或者团队人数中的一个；一部分人的人数（“30名网络工程师”“配备2名工程师”）不得超过
    其中最大的一个。

    反例：
        introduction: 公司现有80名技术人员
        staff:（共15名）
    正例：
        introduction: 公司现有15名技术人员
        staff:（共15名）
    """
    company = context.bid.company
    sums = {
        len(company.staff),
        sum(site.staff_count for site in company.sites),
        sum(team.staff_count or 0 for team in company.teams),
    }
    counts = sums | {site.staff_count for site in company.sites} | {team.staff_count or 0 for team in company.teams}
    for found in context.corpus.find(_HEADS):
        is_total = found.match["verb"] in {"共有", "现有", "拥有", "共"} and _ALL.fullmatch(found.match["part"])
        count = _number(found.match["count"])
        is_wrong = count > max(counts) or (is_total and count and not found.match["more"] and count not in counts)
        if is_wrong and not found.passage.path.startswith("service.makers"):
            message = f"人数“{found.words}”与人员资料（{len(company.staff)}名）不同{found.around}"
            yield Hit(place_found(context, found), message, (at("company.staff"),))


def one_person_for_a_leading_post(context: Context) -> Iterator[Hit]:
    """项目经理、技术负责人各只有一人，并且就是项目指定的人。

    项目资料指定的项目经理，在人员一览表里的拟任职务应当是项目经理；人员一览表里不得有第二个
    项目经理。

    反例：
        project: {project_manager: he}
        staff: {id: he, role: 维护工程师}
    正例：
        project: {project_manager: he}
        staff: {id: he, role: 项目经理}
    """
    project, staff = context.bid.project, context.bid.company.staff
    for key, role in (("project_manager", "项目经理"), ("technical_lead", "技术负责人")):
        chosen = getattr(project, key)
        for index, person in enumerate(staff if chosen else ()):
            if person.id == chosen and role not in person.role:
                message = f"项目指定“{person.name}”为{role}，人员资料的拟任职务却是“{person.role}”"
                yield Hit(at(f"company.staff[{index}].role"), message, (at(f"project.{key}"),))
            elif person.id != chosen and person.role == role:
                message = f"“{person.name}”的拟任职务也是{role}，项目指定的是另一人"
                yield Hit(at(f"company.staff[{index}].role"), message, (at(f"project.{key}"),))


def insured_before_the_opening(context: Context) -> Iterator[Hit]:
    """项目主要人员在开标前应当连续缴纳至少三个月社会保险。

    招标文件通常要求提供开标前三个月的社会保险证明。写有缴纳月份的，按开标日期核对。

    反例：
        project: {opening: 2026-12-10, project_manager: he}
        staff: {id: he, insurance_from: 2026-11, insurance_to: 2026-11}
    正例：
        project: {opening: 2026-12-10, project_manager: he}
        staff: {id: he, insurance_from: 2018-03, insurance_to: 2026-11}
    """
    project, day = context.bid.project, context.decisive_day
    chosen = {
        project.project_manager,
        project.technical_lead,
        project.service_engineer,
        project.authorised_representative,
    }
    since = add_months(day.replace(day=1), -INSURANCE_MONTHS)
    earliest, latest = YearMonth(since.year, since.month), add_months(day.replace(day=1), -2)
    for index, person in enumerate(context.bid.company.staff):
        path = f"company.staff[{index}]"
        begin, end = person.insurance_from, person.insurance_to
        if person.id not in chosen or (begin and end and end < begin):
            continue
        if person.insurance_from is not None and person.insurance_from > earliest:
            message = f"“{person.name}”从{person.insurance_from}起缴纳社会保险，到开标不足三个月"
            yield Hit(at(f"{path}.insurance_from"), message, (at("project.opening"),))
        if person.insurance_to is not None and person.insurance_to < YearMonth(latest.year, latest.month):
            message = f"“{person.name}”的社会保险只缴纳到{person.insurance_to}，开标前已经中断"
            yield Hit(at(f"{path}.insurance_to"), message, (at("project.opening"),))


def sites_listed_once(context: Context) -> Iterator[Hit]:
    """网点和服务伙伴各只列一次，地址属于所写的省和城市，电话各不相同。

    同一单位列了两行、同一地址或者同一电话有两个网点，或者地址不在所写的城市，名录就不可信，
    核实时按虚假材料处理。

    反例：
        sites: {name: 东江服务站, city: 东江市, address: 示例省南湾市示例路1号}
    正例：
        sites: {name: 东江服务站, city: 东江市, address: 示例省东江市示例路1号}
    """
    company = context.bid.company
    sites: list[tuple[str, Site | Partner]] = [
        *((f"company.sites[{index}]", site) for index, site in enumerate(company.sites)),
        *((f"company.partners[{index}]", partner) for index, partner in enumerate(company.partners)),
    ]
    for key, title in (("name", "名称"), ("address", "地址"), ("phone", "电话")):
        first: dict[str, str] = {}
        for path, site in sites:
            value = getattr(site, key)
            earlier = first.setdefault(value or path, path)
            if earlier != path:
                message = f"“{site.name}”与另一行的{title}相同：“{value}”" if key != "name" else f"“{value}”列了两次"
                yield Hit(at(f"{path}.{key}"), message, (at(f"{earlier}.{key}"),))
            elif key == "address":
                yield from _misplaced(path, site)


def _misplaced(path: str, site: Site | Partner) -> Iterator[Hit]:
    """Tell where an address names another province or not the city of its row."""
    province, written = getattr(site, "province", None), _PROVINCE.match(site.address)
    if _city(site.city) not in site.address:
        yield Hit(
            at(f"{path}.address"), f"“{site.name}”的地址不在“{site.city}”：“{site.address}”", (at(f"{path}.city"),)
        )
    elif province and written and written[0] != province:
        message = f"“{site.name}”的地址在“{written[0]}”，所在省却写“{province}”"
        yield Hit(at(f"{path}.province"), message, (at(f"{path}.address"),))


def references_are_proven(context: Context) -> Iterator[Hit]:
    """类似项目业绩和主要客户的日期应当合理，业绩有证明材料，不重复。

    签订在公司成立之后、验收之前，验收在开标之前；每项业绩至少写一种证明材料（合同、验收报告、
    发票）。同一项业绩列两次，按一项计分，还会被怀疑凑数。

    反例：
        references: {signed: 2025-06-01, accepted: 2025-03-01}
    正例：
        references: {signed: 2025-03-01, accepted: 2025-06-01, evidence: [合同, 验收报告]}
    """
    first: dict[tuple[str, str], int] = {}
    for index, done in enumerate(context.bid.company.references):
        path = f"company.references[{index}]"
        earlier = first.setdefault((done.client, done.project), index)
        if earlier != index:
            yield Hit(
                at(f"{path}.project"), f"“{done.project}”列了两次", (at(f"company.references[{earlier}].project"),)
            )
        yield from _misdated(context, path, done)
        if not done.evidence:
            yield Hit(at(path), f"“{done.project}”没有写证明材料（evidence）")
    founded, last = context.bid.company.founded, context.decisive_day.year
    for index, client in enumerate(context.bid.company.clients):
        year = int(client.year)
        where = at(f"company.clients[{index}].year")
        if year > last:
            yield Hit(where, f"“{client.project}”的年份（{year}）在开标之后", (at("project.opening"),))
        elif founded and year < founded.year:
            yield Hit(
                where, f"“{client.project}”的年份（{year}）早于公司成立（{founded.year}年）", (at("company.founded"),)
            )


def _misdated(context: Context, path: str, done: Reference) -> Iterator[Hit]:
    founded = context.bid.company.founded
    if done.signed is not None and done.accepted is not None and done.accepted < done.signed:
        message = f"“{done.project}”的验收日期（{long(done.accepted)}）早于签订日期"
        yield Hit(at(f"{path}.accepted"), message, (at(f"{path}.signed"),))
    elif founded is not None and done.signed is not None and done.signed < founded:
        message = f"“{done.project}”的签订日期（{long(done.signed)}）早于公司成立（{long(founded)}）"
        yield Hit(at(f"{path}.signed"), message, (at("company.founded"),))
    for key, day in (("signed", done.signed), ("accepted", done.accepted)):
        if isinstance(day, date) and day > context.decisive_day:
            yield Hit(at(f"{path}.{key}"), f"“{done.project}”的日期（{long(day)}）在开标之后")


def telephones_are_registered(context: Context) -> Iterator[Hit]:
    """文字里的电话应当是登记的电话。

    热线和电话只写在公司资料里，由模板印出。文字里另写的号码如果没有登记，多半是旧号码或者其他
    公司的号码。

    反例：
        phones: {hotline: 400-000-0180}
        roster: 夜间拨打400-000-0199
    正例：
        phones: {hotline: 400-000-0180}
        roster: 夜间拨打服务热线
    """
    known = {str(value) for path, value in context.leaves if "phone" in path or path.endswith((".hotline", ".fax"))}
    for found in context.corpus.find(_PHONE, ("-",)):
        if found.words not in known:
            yield Hit(place_found(context, found), f"电话“{found.words}”没有登记在资料里{found.around}")


def personal_numbers_hidden(context: Context) -> Iterator[Hit]:
    """不得印出完整的身份证号码和手机号码。

    身份证号码属于敏感个人信息，投标文件正文只印遮盖后的号码；个人手机号码改为公司电话。

    反例：
        contact: 何示安 13800000000
    正例：
        contact: 何示安
    """
    for found in context.corpus.find(_PERSONAL):
        hidden = f"{found.words[:3]}……{found.words[-2:]}"
        yield Hit(place_found(context, found), f"印出了完整的个人号码“{hidden}”")


def promises_within_the_role(context: Context) -> Iterator[Hit]:
    """经销商不作制造商才能兑现的承诺。

    产品都由其他单位制造的，写“我方自主生产”不真实；有产品由其他单位制造的，“提供固件源代码”
    “提供电路图”无法兑现。

    反例：
        products: maker: 示例网络设备有限公司
        introduction: 本项目设备由公司自主生产的流水线完成
    正例：
        products: maker: 示例网络设备有限公司
        introduction: 公司经制造商授权供货
    """
    products, company = context.bid.service.products, context.bid.company
    own = [product.maker in (company.name, *company.former_names) for product in products.items] if products else []
    for found in context.corpus.find(_MAKING) if own and not any(own) else ():
        yield Hit(place_found(context, found), f"产品都不是投标人制造的，不应承诺“{found.words}”{found.around}")
    for found in context.corpus.find(_INNERS) if not all(own) else ():
        yield Hit(place_found(context, found), f"有产品不是投标人制造的，不应承诺“{found.words}”{found.around}")


def laws_cited_are_in_force(context: Context) -> Iterator[Hit]:
    """引用的法律应当现行有效，并且适用于采购人。

    《合同法》等已由《民法典》替代；消费者权益保护法和三包规定只适用于生活消费，机关、
    企业采购不适用。法律登记在catalogs/law.yaml。

    反例：
        agreement: 未尽事宜按《中华人民共和国合同法》执行
    正例：
        agreement: 未尽事宜按《中华人民共和国民法典》执行
    """
    for found in context.corpus.find(_LAW):
        law = next((row for row in laws().values() if row.title.endswith(found.match["title"])), None)
        if law is not None and law.until is not None and law.until <= context.decisive_day:
            message = f"“{found.words}”已于{long(law.until)}废止，由《{law.replaced_by}》替代"
            yield Hit(place_found(context, found), message)
    for found in context.corpus.find(_CONSUMER):
        yield Hit(place_found(context, found), f"“{found.words}”只适用于生活消费，不适用于本次采购{found.around}")


def _number(words: str) -> Fraction:
    """Read a number; 0 where the words only look like one."""
    try:
        return parse_number(words)
    except NumeralError:
        return Fraction(0)


def _papers(words: str, credentials: tuple[Credential, ...]) -> list[Credential]:
    """Give the certificates that words such as ISO 27001, ITSS or 壹级资质 can mean."""
    plain = words.replace(" ", "").replace("/IEC", "").removesuffix("认证").removeprefix("ISO")
    names = (plain, *_MEANS.get(plain, ()))
    return [paper for paper in credentials if any(name in _on_paper(paper) for name in names)]


def _on_paper(paper: Credential) -> str:
    return f"{paper.kind}{paper.name}{paper.level or ''}{paper.number}".replace(" ", "")


def _has_grade(grade: str, papers: list[Credential]) -> bool:
    """Tell whether one of the certificates has this grade; those that name no grade leave it open."""
    graded = [found for paper in papers if (found := _GRADES.findall(f"{paper.name}{paper.level or ''}"))]
    return not graded or any(_plain_grade(grade) in map(_plain_grade, found) for found in graded)


def _plain_grade(grade: str) -> str:
    return grade.translate(str.maketrans("壹贰叁肆伍12345", "一二三四五一二三四五"))


def _city(city: str) -> str:
    """Give the stem of a city's name: 示例市, 恩施州 and 云泽市城区 stand in addresses in several forms."""
    ends = ("林区", "市", "州", "盟", "县", "区")
    return next((city[: city.index(end, 1)] for end in ends if end in city[1:]), city)
