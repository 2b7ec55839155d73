"""Which small faults are tried: some of Cosmic Ray's, and five of ours."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import parso
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator

Position = tuple[tuple[int, int], tuple[int, int]]

_ORDERS = ("Lt", "LtE", "Gt", "GtE")
_COMPARISONS = [(a, b) for a in _ORDERS for b in (*_ORDERS, "Eq", "NotEq") if a != b]
_COMPARISONS += [("Eq", "NotEq"), ("NotEq", "Eq"), ("Is", "IsNot"), ("IsNot", "Is")]
_ARITHMETIC = [
    ("Add", "Sub"), ("Sub", "Add"), ("Mul", "FloorDiv"), ("FloorDiv", "Mul"), ("Div", "Mul"),
    ("Mul", "Div"), ("Mod", "FloorDiv"), ("FloorDiv", "Mod"), ("Pow", "Mul"),
    ("BitOr", "BitAnd"), ("BitAnd", "BitOr"), ("Sub", "BitAnd"),
]  # fmt: skip
_PAIRS = {"min": "max", "max": "min", "any": "all", "all": "any"}
_OTHERS = """
AddNot ReplaceTrueWithFalse ReplaceFalseWithTrue ReplaceAndWithOr ReplaceOrWithAnd
ReplaceBreakWithContinue ReplaceContinueWithBreak ExceptionReplacer NumberReplacer
ZeroIterationForLoop ReplaceUnaryOperator_Delete_Not ReplaceUnaryOperator_Delete_USub
ReplaceUnaryOperator_USub_UAdd
""".split()


class _Ours(Operator):
    @classmethod
    def examples(cls) -> tuple[()]:
        return ()


class Membership(_Ours):
    """`in` becomes `not in`, and the other way round."""

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        found = [node.children[at] for at in self._points(node)]
        yield from [(child.start_pos, child.end_pos) for child in found]

    def mutate(self, node: Any, index: int) -> Any:
        at = self._points(node)[index]
        word = " in" if _words(node.children[at]) == ["not", "in"] else " not in"
        node.children[at] = parso.parse(word)
        return node

    @staticmethod
    def _points(node: Any) -> list[int]:
        if node.type != "comparison":
            return []
        return [
            at for at, child in enumerate(node.children)
            if at % 2 and _words(child) in (["in"], ["not", "in"])
        ]  # fmt: skip


class Filter(_Ours):
    """The condition of a comprehension is turned round."""

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        if node.type == "comp_if":
            yield node.children[1].start_pos, node.children[1].end_pos

    def mutate(self, node: Any, index: int) -> Any:
        node.children[1] = parso.parse(f" not ({node.children[1].get_code().strip()})")
        return node


class Swap(_Ours):
    """The smallest becomes the largest, any becomes all, and the other way round."""

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        if node.type == "name" and node.value in _PAIRS and _is_called(node):
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        node.value = _PAIRS[node.value]
        return node


class Drop(_Ours):
    """An argument given by its name is left out."""

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        found = [node.children[at] for at in self._points(node)]
        yield from [(child.start_pos, child.end_pos) for child in found]

    def mutate(self, node: Any, index: int) -> Any:
        at = self._points(node)[index]
        after = slice(at, at + 2) if node.type == "arglist" else slice(at, at + 1)
        del node.children[after]
        return node

    @staticmethod
    def _points(node: Any) -> list[int]:
        if node.type not in {"arglist", "trailer"}:
            return []
        return [
            at for at, child in enumerate(node.children)
            if child.type == "argument" and child.children[1].type == "operator"
            and child.children[1].value == "="
        ]  # fmt: skip


class Operand(_Ours):
    """One operand of `and` or `or` is left out."""

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        if node.type in {"and_test", "or_test"}:
            yield from [(child.start_pos, child.end_pos) for child in node.children[::2]]

    def mutate(self, node: Any, index: int) -> Any:
        at = 2 * index
        del node.children[slice(0, 2) if at == 0 else slice(at - 1, at + 1)]
        if at == 0:
            rest = "".join(child.get_code() for child in node.children)
            return parso.parse(" " + rest.lstrip())
        return node


def _words(node: Any) -> list[str]:
    return str(node.get_code()).split()


def _is_called(name: Any) -> bool:
    after = name.get_next_sibling()
    return after is not None and after.type == "trailer" and after.children[0].value == "("


@cache
def operators() -> dict[str, Operator]:
    """Return every operator by its name."""
    names = [f"ReplaceComparisonOperator_{a}_{b}" for a, b in _COMPARISONS]
    names += [f"ReplaceBinaryOperator_{a}_{b}" for a, b in _ARITHMETIC]
    found: dict[str, Operator] = {name: get_operator(f"core/{name}")() for name in names + _OTHERS}
    return found | {kind.__name__: kind() for kind in (Membership, Filter, Swap, Drop, Operand)}
