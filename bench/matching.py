"""Matching quality: ours and seven peers on the same phrasings and the same questions."""

from __future__ import annotations

import random
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sklearn.exceptions import ConvergenceWarning

from bench import fulltext, fuzzy, noise, questions, vectors
from bench.contender import Contender
from bench.effort import SEED, Effort
from bench.ours import Ours
from bench.questions import Asked
from bench.section import Section, paragraphs, table
from bench.shipped_files import shipped
from bench.texts import Texts, draw
from bot.content.knowledge import Knowledge
from bot.language.text import words

NAME = "matching"
_PEERS: tuple[Callable[[Texts], Contender], ...] = (
    fuzzy.whole_ratio, fuzzy.token_set, fulltext.FullText, fulltext.Bm25s,
    vectors.NearestByCharacters, vectors.support_vectors, vectors.deep_pavlov_like,
)  # fmt: skip
_SLOW = {"rapidfuzz WRatio": 100}
"""Contenders that need 0.15 s a question, and how many of each column they are asked."""
_HOW = """Right first / right among the first three, in percent; a topic under `also_ok` counts
as right. One run, the same phrasings for all. Ours: the ranking of `Matcher.match`, without
bands of confidence; it ranks {refusals} kinds of refusal among the topics, and one of those in
first place counts as wrong; besides the phrasings it has the word lists of `knowledge/language`
({variants:,} hand-written variants of {concepts} concepts, abbreviations), which the peers have
no place for. The peers are used as their users would: rapidfuzz over text cleaned by
`default_process` (lower case, signs to spaces); FTS5 with `unicode61 remove_diacritics 2`, any
word may match, and bm25s, both over words without marks; TF-IDF in lower case with the marks as
typed. None but those two indexes an unaccented copy, and none undoes slips or writes out
abbreviations, so much of the distance on unmarked text is the marks alone. WRatio, at 0.15 s a
question, is asked only a seeded sample of 100 of each column (± 4 points); its low row is no
slip of ours: it gives 85.5 to every phrasing of quite another length that shares one word, so
most topics tie and the first of them wins. token_set_ratio is the fuzzy peer to compare with.
Logistic regression (DeepPavlov's FAQ recipe, C = 1000) stops at a tolerance of 1e-3 or after
200 steps."""
_BORDERS = """*Borders*: `pairs.yaml`, questions on the border of two topics that are easily
confused; only the right one counts."""
_NOISE = """Noise (seeded) is put on the {marked} of {all} test questions that carry marks; the
column *marked* has these questions as typed. *10 % typos*: every tenth letter is a key beside
it, swapped, dropped or doubled. *Telex*: half of the words typed as raw keys (`cuoocs`)."""


@dataclass(frozen=True)
class Column:
    """A set of questions under one heading."""

    head: str
    asked: Sequence[Asked]
    texts: Sequence[str]
    """The questions as they are put, spoilt or not."""


def measure(effort: Effort) -> Section:
    """Let every contender rank every column."""
    knowledge = shipped()
    if effort.phrasings < max(map(_number, knowledge.phrasings.values())):
        knowledge = draw(knowledge, effort.phrasings, SEED)
    columns, remarks = _columns(effort)
    heads = ["matcher", *(f"{column.head} ({len(column.asked)})" for column in columns)]
    rows, ours = [], None
    for made in _contenders(knowledge):
        ours = ours or made
        began = time.perf_counter()
        rows.append([made.name, *(_result(made, column) for column in columns)])
        print(*rows[-1], f"{time.perf_counter() - began:.0f} s", sep="  ", flush=True)
    size = f"{len(knowledge.phrasings)} topics, {len(Texts.of(knowledge).topics):,} phrasings."
    lists = knowledge.lists
    groups = [*lists.concepts.domain.values(), *lists.concepts.general.values()]
    how = _HOW.format(
        refusals=len(lists.refusals), concepts=len(groups), variants=sum(map(len, groups))
    )
    body = paragraphs(
        table(heads, rows),
        f"{size} {how}",
        *remarks,
        _control(knowledge, columns),
        _word_for_word(columns, ours),
    )
    return Section(NAME, "Matching beside its peers", body)


def _number(voices: dict[str, tuple[str, ...]]) -> int:
    return sum(map(len, voices.values()))


def _contenders(knowledge: Knowledge) -> Iterator[Contender]:
    texts = Texts.of(knowledge)
    yield Ours(knowledge)
    for make in _PEERS:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # the limit of steps is meant
            yield make(texts)


def _control(knowledge: Knowledge, columns: Sequence[Column]) -> str:
    """Return how the strongest peer fares when marks are taken off both sides for it."""
    texts = Texts.of(knowledge)
    bare = Texts([spoken(text) for text in texts.phrasings], texts.topics)
    peer = vectors.support_vectors(bare)
    parts = []
    for column in columns:
        first, among = shares(peer, column.asked, [spoken(text) for text in column.texts])
        parts.append(f"{column.head} {first:.1f} / {among:.1f}")
    return f"Control, LinearSVC with the marks taken off both sides: {'; '.join(parts)}."


def _word_for_word(columns: Sequence[Column], ours: Ours) -> str:
    """Return how many questions happen to be phrasings too, and how we fare without them."""
    known = {spoken(text) for text in Texts.of(shipped()).phrasings}
    parts = []
    for column in columns:
        fresh = [question for question in column.asked if spoken(question.text) not in known]
        if column.head in {"as typed", "borders", "English", "dev", "real"} and fresh:
            first, among = shares(ours, fresh, [question.text for question in fresh])
            seen = len(column.asked) - len(fresh)
            parts.append(f"{column.head}: {seen}, without them {first:.1f} / {among:.1f}")
    return f"Questions that stand word for word among the phrasings (ours): {'; '.join(parts)}."


def spoken(text: str) -> str:
    """Return the words of a text without marks and signs."""
    return " ".join(word.folded for word in words(text))


def _columns(effort: Effort) -> tuple[list[Column], list[str]]:
    ours = questions.sample(questions.with_topic(questions.single()), effort.questions)
    marked = [question for question in ours if question.marked]
    columns = [_plain("as typed", ours), _plain("marked", marked)]
    for name, spoil in noise.KINDS.items():
        chance = random.Random(SEED)
        texts = [spoil(question.text, chance) for question in marked]
        columns.append(Column(name, marked, texts))
    remarks = [_NOISE.format(marked=len(marked), all=len(ours))]
    if pairs := questions.pairs():
        columns.append(_plain("borders", questions.with_topic(pairs)))
        remarks.append(_BORDERS)
    if foreign := questions.english():
        columns.append(_plain("English", questions.with_topic(foreign)))
    for name in ("dev", "real"):
        rows = questions.shared(f"{name}.jsonl")
        if rows is None:
            remarks.append(f"The set `{name}` is not on this machine and was skipped.")
            continue
        kept = questions.sample(questions.with_topic(rows), effort.questions)
        columns.append(_plain(name, kept))
    return columns, remarks


def _plain(head: str, asked: Sequence[Asked]) -> Column:
    return Column(head, asked, [question.text for question in asked])


def _result(contender: Contender, column: Column) -> str:
    some = range(len(column.asked))
    if contender.name in _SLOW:
        some = questions.sample(some, _SLOW[contender.name])
    asked, texts = [column.asked[at] for at in some], [column.texts[at] for at in some]
    first, among = shares(contender, asked, texts)
    return f"{first:.1f} / {among:.1f}"


def shares(
    contender: Contender, asked: Sequence[Asked], texts: Sequence[str]
) -> tuple[float, float]:
    """Return the percentages right first and right among the first three."""
    first = among = 0
    for question, ranked in zip(asked, contender.rank(texts), strict=True):
        first += bool(ranked) and ranked[0] in question.right
        among += not question.right.isdisjoint(ranked)
    return 100 * first / len(asked), 100 * among / len(asked)
