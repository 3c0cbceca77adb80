"""The typed bid and how the loaded text becomes it: one pass that reports every problem with its key path."""

from functools import cache

from pydantic import Field, ValidationError

from generator.finding import Outcome
from generator.load.workspace import Loaded
from generator.model.assurance import Standard
from generator.model.company import Company
from generator.model.problems import problems
from generator.model.project import Project
from generator.model.record import Record
from generator.model.references import check_references
from generator.model.service import Service


class Bid(Record, title="投标数据"):
    """Everything one document is made from; key paths begin with the names of these four."""

    company: Company = Field(description="公司资料")
    project: Project = Field(description="项目资料")
    service: Service = Field(default_factory=Service, description="服务内容")
    standards: tuple[Standard, ...] = Field((), description="标准登记")


Bid.model_rebuild()  # complete from here on, as a record that is not deferred would be


def build_bid(loaded: Loaded) -> Outcome[Bid]:
    """Type the loaded data; None with findings S100-S199 where a value is wrong, else the bid.

    A bid whose references are broken is not given either: nothing could be made from it.
    """
    try:
        bid = Bid.model_validate(loaded.data)
    except ValidationError as error:
        return Outcome(None, problems(error, loaded, _schema()))
    findings = check_references(bid)
    return Outcome(None if findings else bid, findings)


@cache
def _schema() -> dict[str, object]:
    return Bid.model_json_schema()
