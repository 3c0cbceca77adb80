"""Every key path a rule names exists in the model: a typing error in one would make the rule look at nothing."""

import dataclasses
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from types import CodeType, FunctionType

import pytest

import generator.rules
from generator.model.patterns import container_patterns, leaf_patterns

MODULES = [found.name for found in pkgutil.iter_modules(generator.rules.__path__, "generator.rules.")]
PATH = re.compile(r"(?:service|company|project)[.\[][a-z_.*\[\]]*")


def texts(value: object) -> Iterator[str]:
    """Give every text of a constant, a record, a list or a function."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, FunctionType):
        yield from texts(value.__code__)
    elif isinstance(value, CodeType):
        yield from (text for constant in value.co_consts for text in texts(constant))
    elif isinstance(value, dict):
        yield from (text for pair in value.items() for part in pair for text in texts(part))
    elif isinstance(value, (tuple, list, set, frozenset)):
        yield from (text for item in value for text in texts(item))
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from (text for field in dataclasses.fields(value) for text in texts(getattr(value, field.name)))


def known(path: str) -> bool:
    pattern = re.sub(r"\[[a-z_]*\]?$|\.$", "", re.sub(r"\[[a-z_0-9]+\]", "[*]", path))
    patterns = {*leaf_patterns(), *container_patterns()}
    return not pattern or pattern in patterns or f"{pattern}[*]" in patterns


@pytest.mark.parametrize("name", [name for name in MODULES if not name.endswith(".table")])
def test_every_key_path_of_a_rule_is_in_the_model(name: str) -> None:
    module = import_module(name)
    values = [value for name, value in vars(module).items() if not name.startswith("__")]
    own = [value for value in values if getattr(value, "__module__", module.__name__) == module.__name__]
    named = {text for text in texts(own) if PATH.search(text) and not re.search(r"[ \n一-鿿]|\.yaml$", text)}
    assert sorted(text for text in named if not (PATH.fullmatch(text) and known(text))) == []
