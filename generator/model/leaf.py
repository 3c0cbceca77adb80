"""Leaves: how the text of one YAML value becomes a typed value, or a finding with an example of the right form."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from annotated_types import GroupedMetadata
from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

LONGEST_TEXT = 2000
ANY_TEXT = "文字"
"""The example of a leaf that takes any text."""

Json = dict[str, Any]


class LeafError(ValueError):
    """A text that is not of the form asked for; `kind` is the type of the error, the message is Chinese."""

    def __init__(self, kind: str, message: str, example: str = "") -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.example = example


@dataclass(frozen=True, eq=False)
class Leaf(GroupedMetadata):
    """The annotation of a leaf type: `read` takes stripped text; `schema` is what editors know of it."""

    read: Callable[[str], object]
    examples: tuple[str, ...]
    schema: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({"type": "string"}))

    def __iter__(self) -> Iterator[object]:
        yield PlainValidator(self._validated)
        yield WithJsonSchema({**self.schema, "examples": list(self.examples)})

    def _validated(self, value: object) -> object:
        try:
            return self.read(clean_text(value))
        except LeafError as error:
            context = {"message": error.message, "example": error.example}
            raise PydanticCustomError(_literal(error.kind), "leaf", context) from error


def clean_text(value: object) -> str:
    """Give the text without outer white space; LeafError where there is none or it cannot be printed."""
    if value is None:
        raise LeafError("blank", "没有填写内容")
    if not isinstance(value, str):
        raise LeafError("not_text", "此处应填写一个值，不能是列表或者映射")
    text = value.strip()
    if not text:
        raise LeafError("blank", "没有填写内容")
    _refuse_unfit(text)
    return text


def text_schema(pattern: str = "", *, number: bool = False) -> Json:
    """Give the JSON Schema of text of a pattern; with `number`, an editor may take the text for a number as well."""
    kind: Json = {"type": ["string", "number"] if number else "string"}
    return {**kind, "pattern": pattern} if pattern else kind


def _refuse_unfit(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise LeafError("text", f"文字共{len(text)}个字符，超过{LONGEST_TEXT}个字符的上限")
    if "\n" in text:
        raise LeafError("text", "文字中有换行；一项只写一段，多段请写成列表")


def _literal(kind: str) -> Any:  # noqa: ANN401 - pydantic types error kinds as literal strings
    return kind
