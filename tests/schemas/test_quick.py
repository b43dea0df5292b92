from __future__ import annotations

import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, replace

import pytest

from schemas.geometry import Box
from schemas.quick import quick


@dataclass(frozen=True, slots=True)
class Plain:
    text: str
    box: Box
    span: int = 1
    fill: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Quick:
    text: str
    box: Box
    span: int = 1
    fill: str | None = None


BOX = Box(1.0, 2.0, 3.0, 4.0)


@pytest.mark.parametrize("given", [("a", BOX), ("a", BOX, 2), ("a", BOX, 2, "FF0000")])
def test_holds_what_a_frozen_dataclass_holds(given: tuple[str, Box]) -> None:
    one, other = Quick(*given), Plain(*given)
    assert (one.text, one.box, one.span, one.fill) == (other.text, other.box, other.span, other.fill)
    assert repr(one) == repr(other).replace("Plain", "Quick")
    assert hash(one) == hash(other)


def test_takes_fields_by_name_and_says_so() -> None:
    assert Quick(box=BOX, text="a", fill="00FF00") == Quick("a", BOX, 1, "00FF00")
    assert str(inspect.signature(Quick)) == str(inspect.signature(Plain))


def test_is_frozen_and_of_its_class() -> None:
    one = Quick("a", BOX)
    assert type(one) is Quick
    with pytest.raises(FrozenInstanceError):
        one.text = "b"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del one.text


def test_can_be_replaced_and_pickled() -> None:
    one = Quick("a", BOX)
    assert replace(one, span=3) == Quick("a", BOX, 3)
    assert pickle.loads(pickle.dumps(one)) == one


def test_a_missing_field_is_an_error() -> None:
    with pytest.raises(TypeError, match="box"):
        Quick("a")  # type: ignore[call-arg]
