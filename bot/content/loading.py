"""The knowledge folder in; one checked `Knowledge` out, or every fault at once."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from bot.content import converting, law, local, reading, topics, wordlists
from bot.content.area_names import AreaNames
from bot.content.checks import check
from bot.content.checks.folder import Parsed
from bot.content.knowledge import Knowledge, Lists, assemble
from bot.content.neighbourhood import locate
from bot.content.place_words import PlacesFile
from bot.errors import Fault, KnowledgeError

M = TypeVar("M", bound=BaseModel)

FORMS: Mapping[str, type[BaseModel]] = {
    "groups.yaml": topics.GroupsFile,
    "translations.yaml": topics.TranslationsFile,
    "messages.yaml": wordlists.MessagesFile,
    "holidays.yaml": local.HolidaysFile,
    "law/*.yaml": law.LawFile,
    "faq/*.yaml": topics.FaqFile,
    "phrasings/*.yaml": topics.PhrasingsFile,
    "sessions/*.yaml": local.SessionsFile,
    "offices/*.yaml": local.OfficesFile,
    "notices/*.yaml": local.NoticesFile,
    "language/abbreviations.yaml": wordlists.AbbreviationsFile,
    "language/concepts.yaml": wordlists.ConceptsFile,
    "language/stop_words.yaml": wordlists.StopWordsFile,
    "language/asking.yaml": wordlists.AskingFile,
    "language/english.yaml": wordlists.EnglishFile,
    "language/age_bands.yaml": wordlists.AgeBandsFile,
    "language/not_ours.yaml": wordlists.NotOursFile,
    "language/neighbours.yaml": wordlists.NeighboursFile,
    "language/small_talk.yaml": wordlists.SmallTalkFile,
    "language/refusals.yaml": wordlists.RefusalsFile,
    "language/red_flags.yaml": wordlists.RedFlagsFile,
    "language/contrasts.yaml": wordlists.ContrastsFile,
    "language/calibration.yaml": wordlists.CalibrationFile,
    "language/places.yaml": PlacesFile,
}
"""Which file has which form, by path below the knowledge folder."""

Files = Mapping[str, bytes]
"""The content of a knowledge folder: path below it to bytes."""


def read_folder(folder: Path) -> dict[str, bytes]:
    """Return the YAML files below a folder, hidden ones left out; `KnowledgeError` if none."""
    if not folder.is_dir():
        raise KnowledgeError([Fault(str(folder), 1, 1, "không có thư mục kiến thức này")])
    found = {}
    for path in sorted([*folder.rglob("*.yaml"), *folder.rglob("*.yml")]):
        name = path.relative_to(folder)
        if not any(part.startswith(".") for part in name.parts):
            found[name.as_posix()] = _bytes_of(path, name.as_posix())
    if not found:
        raise KnowledgeError([Fault(str(folder), 1, 1, "thư mục không có tệp YAML nào")])
    return found


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = f"không đọc được ({error.strerror}); kiểm tra tệp và quyền đọc"
        raise KnowledgeError([Fault(name, 1, 1, reason)]) from None


def digest(files: Files) -> str:
    """Return a hash of the content: equal folders have equal digests."""
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(name.encode() + b"\0" + hashlib.sha256(files[name]).digest())
    return total.hexdigest()


def parse(files: Files) -> tuple[dict[str, Parsed], list[Fault]]:
    """Read every file by its form; return what could be read, and the faults."""
    parsed: dict[str, Parsed] = {}
    faults: list[Fault] = []
    for name, data in files.items():
        form = _form(name)
        if form is None:
            faults.append(Fault(name, 1, 1, _unplaced(name)))
            continue
        document = reading.read(name, data)
        if isinstance(document, Fault):
            faults.append(document)
            continue
        content = converting.convert(document, form)
        if isinstance(content, list):
            faults.extend(content)
        else:
            parsed[name] = Parsed(document, content)
    required = [name for name in FORMS if "*" not in name]
    faults.extend(
        Fault(name, 1, 1, "thiếu tệp này; hãy khôi phục từ bản trước")
        for name in required
        if name not in files
    )
    return parsed, faults


def load(files: Files) -> Knowledge:
    """Return the knowledge in these files; `KnowledgeError` with all faults otherwise."""
    with _without_collection():
        parsed, faults = parse(files)
        areas = _area_names(parsed)
        faults += check(parsed, files.keys() - parsed.keys(), areas)
        if faults or areas is None:
            raise KnowledgeError(faults)
        return _assemble(parsed, areas, digest(files))


@contextmanager
def _without_collection() -> Iterator[None]:
    """Nearly all that loading makes stays, so looking for garbage in between is time lost."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_freeze_count() == 0:
            # What is new counts as old at once; else the next collection would go through it all.
            gc.freeze()
            gc.unfreeze()
        if was_on:
            gc.enable()


def _area_names(parsed: Mapping[str, Parsed]) -> AreaNames | None:
    """Return what finds areas; None where the file of place words cannot be read."""
    for item in parsed.values():
        if isinstance(item.content, PlacesFile):
            return AreaNames(item.content.words())
    return None


def _assemble(parsed: Mapping[str, Parsed], areas: AreaNames, mark: str) -> Knowledge:
    def one(form: type[M]) -> M:
        return next(item.content for item in parsed.values() if isinstance(item.content, form))

    def each(form: type[M]) -> dict[str, M]:
        return {
            name: item.content for name, item in parsed.items() if isinstance(item.content, form)
        }

    lists = Lists(
        abbreviations=one(wordlists.AbbreviationsFile),
        concepts=one(wordlists.ConceptsFile),
        stop_words=one(wordlists.StopWordsFile).stop_words,
        asking=one(wordlists.AskingFile).asking,
        goes_on=one(wordlists.AskingFile).goes_on,
        english=one(wordlists.EnglishFile).english,
        age_bands=one(wordlists.AgeBandsFile).starts,
        not_ours=one(wordlists.NotOursFile),
        neighbours=one(wordlists.NeighboursFile).neighbours,
        small_talk=one(wordlists.SmallTalkFile),
        refusals=one(wordlists.RefusalsFile).refusals,
        red_flags=one(wordlists.RedFlagsFile),
        contrasts=one(wordlists.ContrastsFile).contrasts,
        calibration=one(wordlists.CalibrationFile),
    )
    return assemble(
        mark,
        groups=one(topics.GroupsFile),
        confirmed=one(topics.TranslationsFile).confirmed,
        law=each(law.LawFile).values(),
        faq=each(topics.FaqFile).values(),
        phrasings=each(topics.PhrasingsFile).values(),
        lists=lists,
        messages=one(wordlists.MessagesFile).messages,
        area_names=areas,
        local=locate(
            areas,
            sessions=each(local.SessionsFile),
            offices=each(local.OfficesFile).values(),
            notices=each(local.NoticesFile).values(),
            holidays=one(local.HolidaysFile),
        ),
    )


def _form(name: str) -> type[BaseModel] | None:
    return next((form for pattern, form in FORMS.items() if fnmatchcase(name, pattern)), None)


def _unplaced(name: str) -> str:
    folders = sorted({pattern.split("/")[0] for pattern in FORMS if "/" in pattern})
    if name.endswith(".yml"):
        return "tên tệp phải kết thúc bằng .yaml"
    return f"không biết tệp này để làm gì; đặt tệp vào một trong: {', '.join(folders)}"
