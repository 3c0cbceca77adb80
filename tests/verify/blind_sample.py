"""A small blind document without leaks, as DOCX and PDF, and a bidder whose words the tests plant into it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generator.document.nodes import Document
from generator.document.number import number_document
from generator.layout.pages import paginate
from generator.model.bid import Bid
from generator.model.identity import Identity, identity_of
from generator.render.blinding import blinded
from generator.style.numbering import numbering_of
from generator.style.sheet import BlindLook, Sheet
from generator.write.docx import write_docx
from generator.write.pdf.engine import write_pdf
from tests.write.sample import CREATED, sample_document

BLIND_SHEET = Path(__file__).parents[2] / "templates/zh/style/blind.yaml"

COMPANY: dict[str, Any] = {
    "name": "示例青禾信息技术有限公司",
    "short_name": "示例青禾",
    "english_name": "Example Qinghe Information Technology Co., Ltd.",
    "aliases": ["青禾云"],
    "former_names": ["示例禾苗软件有限公司"],
    "credit_code": "91000000MA00XNWD0J",
    "legal_representative": "秦示田",
    "registered_capital": "5000万元",
    "founded": "2011-06-08",
    "address": "示例省示例市新区青禾路88号2层",
    "postcode": "000000",
    "website": "https://www.qinghe.example/home",
    "trademark": {"name": "禾标", "number": "示例第00000088号", "picture": "logo.png"},
    "phones": {"hotline": "400-000-0188", "headquarters": "0000-8000-0188", "fax": "0000-8000-0189"},
    "emails": {"support": "support@qinghe.example"},
    "bank": {"name": "示例银行示例市新区支行", "account": "0000 0000 0000 0188 009"},
    "clients": [{"name": "示例市档案馆", "project": "数字档案存储扩容项目", "year": "2024", "content": "供货"}],
    "references": [
        {"client": "示例县图书馆", "project": "图书馆机房改造项目", "contact": "冯示图", "phone": "0000-8000-0555"}
    ],
    "sites": [
        {
            "name": "青禾示例东站",
            "kind": "服务站",
            "province": "示例省",
            "city": "东江市",
            "address": "示例省东江市禾苗巷7号",
            "phone": "0000-8000-0777",
            "contact": "许示东",
            "staff_count": "3",
            "region": "东江市",
        }
    ],
    "staff": [
        {
            "id": "fang",
            "name": "方示禾",
            "sex": "男",
            "degree": "大学本科",
            "role": "项目经理",
            "phone": "000-0000-0888",
            "contract_number": "示例劳合2019-0088",
            "certificates": [{"name": "项目管理师", "number": "示例人证00000881"}],
            "projects": [
                {
                    "client": "示例市档案馆",
                    "project": "数字档案存储扩容项目",
                    "role": "项目经理",
                    "content": "管理",
                    "start": "2024-01",
                    "end": "2024-09",
                }
            ],
        },
        {"id": "song", "name": "宋示苗", "sex": "女", "degree": "大学本科", "role": "工程师、讲师"},
        {"id": "song2", "name": "宋示林", "sex": "女", "degree": "大学本科", "role": "工程师"},
    ],
    "credentials": [
        {
            "id": "iso",
            "kind": "认证",
            "name": "质量管理体系认证证书",
            "number": "示例00188Q00088R1M",
            "holder": "示例青禾信息技术有限公司",
            "issuer": "示例认证中心",
            "valid_from": "2025-01-01",
            "valid_to": "2028-01-01",
            "query_url": "https://query.example/88",
        }
    ],
    "vendor_backing": [{"vendor": "示例存储有限公司", "authorisation": "示例授权0000088"}],
}
PROJECT = {
    "kind": "quality_assurance",
    "company": "qinghe",
    "name": "示例市数据平台项目",
    "number": "SL-2026-0001",
    "buyer": "示例市大数据局",
    "date": "2026-11-30",
    "project_manager": "fang",
}


def bid_of(company: dict[str, Any] | None = None, project: dict[str, Any] | None = None) -> Bid:
    """Give the bid of the tests' company, some fields of it or of its project changed."""
    return Bid.model_validate({"company": COMPANY | (company or {}), "project": PROJECT | (project or {})})


IDENTITY: Identity = identity_of(bid_of())


def blind_sheet() -> Sheet:
    """Read the blind style sheet."""
    return Sheet.model_validate(yaml.safe_load(BLIND_SHEET.read_text(encoding="utf-8")))


SHEET = blind_sheet()


@cache
def blind_document() -> Document:
    """Give the writers' sample as a blind document."""
    document = number_document(blinded(sample_document(), SHEET.blind or BlindLook()), numbering_of(SHEET)).value
    assert document is not None
    return document


@cache
def clean_docx() -> bytes:
    """Write the blind sample as DOCX."""
    document = blind_document()
    return write_docx(document, SHEET, paginate(document, SHEET), CREATED)


def pdf_of(sheet: Sheet = SHEET, document: Document | None = None) -> bytes:
    """Write the blind sample, or another document, as PDF in a style."""
    result, findings = write_pdf(document or blind_document(), sheet, CREATED)
    assert result is not None, findings
    return result.data


@cache
def clean_pdf() -> bytes:
    """Write the blind sample as PDF."""
    return pdf_of()
