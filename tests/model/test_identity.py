"""What tells who bids: every field of the company is decided, labels are neutral and stable, words are found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.company import Company
from generator.model.identity import TABLE, Identity, identity_of, pattern_of
from generator.model.masking import masked
from generator.model.paths import leaves
from generator.model.record import Record
from tests.verify.blind_sample import COMPANY, IDENTITY, bid_of

OPEN = {
    "company.company_type": "许多公司同一类型",
    "company.trademark.valid_to": "日期",
    "company.trademark.picture": "图片整幅不印",
    "company.logo": "图片整幅不印",
    "company.brand.reference_docx": "文件名，暗标不取用",
    "company.philosophy": "文字，其中的名称会遮去",
    "company.introduction[]": "文字，其中的名称会遮去",
    "company.principles[]": "行为准则和检查办法",
    "company.business_lines[]": "业务方向",
    "company.clients[].year": "年份",
    "company.clients[].content": "做过的事",
    "company.clients[].lesson": "借鉴的做法",
    "company.references[].id": "编号名，不印出",
    "company.references[].content": "做过的事",
    "company.references[].amount": "金额",
    "company.references[].signed": "日期",
    "company.references[].accepted": "日期",
    "company.references[].evidence[]": "材料名称",
    "company.references[].rating": "评价",
    "company.sites[].kind": "网点类型",
    "company.sites[].province": "服务所在地，评审要看",
    "company.sites[].city": "服务所在地，评审要看",
    "company.sites[].staff_count": "人数",
    "company.sites[].region": "服务区域",
    "company.sites[].travel_time": "时限",
    "company.sites[].vehicles": "车辆数",
    "company.sites[].stock": "备件",
    "company.sites[].proof": "材料名称",
    **dict.fromkeys(
        (f"company.partners[].{name}" for name in ("field", "city", "region", "services")),
        "服务所在地和内容，评审要看",
    ),
    **dict.fromkeys((f"company.desks[].{name}" for name in ("category", "department", "content")), "部门和职责"),
    "company.policy": "公司内部的承诺权限，不印出",
    "company.teams[]": "部门和人数",
    "company.staff[].certificates[].name": "证书名称",
    "company.staff[].certificates[].issuer": "发证机构",
    "company.staff[].certificates[].valid_to": "日期",
    "company.staff[].certificates[].picture": "图片整幅不印",
    "company.staff[].projects[].role": "岗位",
    "company.staff[].projects[].content": "做过的事",
    "company.staff[].projects[].start": "日期",
    "company.staff[].projects[].end": "日期",
    **dict.fromkeys(
        (
            f"company.staff[].{name}"
            for name in (
                *("id", "sex", "ethnicity", "birth", "id_number_note", "degree", "major", "title", "position", "role"),
                *("duty", "base", "region", "shift", "work_since", "role_since", "hired", "insurance_from"),
                *("insurance_to", "speciality", "languages[]", "picture"),
            )
        ),
        "学历、职称、岗位、年限，许多人相同；图片整幅不印",
    ),
    **dict.fromkeys(
        (
            f"company.credentials[].{name}"
            for name in (
                *("id", "kind", "name", "level", "issuer", "scope", "valid_from", "valid_to"),
                *("surveillance_date", "picture", "scans[]", "note"),
            )
        ),
        "证书的名称、等级、发证机构和期限，许多公司相同；图片整幅不印",
    ),
    "company.price_list": "价格和供应商，不是投标人",
    "company.suppliers[]": "供应商，不是投标人",
    "company.tools[]": "工具",
    **dict.fromkeys(
        (
            f"company.vendor_backing[].{name}"
            for name in (
                *("id", "vendor", "aliases[]", "product_lines[]", "service_level", "service_window", "period"),
                *("hotline", "valid_to"),
            )
        ),
        "原厂的公开信息",
    ),
}
"""What of a company stays in a blind bid, with the reason; names inside any text are replaced all the same."""


def fields_of(hint: Any, path: str) -> Iterator[str]:
    """Give the patterns of all leaves a type may hold."""
    origin, parts = get_origin(hint), get_args(hint)
    if isinstance(hint, type) and issubclass(hint, Record):
        for name, field in hint.model_fields.items():
            yield from fields_of(field.annotation, f"{path}.{field.alias or name}")
    elif origin is tuple:
        yield from fields_of(parts[0], f"{path}[]")
    elif origin in (Union, UnionType) and any(_holds(part) for part in parts):
        yield from (found for part in parts if _holds(part) for found in fields_of(part, path))
    elif origin is Annotated:
        yield from fields_of(parts[0], path)
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        yield from fields_of(parts[1], path)
    else:
        yield path


def _holds(part: Any) -> bool:
    return part is not type(None) and (
        get_origin(part) not in (None, Literal) or (isinstance(part, type) and issubclass(part, Record))
    )


def test_every_field_of_a_company_is_masked_or_open_with_a_reason() -> None:
    known = set(fields_of(Company, "company"))
    masked_rows = {row.path for row in TABLE}
    opened = {path for path in known if any(path == one or path.startswith((f"{one}.", f"{one}[")) for one in OPEN)}
    assert masked_rows - known == set()
    assert opened & masked_rows == set()
    assert known - masked_rows - opened == set()
    assert all(OPEN.values())


def test_no_leaf_stands_twice_in_the_table() -> None:
    paths = [row.path for row in TABLE]
    assert len(paths) == len(set(paths))


LABELS = {
    "company.name": "投标人",
    "company.trademark.name": "自有品牌",
    "company.phones.hotline": "（暗标略）",
    "company.founded": "（暗标略）",
    "company.staff[0].name": "项目经理A",
    "company.staff[1].name": "工程师A",
    "company.staff[2].name": "工程师B",
    "company.sites[0].name": "服务站",
    "company.sites[0].contact": "联系人A",
    "company.clients[0].name": "用户单位1",
    "company.staff[0].projects[0].client": "用户单位1",
    "company.references[0].client": "用户单位2",
    "company.clients[0].project": "类似项目1",
    "company.staff[0].projects[0].project": "类似项目1",
}


@pytest.mark.parametrize(("path", "label"), LABELS.items())
def test_a_leaf_is_replaced_by_a_neutral_word(path: str, label: str) -> None:
    assert IDENTITY.labels[path] == label


def test_more_of_a_kind_than_letters_are_numbered() -> None:
    people = [{"id": f"p{n}", "name": f"示{n}人", "sex": "男", "degree": "专科", "role": "工程师"} for n in range(30)]
    labels = identity_of(bid_of({"staff": people})).labels
    assert [labels[f"company.staff[{n}].name"] for n in (0, 29)] == ["工程师1", "工程师30"]


def test_a_contact_who_serves_the_project_has_one_label() -> None:
    sites = [COMPANY["sites"][0] | {"contact": "宋示苗"}]
    assert identity_of(bid_of({"sites": sites})).labels["company.sites[0].contact"] == "工程师A"


REPLACED = {
    "由方示禾（000-0000-0888）负责": "由项目经理A（（暗标略））负责",
    "示例青禾信息技术有限公司与示例青禾": "投标人与投标人",
    "拨打４００ ０００－０１８８。": "拨打（暗标略）。",
    "无关的话": "无关的话",
    "": "",
}


@pytest.mark.parametrize(("text", "expected"), REPLACED.items())
def test_words_inside_a_text_are_replaced(text: str, expected: str) -> None:
    assert IDENTITY.replaced(text) == expected


def found(identity: Identity, text: str) -> list[str]:
    return [match.word.path for match in identity.find(text)]


def test_what_the_tender_itself_says_is_no_secret() -> None:
    identity = identity_of(bid_of(project={"buyer": "示例市档案馆"}))
    assert found(identity, "示例市档案馆") == []
    assert identity.labels["company.clients[0].name"] == "用户单位1"


def test_a_post_in_place_of_a_contact_s_name_is_no_secret() -> None:
    identity = identity_of(bid_of({"sites": [COMPANY["sites"][0] | {"contact": "项目经理"}]}))
    assert found(identity, "项目经理") == []


@pytest.mark.parametrize("name", ["服务站", "东江服务站", "总部技术支持中心", "示例省东江市办事处"])
def test_a_site_called_after_its_place_and_kind_is_no_secret(name: str) -> None:
    identity = identity_of(bid_of({"sites": [COMPANY["sites"][0] | {"name": name}]}))
    assert found(identity, name) == []
    assert identity.labels["company.sites[0].name"] == "服务站"


def test_a_site_called_otherwise_is_found() -> None:
    identity = identity_of(bid_of({"sites": [COMPANY["sites"][0] | {"name": "东江禾苗服务站"}]}))
    assert found(identity, "东江禾苗服务站") == ["company.sites[0].name"]


@pytest.mark.parametrize("text", ["000000", "5000万元", "2011年6月8日", "项目经理", "大学本科"])
def test_what_many_share_is_not_searched(text: str) -> None:
    assert found(IDENTITY, text) == []


def test_ids_key_paths_and_file_names_stay() -> None:
    bid = bid_of({"trademark": {"name": "fang", "picture": "fang.png"}})
    plain = masked(bid, identity_of(bid))
    assert plain.company.staff[0].id == plain.project.project_manager == "fang"
    assert plain.company.trademark is not None
    assert plain.company.trademark.picture == "fang.png"
    assert plain.project.company == "qinghe"


def test_a_masked_bid_has_the_key_paths_it_had() -> None:
    bid = bid_of()
    assert [path for path, _ in leaves(masked(bid, IDENTITY))] == [path for path, _ in leaves(bid)]


SEARCHED = sorted(path for path in IDENTITY.labels if any(word.path == path for word in IDENTITY.words))
INTRODUCED = st.text(alphabet="甲乙丙丁 ，。-（）", max_size=12)


@settings(max_examples=60, deadline=None)
@given(word=st.sampled_from(IDENTITY.words), before=INTRODUCED, after=INTRODUCED, blanks=st.booleans())
def test_a_word_is_masked_wherever_it_is_put(word: Any, before: str, after: str, *, blanks: bool) -> None:
    written = " ".join(word.text) if blanks else word.text
    bid = bid_of({"introduction": [f"{before}某{written}某{after}"]})
    plain = masked(bid, IDENTITY)
    assert [match.word.text for text in plain.company.introduction for match in IDENTITY.find(text)] == []


def test_patterns_name_any_item() -> None:
    assert pattern_of("company.staff[12].projects[0].client") == "company.staff[].projects[].client"
