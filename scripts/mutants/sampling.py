"""The mutants of a file, and a sample that stays the same while the code does."""

from __future__ import annotations

import ast
import difflib
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code

from scripts.mutants.operators import operators


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault in one file."""

    file: str
    operator: str
    occurrence: int
    line: int

    @property
    def key(self) -> str:
        """Return what names it among all."""
        return f"{self.file}:{self.line} {self.operator} {self.occurrence}"

    def source(self) -> str:
        """Return the text of the file with the fault."""
        code = Path(self.file).read_text("utf-8")
        return mutate_code(code, operators()[self.operator], self.occurrence) or code


def sample(files: Iterable[str], number: int, seed: int) -> list[Mutant]:
    """Return so many mutants of these files, or all there are, that differ from the code."""
    drawn: list[Mutant] = []
    originals = {file: Path(file).read_text("utf-8") for file in files}
    meant = {file: _meaning(code) for file, code in originals.items()}
    everything = (mutant for file, code in originals.items() for mutant in _mutants(file, code))

    def order(mutant: Mutant) -> bytes:
        # Counted within its own line, so that an edit elsewhere draws the same faults.
        text = originals[mutant.file].split("\n")[mutant.line - 1]
        told = f"{seed} {mutant.file} {text} {mutant.operator} {within[mutant]}"
        return hashlib.sha256(told.encode()).digest()

    found = list(everything)
    within = _counted_by_line(found)
    for mutant in sorted(found, key=order):
        if len(drawn) == number:
            break
        try:
            if _meaning(mutant.source()) != meant[mutant.file]:
                drawn.append(mutant)
        except SyntaxError:
            continue
    return sorted(drawn, key=lambda mutant: (mutant.file, mutant.line, mutant.key))


def difference(mutant: Mutant) -> str:
    """Return the lines that change."""
    old = Path(mutant.file).read_text("utf-8").split("\n")
    lines = difflib.unified_diff(old, mutant.source().split("\n"), n=0, lineterm="")
    return "\n".join(line for line in lines if line[:3] not in {"---", "+++"})


def statement_at(code: str, line: int) -> range:
    """Return the lines of the innermost statement at a line, a block's own lines alone."""
    best = range(line, line + 1)
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or 0):
            body = getattr(node, "body", None)
            end = body[0].lineno if body else (node.end_lineno or line) + 1
            if line < max(end, node.lineno + 1):
                best = range(node.lineno, max(end, node.lineno + 1))
    return best


def _mutants(file: str, code: str) -> Iterator[Mutant]:
    counts: Counter[str] = Counter()
    for node in ast_nodes(get_ast(code)):
        for name, operator in operators().items():
            for (line, _), _ in operator.mutation_positions(node):
                yield Mutant(file, name, counts[name], line)
                counts[name] += 1


def _counted_by_line(mutants: Iterable[Mutant]) -> dict[Mutant, int]:
    seen: dict[tuple[str, str, int], int] = {}
    counted = {}
    for mutant in mutants:
        place = mutant.file, mutant.operator, mutant.line
        counted[mutant] = seen[place] = seen.get(place, -1) + 1
    return counted


def _meaning(code: str) -> str:
    """Return what the code does, without types, documentation and `zip(strict=)`."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(None)
        elif isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.returns = None
        elif isinstance(node, ast.Call):
            node.keywords = [word for word in node.keywords if word.arg != "strict"]
    return ast.dump(tree)
