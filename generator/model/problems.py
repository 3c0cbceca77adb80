"""From pydantic's errors to findings: the error's type decides code and words, its place becomes a key path."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.finding import Finding, Place, Severity
from generator.load.workspace import Loaded
from generator.model.sample import description_of, examples_of, names_of, sample_of, schema_at, title_of
from generator.source import PathPart, child_path, parent_path
from generator.zh.identifiers import nearest

MISSING_KEY = "S100"
"""S100: a key that must be written is missing."""
UNKNOWN_KEY = "S101"
"""S101: a key nobody reads."""
WRONG_SHAPE = "S102"
"""S102: a list, a mapping or a plain value stands where another of them belongs."""
NO_VALUE = "S103"
"""S103: a key that needs a value has none."""
BAD_TEXT = "S104"
"""S104: text too long or in more than one line."""
BAD_QUANTITY = "S105"
"""S105: not a quantity, or one of the wrong family."""
BAD_MONEY = "S106"
"""S106: not an amount of money, or with or without the unit wrongly."""
BAD_DATE = "S107"
"""S107: not a date, a month or a year."""
BAD_IDENTIFIER = "S108"
"""S108: a phone number, mail or web address, postcode, credit code or masked identity number is malformed."""
BAD_CHOICE = "S109"
"""S109: not one of the words that may stand here."""
BAD_ID = "S110"
"""S110: not an id or a key path."""
BAD_NUMBER = "S111"
"""S111: not a whole number."""
BAD_PICTURE = "S112"
"""S112: not a relative path of a PNG or JPEG picture."""
TOO_FEW = "S113"
"""S113: a list that needs an item has none."""

Loc = tuple[PathPart, ...]
Schema = Mapping[str, Any]

_LEAF_CODES = {
    "not_text": WRONG_SHAPE,
    "blank": NO_VALUE,
    "text": BAD_TEXT,
    "quantity": BAD_QUANTITY,
    "money": BAD_MONEY,
    "date": BAD_DATE,
    "identifier": BAD_IDENTIFIER,
    "choice": BAD_CHOICE,
    "id": BAD_ID,
    "number": BAD_NUMBER,
    "picture": BAD_PICTURE,
}
_SHAPES = {
    "model_type": "键和值（键: 值）",
    "model_attributes_type": "键和值（键: 值）",
    "dict_type": "键和值（键: 值）",
    "mapping_type": "键和值（键: 值）",
    "tuple_type": "列表（每项以“- ”开头）",
}


class _Problem(NamedTuple):
    """One error, where it stands in the data, and what the schema says of that place."""

    error: ErrorDetails
    loc: Loc
    path: str
    schema: Schema


def problems(error: ValidationError, loaded: Loaded, schema: Schema) -> tuple[Finding, ...]:
    """Give one finding for each error; `schema` is the JSON Schema of the whole, for names and examples."""
    every = tuple(_problem(details, loaded.data, schema) for details in error.errors(include_url=False))
    found = [problem for problem in every if not _told_by_loading(problem, loaded)]
    misspelt = {_meant(problem, schema) for problem in found}
    return tuple(_finding(problem, schema) for problem in found if _missing_path(problem) not in misspelt)


def key_path(data: object, loc: Sequence[PathPart]) -> tuple[Loc, str]:
    """Walk pydantic's place along the data; parts that are no keys there are left out."""
    kept: list[PathPart] = []
    path = ""
    for part in loc:
        if _has(data, part):
            data = data[part]  # type: ignore[index]
            kept.append(part)
            path = child_path(path, part)
    return tuple(kept), path


def _has(data: object, part: PathPart) -> bool:
    if isinstance(data, dict):
        return part in data
    return isinstance(data, list) and isinstance(part, int) and part < len(data)


def _problem(details: ErrorDetails, data: Mapping[str, object], schema: Schema) -> _Problem:
    loc, path = key_path(data, details["loc"])
    return _Problem(details, loc, path, schema_at(schema, loc))


def _told_by_loading(problem: _Problem, loaded: Loaded) -> bool:
    """Loading tells itself of what it could not read; an unknown catalog is told of where the project picks it."""
    kind = problem.error["type"]
    if loaded.is_broken(_missing_path(problem) or problem.path):
        return True
    if kind != "extra_forbidden":
        return False
    picked = f"project.catalogs.{problem.loc[-1]}"
    if problem.path == picked:
        return loaded.is_broken(f"service.{problem.loc[-1]}")
    return problem.loc[:-1] == ("service",) and picked in loaded.sources.entries


def _missing_path(problem: _Problem) -> str | None:
    """Give the key path of a key that is missing; None where the problem is another."""
    return child_path(problem.path, problem.error["loc"][-1]) if problem.error["type"] == "missing" else None


def _meant(problem: _Problem, schema: Schema) -> str:
    """Give the key path an unknown key was probably meant for: that it is missing then says the same again."""
    if problem.error["type"] != "extra_forbidden":
        return ""
    near = nearest(str(problem.loc[-1]), names_of(schema_at(schema, problem.loc[:-1])))
    return child_path(parent_path(problem.path), near) if near else ""


def _finding(problem: _Problem, schema: Schema) -> Finding:
    kind = problem.error["type"]
    if kind == "missing":
        return _missing(problem)
    if kind == "extra_forbidden":
        return _unknown(problem, schema)
    if kind in _SHAPES:
        return _wrong_shape(problem, _SHAPES[kind])
    if kind == "too_short":
        return _error(TOO_FEW, problem, "列表是空的，至少要有一项", _example_hint(problem))
    if kind in _LEAF_CODES:
        return _wrong_leaf(problem, _LEAF_CODES[kind])
    raise AssertionError(kind)


def _missing(problem: _Problem) -> Finding:
    key = str(problem.error["loc"][-1])
    schema = schema_at(problem.schema, (key,))
    message = f"缺少必填的键“{key}”：{description_of(schema)}"
    hint = f"请补写，例如“{key}: {sample_of(schema)}”。"
    place = Place(problem.path or key, on_key=True)
    return Finding(MISSING_KEY, Severity.ERROR, place, message, hint)


def _unknown(problem: _Problem, schema: Schema) -> Finding:
    word = str(problem.loc[-1])
    parent = schema_at(schema, problem.loc[:-1])
    place = Place(problem.path, on_key=True)
    return Finding(UNKNOWN_KEY, Severity.ERROR, place, f"不认识的键“{word}”", _known_hint(word, parent))


def _known_hint(word: str, parent: Schema) -> str:
    known = names_of(parent)
    near = nearest(word, known)
    if near is None:
        return f"此处可以写的键有：{'、'.join(known)}。"
    return f"是不是“{near}”（{title_of(schema_at(parent, (near,)))}）？"


def _wrong_shape(problem: _Problem, wanted: str) -> Finding:
    given = problem.error["input"]
    if given is None:
        return _error(NO_VALUE, problem, "没有填写内容", _example_hint(problem))
    return _error(WRONG_SHAPE, problem, f"此处应写成{wanted}，写的却是{_shape_name(given)}", _example_hint(problem))


def _shape_name(given: object) -> str:
    if isinstance(given, dict):
        return "键和值"
    return "列表" if isinstance(given, list) else "单个值"


def _wrong_leaf(problem: _Problem, code: str) -> Finding:
    context = problem.error.get("ctx", {})
    return _error(code, problem, str(context["message"]), _leaf_hint(problem, code, str(context["example"])))


def _leaf_hint(problem: _Problem, code: str, example: str) -> str:
    if code == BAD_CHOICE:
        return ""
    if code == BAD_TEXT:
        return "请改写成一段较短的文字。"
    if example:
        return f"请按“{example}”的形式填写。"
    examples = examples_of(problem.schema)
    return f"例如：{'、'.join(examples)}。" if examples else f"请填写{title_of(problem.schema) or '文字'}。"


def _example_hint(problem: _Problem) -> str:
    key = problem.loc[-1]
    start = "-" if isinstance(key, int) else f"{key}:"
    return f"请写成“{start} {sample_of(problem.schema)}”的形式。"


def _error(code: str, problem: _Problem, message: str, hint: str) -> Finding:
    return Finding(code, Severity.ERROR, Place(problem.path), message, hint)
