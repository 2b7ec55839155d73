"""`python -m bench.places_found`: how many places are found as citizens write them.

Communes are drawn at random and written in seven ways. A name that has several meanings within
what was said is rightly answered by a question that offers the one meant.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter

from bench.communes import LETTERS, SEED, STYLES, Phrase, phrases
from bench.effort import Effort
from bench.memory import resident_after_cleaning
from bench.section import Section, paragraphs, table
from bench.shipped_files import KNOWLEDGE
from bench.timing import timed
from bot.content.converting import convert
from bot.content.place_words import PlacesFile
from bot.content.reading import Document, read
from bot.language.places import Found, Gazetteer, PlaceWords
from bot.language.places.records import Records

NAME = "places"
COMMUNES = 1000
NONSENSE = 4096

OUTCOMES = ("right", "asked", "wide", "none", "wrong")
"""Asked: though only one place can be meant; wide: only its district or province was found."""


def outcome(phrase: Phrase, found: Found | None) -> str:
    """Return which of `OUTCOMES` an answer is."""
    if found is None:
        return "none"
    offered = {area.code for area in found.areas}
    if found.ask:
        if phrase.several and phrase.codes & offered:
            return "right"
        return "asked" if phrase.codes & offered else "wrong"
    if phrase.codes <= offered:
        return "right" if found.level == "commune" else "wide"
    return "wrong"


def confidently_wrong(phrase: Phrase, found: Found | None) -> bool:
    """Return whether one place was answered as if certain, and another is meant."""
    return (
        found is not None
        and not found.ask
        and found.level == "commune"
        and outcome(phrase, found) == "wrong"
    )


def shipped_words() -> PlaceWords:
    """Return the words of the shipped `places.yaml`."""
    name = "language/places.yaml"
    document = read(name, (KNOWLEDGE / name).read_bytes())
    if not isinstance(document, Document):
        raise TypeError(document)
    file = convert(document, PlacesFile)
    if not isinstance(file, PlacesFile):
        raise TypeError(file)
    return file.words()


_HOW = """{communes} former communes drawn at random (seed {seed}), each in the ways of the table;
a name with several meanings is rightly answered by a question that offers the one meant. One
process: the index took {seconds:.2f} s and {memory:.0f} MB; a message {p50:.2f} ms at the median,
{p95:.2f} ms at p95; 4,096 characters of nonsense {worst:.0f} ms at most. Aims: 93 % right, 1 %
confidently wrong, median < 1 ms, p95 < 8 ms, index < 0.5 s and < 40 MB. All misses:
`python -m bench.places_found --wrong`."""


def measure(_: Effort) -> Section:
    """Find the drawn communes in every way of writing them."""
    words = shipped_words()
    before = resident_after_cleaning() or 0.0
    began = time.perf_counter()
    gazetteer = Gazetteer.load(words)
    seconds = time.perf_counter() - began
    memory = (resident_after_cleaning() or 0.0) - before
    drawn = list(phrases(Records.read(), COMMUNES, SEED))
    times = timed(gazetteer.find, [phrase.text for phrase in drawn])
    counts = _counted(gazetteer, drawn)
    rows = [
        [style, *(f"{count[kind] / _total(count):.1%}" for kind in OUTCOMES),
         f"{count['confident'] / _total(count):.2%}"]
        for style, count in counts.items()
    ]  # fmt: skip
    how = _HOW.format(
        communes=COMMUNES, seed=SEED, seconds=seconds, memory=memory, p50=times.p50,
        p95=sorted(times.each)[int(len(times.each) * 0.95)],
        worst=max(timed(gazetteer.find, nonsense()).each),
    )  # fmt: skip
    heads = ["way of writing", *OUTCOMES, "confidently wrong"]
    return Section(NAME, "Places found", paragraphs(table(heads, rows), how))


def _total(count: Counter[str]) -> int:
    return sum(count[kind] for kind in OUTCOMES)


def _counted(gazetteer: Gazetteer, drawn: list[Phrase]) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {style: Counter() for style in (*STYLES, "all")}
    for phrase in drawn:
        found = gazetteer.find(phrase.text)
        for style in (phrase.style, "all"):
            counts[style][outcome(phrase, found)] += 1
            counts[style]["confident"] += confidently_wrong(phrase, found)
    return counts


def main() -> None:
    """Print what was found, how fast, and what the index costs."""
    parser = argparse.ArgumentParser(prog="python -m bench.places_found", description=main.__doc__)
    parser.add_argument("--communes", type=int, default=COMMUNES)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--wrong", action="store_true", help="print what was not right")
    given = parser.parse_args()
    words = shipped_words()
    before = resident_after_cleaning() or 0.0
    began = time.perf_counter()
    gazetteer = Gazetteer.load(words)
    seconds = time.perf_counter() - began
    print(f"load {seconds:.3f} s, {(resident_after_cleaning() or 0.0) - before:.1f} MB")
    drawn = list(phrases(Records.read(), given.communes, given.seed))
    _report(gazetteer, drawn, given.wrong)
    times = timed(gazetteer.find, [phrase.text for phrase in drawn])
    slow = sorted(times.each)[int(len(times.each) * 0.95)]
    print(f"median {times.p50:.2f} ms, p95 {slow:.2f} ms, slowest {max(times.each):.2f} ms")
    print(f"{NONSENSE} characters: {max(timed(gazetteer.find, nonsense()).each):.1f} ms")


def nonsense() -> list[str]:
    """Return long texts that are hard on the reader."""
    rng = random.Random(SEED)
    names = Records.read().names
    texts = [
        " ".join(rng.choices(names, k=800)),
        "xã " * 1400,
        "phường tân phnog " * 250,
        "Hà Nội " * 600,
        "".join(rng.choices(LETTERS + "    ", k=NONSENSE)),
        "".join(rng.choices("0123456789,. pqx", k=NONSENSE)),
    ]
    return [text[:NONSENSE] for text in texts]


def _report(gazetteer: Gazetteer, drawn: list[Phrase], show: bool) -> None:
    for phrase in drawn if show else ():
        found = gazetteer.find(phrase.text)
        if (kind := outcome(phrase, found)) != "right":
            names = [f"{area.name}, {area.province}" for area in found.areas[:3]] if found else []
            print(f"{kind:6} {phrase.style}: {phrase.text} -> {names}")
    counts = _counted(gazetteer, drawn)
    for style, count in counts.items():
        total = sum(count[kind] for kind in OUTCOMES)
        shares = ", ".join(f"{kind} {count[kind] / total:.1%}" for kind in OUTCOMES)
        print(f"{style}: {shares}; confidently wrong {count['confident'] / total:.2%} of {total}")


if __name__ == "__main__":
    main()
