"""Rules on the records behind the claims: audits, certificate numbers, people, their projects, instruments."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from generator.model.people import StaffProject
from generator.rules.rule import Context, Hit, at
from generator.zh.dates import YearMonth, long

MANAGER = "项目经理"


def audits_are_not_overdue(context: Context) -> Iterator[Hit]:
    """体系证书应当按期通过监督审核。

    体系证书每年监督审核一次，逾期没有通过的，证书会被暂停；查询网站上一查便知。写有下一次监督审核
    日期（surveillance_date）的，应当晚于开标日期。

    反例：
        project: {opening: 2026-12-10}
        credentials: {name: 质量管理体系认证证书, surveillance_date: 2026-09-20}
    正例：
        project: {opening: 2026-12-10}
        credentials: {name: 质量管理体系认证证书, surveillance_date: 2027-03-20}
    """
    day = context.decisive_day
    for index, paper in enumerate(context.bid.company.credentials):
        if paper.surveillance_date is not None and paper.surveillance_date < day:
            due = long(paper.surveillance_date)
            message = f"“{paper.name}”应当在{due}前通过监督审核，开标当日（{long(day)}）已经逾期"
            yield Hit(at(f"company.credentials[{index}].surveillance_date"), message, (at("project.opening"),))


def certificate_numbers_differ(context: Context) -> Iterator[Hit]:
    """不同的证书，号码和图片都不同。

    两张证书、两个人的证书写了同一个号码，用了同一张图片，多半是复制一行以后忘了改，评审会认为
    证书是假的。

    反例：
        certificates: {name: 存储工程师认证, number: 示例STO-001}（张某）
        certificates: {name: 存储工程师认证, number: 示例STO-001}（李某）
    正例：
        certificates: {name: 存储工程师认证, number: 示例STO-001}（张某）
        certificates: {name: 存储工程师认证, number: 示例STO-002}（李某）
    """
    first: dict[str, tuple[str, str]] = {}
    for path, name, number in _certificates(context):
        earlier, other = first.setdefault(number, (path, name))
        if earlier != path:
            yield Hit(at(path), f"“{name}”与“{other}”的号码相同：“{number}”", (at(earlier),))
    shown: dict[str, tuple[str, str]] = {}
    for path, name, file in _images(context):
        before, other = shown.setdefault(file, (path, name))
        if before != path:
            yield Hit(at(path), f"“{name}”与“{other}”用了同一张图片：“{file}”", (at(before),))


def _images(context: Context) -> Iterator[tuple[str, str, str]]:
    """Give the key path, the certificate's name and the file of every picture and scan of the company's papers."""
    for index, paper in enumerate(context.bid.company.credentials):
        path = f"company.credentials[{index}]"
        if paper.picture is not None:
            yield f"{path}.picture", paper.name, paper.picture
        for place, file in enumerate(paper.scans):
            if file != paper.picture:
                yield f"{path}.scans[{place}]", paper.name, file


def people_are_listed_once(context: Context) -> Iterator[Hit]:
    """同一个人在人员一览表里只列一次。

    一个人列两行，人数就虚增了；确实同名的，写上能够区分的称呼。

    反例：
        staff: {id: su, name: 苏示兰, role: 客户服务专员}
        staff: {id: ou, name: 苏示兰, role: 热线座席}
    正例：
        staff: {id: su, name: 苏示兰, role: 客户服务专员、热线座席}
    """
    first: dict[str, int] = {}
    for index, person in enumerate(context.bid.company.staff):
        earlier = first.setdefault(person.name, index)
        if earlier != index:
            message = f"“{person.name}”在人员资料里列了两次"
            yield Hit(at(f"company.staff[{index}].name"), message, (at(f"company.staff[{earlier}].name"),))


def clients_agree_with_careers(context: Context) -> Iterator[Hit]:
    """主要客户的项目年份应当与人员项目经历的时间相符。

    同一个项目，客户一览表写2021年，项目经理的经历写2025年，评审会认为其中一处不实。

    反例：
        clients: {project: 设备更新项目, year: "2021"}
        staff: projects: {project: 设备更新项目, start: 2025-01, end: 2025-06}
    正例：
        clients: {project: 设备更新项目, year: "2025"}
        staff: projects: {project: 设备更新项目, start: 2025-01, end: 2025-06}
    """
    for index, client in enumerate(context.bid.company.clients):
        same = [row for row in _projects(context) if (row[2].client, row[2].project) == (client.name, client.project)]
        years = [year for _, _, done in same for year in (done.start.year, _end(context, done).year)]
        if years and not min(years) <= int(client.year) <= max(years) and _is_plausible(context, int(client.year)):
            span = f"{min(years)}年至{max(years)}年" if min(years) < max(years) else f"{min(years)}年"
            message = f"“{client.project}”的年份是{client.year}年，人员的项目经历是{span}"
            yield Hit(at(f"company.clients[{index}].year"), message, (at(f"{same[0][0]}.start"),))


def a_project_has_one_manager(context: Context) -> Iterator[Hit]:
    """同一个项目在同一时间只有一个项目经理。

    两个人的简历都写担任同一个项目的项目经理，时间又重叠，至少一份简历不实。

    反例：
        staff: {name: 何示安, projects: {project: 更新项目, role: 项目经理, start: 2025-01}}
        staff: {name: 罗示川, projects: {project: 更新项目, role: 项目经理, start: 2025-02}}
    正例：
        staff: {name: 何示安, projects: {project: 更新项目, role: 项目经理, start: 2025-01}}
        staff: {name: 罗示川, projects: {project: 更新项目, role: 技术负责人, start: 2025-01}}
    """
    leading = [row for row in _projects(context) if row[2].role == MANAGER]
    for (path, name, done), (other_path, other, again) in combinations(leading, 2):
        if name != other and (done.client, done.project) == (again.client, again.project):
            latest, earliest = max(done.start, again.start), min(_end(context, done), _end(context, again))
            if latest <= earliest:
                message = f"“{name}”和“{other}”都写担任“{again.project}”的项目经理"
                yield Hit(at(f"{other_path}.role"), message, (at(f"{path}.role"),))


def instruments_are_calibrated(context: Context) -> Iterator[Hit]:
    """检测仪器的检定、校准在开标当日应当有效。

    过期仪器测得的数据不能作为验收依据，列进投标文件就是承认用过期仪器。

    反例：
        project: {opening: 2026-12-11}
        tools: {name: 线缆认证测试仪, calibration_due: 2026-09-30}
    正例：
        project: {opening: 2026-12-11}
        tools: {name: 线缆认证测试仪, calibration_due: 2027-09-30}
    """
    day = context.decisive_day
    for index, tool in enumerate(context.bid.company.tools):
        if tool.calibration_due is not None and tool.calibration_due < day:
            message = f"“{tool.name}”的检定{long(tool.calibration_due)}到期，开标当日（{long(day)}）已经过期"
            yield Hit(at(f"company.tools[{index}].calibration_due"), message, (at("project.opening"),))


def _is_plausible(context: Context, year: int) -> bool:
    """Tell whether a project of this year lies between the company's founding and the opening."""
    founded = context.bid.company.founded
    return (founded is None or founded.year <= year) and year <= context.decisive_day.year


def _certificates(context: Context) -> Iterator[tuple[str, str, str]]:
    """Give the key path, name and number of every certificate of the company and of its people."""
    for index, paper in enumerate(context.bid.company.credentials):
        yield f"company.credentials[{index}].number", paper.name, paper.number
    for index, person in enumerate(context.bid.company.staff):
        for number, certificate in enumerate(person.certificates):
            if certificate.number is not None:
                path = f"company.staff[{index}].certificates[{number}].number"
                yield path, f"{person.name}的{certificate.name}", certificate.number


def _projects(context: Context) -> Iterator[tuple[str, str, StaffProject]]:
    for index, person in enumerate(context.bid.company.staff):
        for number, done in enumerate(person.projects):
            yield f"company.staff[{index}].projects[{number}]", person.name, done


def _end(context: Context, done: StaffProject) -> YearMonth:
    day = context.decisive_day
    return done.end if isinstance(done.end, YearMonth) else YearMonth(day.year, day.month)
