"""A small bid and a bench on which a template's text is rendered to a dump and findings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from generator.document.dump import dump_blocks
from generator.document.nodes import Block, Picture
from generator.model.derived import Derived
from generator.model.schedule import Schedule
from generator.render.chapters import render_chapter
from generator.render.document import start
from generator.render.kinds import Chapter
from generator.render.run import Run
from generator.source import Span
from generator.zh.money import Money, parse_money
from generator.zh.quantity import Quantity, parse


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)


class Person(Record):
    id: str
    name: str
    phone: str
    title: str | None = None


class Part(Record):
    name: str
    price: Money
    quantity: Quantity
    kind: Literal["备机", "备件"]


class Certificate(Record):
    id: str
    name: str
    picture: str | None = None


class Company(Record):
    name: str
    fax: str | None = None
    staff: tuple[Person, ...]
    parts: tuple[Part, ...]
    credentials: tuple[Certificate, ...] = ()
    certified: bool = True
    capital: Money


class Project(Record):
    name: str
    copy_mark: Literal["正本", "副本"] = Field(alias="copy")
    date: date
    manager: str
    note: str | None = None


class Level(Record):
    id: str
    name: str
    onsite: Mapping[str, Quantity]


class Region(Record):
    id: str
    name: str
    places: tuple[str, ...]


class Node(Record):
    id: str
    kind: Literal["start", "step", "decision", "end"]
    text: str
    actor: str | None = None
    limit: str | None = None


class Edge(Record):
    source: str = Field(alias="from")
    target: str = Field(alias="to")
    label: str | None = None


class Process(Record):
    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


class FormField(Record):
    label: str
    kind: Literal["blank", "fact", "choice"]
    fact: str | None = None
    choices: tuple[str, ...] = ()
    width: int | None = None


class Service(Record):
    levels: tuple[Level, ...]
    regions: tuple[Region, ...]
    processes: Mapping[str, Process]
    fields: tuple[FormField, ...]
    retention: Quantity
    schedule: Schedule | None = None
    items: tuple[str, ...] = ("巡检", "回访")


class Standard(Record):
    id: str
    number: str


class Bid(Record):
    company: Company
    project: Project
    service: Service
    standards: tuple[Standard, ...]


SCHEDULE = {
    "title": "供货进度计划",
    "start_event": "合同生效",
    "phases": [{"id": "none", "name": "无"}, {"id": "supply", "name": "供货"}],
    "tasks": [
        {"id": "order", "phase": "supply", "name": "订货", "owner": "采购专员", "duration": "20日"},
        {"id": "check", "phase": "supply", "name": "检验", "owner": "工程师", "duration": "2日", "after": ["order"]},
    ],
    "milestones": [{"id": "ready", "phase": "supply", "name": "发货", "after": ["check"], "evidence": "检验报告"}],
}


def small_bid() -> Bid:
    return Bid(
        company=Company(
            name="示例公司",
            staff=(
                Person(id="he", name="何示安", phone="0000-1", title="工程师"),
                Person(id="lin", name="林示清", phone="0000-2"),
            ),
            parts=(
                Part(name="硬盘", price=parse_money("600元"), quantity=parse("12块"), kind="备件"),
                Part(name="终端", price=parse_money("3300元"), quantity=parse("4块"), kind="备机"),
            ),
            credentials=(
                Certificate(id="iso", name="质量证书", picture="credentials/iso.png"),
                Certificate(id="high_tech", name="高新证书"),
            ),
            capital=parse_money("3000万元"),
        ),
        project=Project(name="示例项目", copy="正本", date=date(2026, 11, 30), manager="he"),
        service=Service(
            levels=(
                Level(id="urgent", name="紧急故障", onsite={"city": parse("1小时"), "province": parse("4小时")}),
                Level(id="general", name="一般故障", onsite={"city": parse("立即"), "province": parse("8小时")}),
            ),
            regions=(
                Region(id="city", name="城区", places=("城区",)),
                Region(id="province", name="全省", places=("东江市", "南湾市")),
            ),
            processes={
                "complaint": Process(
                    title="投诉流程图",
                    nodes=(
                        Node(id="n1", kind="start", text="用户提出投诉", actor="用户"),
                        Node(
                            id="n2",
                            kind="decision",
                            text="是否属实",
                            actor="专员",
                            limit="service.levels[0].onsite.city",
                        ),
                        Node(id="n3", kind="end", text="归档", limit="project.date"),
                    ),
                    edges=(Edge(**{"from": "n1", "to": "n2"}), Edge(**{"from": "n2", "to": "n3", "label": "是"})),
                )
            },
            fields=(
                FormField(label="项目", kind="fact", fact="project.name"),
                FormField(label="评价", kind="choice", choices=("满意", "不满意")),
                FormField(label="签字", kind="blank", width=6),
                FormField(label="意见", kind="blank"),
            ),
            retention=parse("3年"),
            schedule=Schedule.model_validate(SCHEDULE),
        ),
        standards=(Standard(id="gbt", number="GB/T 19001-2016"),),
    )


DERIVED = {
    "slowest": Derived(parse("8小时"), ("service.levels[0].onsite.city", "service.levels[1].onsite.province")),
    "unknown": None,
}

PICTURES = {"company.credentials[0].picture": Picture("iso.png", "image/png", 4, 3, b"png")}


@dataclass(frozen=True)
class Rendered:
    """A rendered chapter: its dump, its blocks, its findings as `code line:column message`."""

    dump: str
    blocks: tuple[Block, ...]
    findings: tuple[str, ...]
    run: Run


Bench = Callable[..., Rendered]


@pytest.fixture
def bid() -> Bid:
    return small_bid()


@pytest.fixture
def bench(bid: Bid) -> Bench:
    """Render the text of a chapter below a title of its own; `files` are templates it may include."""

    def render(text: str, files: Mapping[str, str] | None = None, data: Bid = bid, *, blind: bool = False) -> Rendered:
        templates = {"chapter.md.j2": text, **(files or {})}
        run = start(data, DERIVED, templates.get, PICTURES)
        run.blind = blind
        blocks = render_chapter(run, Chapter("chapter", "chapter.md.j2", "", Span("kind.yaml", 1, 1, 1, 2)))
        return Rendered(dump_blocks(blocks), blocks, tuple(_shown(run)), run)

    return render


def _shown(run: Run) -> list[str]:
    spans = [(finding, finding.place.span) for finding in run.findings]
    name = "templates/zh/chapter.md.j2"
    return [
        f"{finding.code} {'' if span.file == name else span.file + ':'}{span.line}:{span.column} {finding.message}"
        for finding, span in spans
        if span
    ]
