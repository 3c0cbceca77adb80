"""The small workspace's bid, its overrides and the catalog of promises, and documents made of a few values."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.commitments.catalog import Catalog, load_catalog
from generator.commitments.promise import Promise, promises
from generator.document.nodes import Block, Contents, Cover, Document, Properties, Running, Text, Value
from generator.load.workspace import Loaded, load_project
from generator.model.bid import Bid, build_bid

ROOT = Path(__file__).parents[2]
WORKSPACE = ROOT / "tests" / "model" / "workspace"
NO_LINES = Running((), (), ())


@pytest.fixture(scope="session")
def loaded() -> Loaded:
    outcome = load_project(WORKSPACE, WORKSPACE / "projects" / "p")
    assert outcome.value is not None
    return outcome.value


@pytest.fixture(scope="session")
def bid(loaded: Loaded) -> Bid:
    outcome = build_bid(loaded)
    assert outcome.value is not None
    return outcome.value


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    outcome = load_catalog(WORKSPACE)
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value


@pytest.fixture(scope="session")
def found(bid: Bid, catalog: Catalog) -> dict[str, Promise]:
    """Give the promises of the small workspace by id."""
    return {promise.id: promise for promise in promises(bid, catalog)}


def document(*body: Block, cover: Cover | None = None, running: Running = NO_LINES) -> Document:
    """Give a document of this body and nothing else."""
    front = cover or Cover((), (), (), (), (), ())
    return Document(Properties("", "", "", ""), front, Contents((Text("目录"),), 3), NO_LINES, body, running)


def value(number: int, text: str, *paths: str) -> Value:
    """Give a printed value with its trace number."""
    return Value(text, paths, "templates/a.md.j2", 7, number)
