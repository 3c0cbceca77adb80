"""Rules on licences, certificates and people: valid in time, the bidder's own, their dates in order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from generator.model.credentials import Credential
from generator.model.people import StaffMember
from generator.rules.days import after
from generator.rules.rule import Context, Hit, at
from generator.zh.dates import YearMonth, long
from generator.zh.identifiers import credit_code_problem

LICENCE = "营业执照"
WORKING_AGE = 16


def valid_on_the_decisive_day(context: Context) -> Iterator[Hit]:
    """证书、授权在开标当日应当有效。

    资格证明以开标当日为准（没有写开标日期的，以投标截止日期或者编制日期为准）。过期或者尚未
    生效的证书等于没有，按不具备资格处理。人员证书、原厂授权和商标同样检查。

    反例：
        project: {opening: 2026-12-10}
        credentials: ISO 9001 valid_to: 2026-06-30
    正例：
        project: {opening: 2026-12-10}
        credentials: ISO 9001 valid_to: 2028-06-11
    """
    day = context.decisive_day
    for path, name, valid_to in _expiries(context):
        if isinstance(valid_to, date) and valid_to < day:
            message = f"“{name}”{long(valid_to)}到期，开标当日（{long(day)}）已经失效"
            yield Hit(at(path), message, (at("project.opening"),))
    for index, credential in enumerate(context.bid.company.credentials):
        if credential.valid_from > day and not _runs_backward(credential):
            message = f"“{credential.name}”{long(credential.valid_from)}才生效，开标当日（{long(day)}）还不能使用"
            yield Hit(at(f"{_path(index)}.valid_from"), message, (at("project.opening"),))


def valid_through_the_contract(context: Context) -> Iterator[Hit]:
    """合同履行期内到期的证书，应当安排换证。

    开标当日有效、合同期满前到期的证书不影响投标，但是采购人可能要求说明换证安排。
    （三年一换的体系证书，遇到三年的合同期必然如此，所以只作提示。）

    反例：
        project: {opening: 2026-12-10, contract_period: 3年}
        credentials: ISO 9001 valid_to: 2028-06-11
    正例：
        project: {opening: 2026-12-10, contract_period: 1年}
        credentials: ISO 9001 valid_to: 2028-06-11
    """
    end = _contract_end(context)
    if end is None:
        return
    for path, name, valid_to in _expiries(context):
        if isinstance(valid_to, date) and context.decisive_day <= valid_to < end:
            message = f"“{name}”{long(valid_to)}到期，合同期到{long(end)}，需要安排换证"
            yield Hit(at(path), message, (at("project.contract_period"),))


def holder_is_the_bidder(context: Context) -> Iterator[Hit]:
    """证书的持证单位应当就是投标人。

    持证单位与投标人全称不一致的证书不能证明投标人的资格。公司更过名的，把旧名写进
    former_names，并在文件中附更名证明。

    反例：
        name: 示例岭南视证科技有限公司
        credentials: {holder: 示例岭南视证科技有限公司东江分公司}
    正例：
        name: 示例岭南视证科技有限公司
        credentials: {holder: 示例岭南视证科技有限公司}
    """
    company = context.bid.company
    for index, credential in enumerate(company.credentials):
        if credential.holder not in (company.name, *company.former_names):
            message = f"“{credential.name}”的持证单位是“{credential.holder}”，与投标人“{company.name}”不一致"
            yield Hit(at(f"{_path(index)}.holder"), message, (at("company.name"),))


def licence_number_is_sound(context: Context) -> Iterator[Hit]:
    """营业执照号码应当是正确的统一社会信用代码。

    统一社会信用代码为18位，末位是校验位；抄错一位，校验位就不符。

    反例：
        credentials: {kind: 营业执照, number: 91000000MA00XNWD0K}
    正例：
        credentials: {kind: 营业执照, number: 91000000MA00XNWD0J}
    """
    for index, licence in _licences(context):
        problem = credit_code_problem(licence.number)
        if problem is not None:
            yield Hit(at(f"{_path(index)}.number"), problem)


def licence_is_the_company(context: Context) -> Iterator[Hit]:
    """营业执照号码应当与公司资料的统一社会信用代码相同。

    两处写得不同，评审无法判断以哪一处为准。

    反例：
        credit_code: 91000000MA00XNWD0J
        credentials: {kind: 营业执照, number: 91000000MA00YNWD0A}
    正例：
        credit_code: 91000000MA00XNWD0J
        credentials: {kind: 营业执照, number: 91000000MA00XNWD0J}
    """
    code = context.bid.company.credit_code
    for index, licence in _licences(context):
        if licence.number != code and credit_code_problem(licence.number) is None:
            message = f"营业执照号码“{licence.number}”与统一社会信用代码“{code}”不同"
            yield Hit(at(f"{_path(index)}.number"), message, (at("company.credit_code"),))


def validity_runs_forward(context: Context) -> Iterator[Hit]:
    """证书的有效期起始日应当早于截止日，不早于公司成立。

    起止颠倒多半是年份抄错；公司成立以前发的证书是别人的。公司更过名的（former_names）不核对成立日期。

    反例：
        credentials: {valid_from: 2028-06-12, valid_to: 2025-06-11}
    正例：
        credentials: {valid_from: 2025-06-12, valid_to: 2028-06-11}
    """
    company = context.bid.company
    for index, credential in enumerate(company.credentials):
        if _runs_backward(credential):
            message = f"“{credential.name}”的有效期截止日不晚于起始日（{long(credential.valid_from)}）"
            yield Hit(at(f"{_path(index)}.valid_to"), message, (at(f"{_path(index)}.valid_from"),))
        elif company.founded and not company.former_names and credential.valid_from < company.founded:
            begun, founded = long(credential.valid_from), long(company.founded)
            message = f"“{credential.name}”的有效期从{begun}起，早于公司成立（{founded}）"
            yield Hit(at(f"{_path(index)}.valid_from"), message, (at("company.founded"),))


def careers_run_forward(context: Context) -> Iterator[Hit]:
    """人员的出生、工作、任职和项目经历的时间应当前后相符。

    出生在前，年满16周岁参加工作，任现职更后；入职以后才由本单位缴纳社会保险；项目经历的开始
    不晚于结束，也不在开标之后。简历的时间矛盾会让人怀疑材料的真实性。

    反例：
        staff: {work_since: 2014-03, role_since: 2010-07}
    正例：
        staff: {work_since: 2010-07, role_since: 2014-03}
    """
    day = context.decisive_day
    latest = YearMonth(day.year, day.month)
    for index, person in enumerate(context.bid.company.staff):
        path = f"company.staff[{index}]"
        steps = [("birth", person.birth), ("work_since", person.work_since), ("role_since", person.role_since)]
        yield from _disorder(path, person.name, [(key, month) for key, month in steps if month], latest)
        yield from _worked_as_a_child(path, person)
        hired = YearMonth(person.hired.year, person.hired.month) if person.hired else None
        served = [("hired", hired), ("insurance_from", person.insurance_from), ("insurance_to", person.insurance_to)]
        yield from _disorder(
            path, f"{person.name}的入职和参保", [(key, month) for key, month in served if month], latest
        )
        for number, project in enumerate(person.projects):
            ends = [("end", project.end)] if isinstance(project.end, YearMonth) else []
            below = f"{path}.projects[{number}]"
            yield from _disorder(below, f"{person.name}的项目经历", [("start", project.start), *ends], latest)


def _worked_as_a_child(path: str, person: StaffMember) -> Iterator[Hit]:
    birth, since = person.birth, person.work_since
    if birth and since and birth <= since < YearMonth(birth.year + WORKING_AGE, birth.month):
        message = f"“{person.name}”{birth}出生，{since}参加工作，当时不满{WORKING_AGE}周岁"
        yield Hit(at(f"{path}.work_since"), message, (at(f"{path}.birth"),))


def _disorder(path: str, name: str, steps: list[tuple[str, YearMonth]], latest: YearMonth) -> Iterator[Hit]:
    for (earlier_key, earlier), (key, month) in pairwise(steps):
        if month < earlier:
            where = (at(f"{path}.{earlier_key}"),)
            yield Hit(at(f"{path}.{key}"), f"“{name}”的时间前后颠倒：{month}早于{earlier}", where)
    for key, month in steps:
        if month > latest:
            yield Hit(at(f"{path}.{key}"), f"“{name}”的时间（{month}）在开标之后")


def _expiries(context: Context) -> Iterator[tuple[str, str, object]]:
    company = context.bid.company
    for index, credential in enumerate(company.credentials):
        if not _runs_backward(credential):
            yield f"{_path(index)}.valid_to", credential.name, credential.valid_to
    for index, person in enumerate(company.staff):
        for number, certificate in enumerate(person.certificates):
            path = f"company.staff[{index}].certificates[{number}].valid_to"
            yield path, f"{person.name}的{certificate.name}", certificate.valid_to
    for index, backing in enumerate(company.vendor_backing):
        yield f"company.vendor_backing[{index}].valid_to", f"{backing.vendor}的授权", backing.valid_to
    if company.trademark is not None:
        yield "company.trademark.valid_to", f"{company.trademark.name}商标", company.trademark.valid_to


def _runs_backward(credential: Credential) -> bool:
    """Tell whether the dates are mistaken for one another: then nothing can be said of the validity itself."""
    return isinstance(credential.valid_to, date) and credential.valid_to <= credential.valid_from


def _contract_end(context: Context) -> date | None:
    period = context.bid.project.contract_period
    return after(context.decisive_day, period) if period else None


def _licences(context: Context) -> Iterator[tuple[int, Credential]]:
    numbered = enumerate(context.bid.company.credentials)
    return ((index, credential) for index, credential in numbered if credential.kind == LICENCE)


def _path(index: int) -> str:
    return f"company.credentials[{index}]"
