"""Traced leaves: a typed value with the key paths it came from; it can be printed and formatted, never glued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NoReturn

from generator.zh import dates


class MisuseError(TypeError):
    """A template does with a value what only words allow; `message` and `hint` are Chinese, for the user."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True, eq=False)
class Traced:
    """A leaf of the data: its typed `value`, how it prints, where it came from.

    `choices` are the words an enumerated leaf may hold; only such a leaf may be compared with a word of the template.
    """

    value: object
    paths: tuple[str, ...]
    text: str
    choices: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Traced):
            return self.text == other.text
        if isinstance(other, str) and other in self.choices:
            return self.text == other
        raise self._comparison(other)

    __hash__ = None  # type: ignore[assignment]

    def _comparison(self, other: object) -> MisuseError:
        if isinstance(other, str) and self.choices:
            return MisuseError(f"“{other}”不是 {self.paths[0]} 的可选项", f"可选：{'、'.join(self.choices)}")
        return MisuseError(
            f"{'、'.join(self.paths)} 是数据，不能与模板里写的字面值比较",
            "两个数据之间可以比较；按有无判断请写 {% if x is given %}",
        )

    def _refuse(self, *_: object) -> NoReturn:
        raise MisuseError(
            f"{'、'.join(self.paths)} 是数据，不能做运算、拼接或者当作文字处理",
            "直接印出 {{ x }}，或者用过滤器，如 {{ x|within }}、{{ x|join_names }}",
        )

    __str__ = __format__ = __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _refuse
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __pow__ = __rpow__ = _refuse
    __neg__ = __pos__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse
    __len__ = __iter__ = __contains__ = __getitem__ = __int__ = __float__ = __index__ = _refuse


@dataclass(frozen=True, slots=True)
class Absent:
    """An optional value nobody has given, by its key path; false, empty, and a finding when printed."""

    path: str

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Absent:
        return self

    def __next__(self) -> NoReturn:
        raise StopIteration

    def __len__(self) -> int:
        return 0


@dataclass(frozen=True, slots=True)
class Broken:
    """What stands for a thing that could not be had and has been reported; takes every use in silence."""

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Broken:
        return self

    def __next__(self) -> NoReturn:
        raise StopIteration

    def __len__(self) -> int:
        return 0

    def __call__(self, *_: object, **__: object) -> Broken:
        """Stay what it is."""
        return self


BROKEN = Broken()


def traced(value: object, *paths: str, choices: tuple[str, ...] = ()) -> Traced:
    """Give the leaf for a typed value at one or several key paths, printed in its canonical form."""
    return Traced(value, paths, canonical(value), choices)


def canonical(value: object) -> str:
    """Print a typed value as documents do: dates long (2026年11月30日), everything else as its type prints itself."""
    if isinstance(value, date):
        return dates.long(value)
    return str(value)
