"""The session files that rows go into: which area's file, and which of its places is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.content.area_names import AreaNames, is_one_ward
from bot.content.local import Session, SessionsFile, Site
from bot.content.slugs import LONGEST, free_slug, slug
from bot.content.spreadsheet.line_reading import Cells
from bot.content.spreadsheet.lines import Line, Named
from bot.content.spreadsheet.records import row_of
from bot.language.places import Area
from bot.language.text import fold

FOLDER = "sessions"
_MOST_NAMED = 5


@dataclass
class Shelf:
    """One file of sessions, as it is and as it is to become."""

    name: str
    """Path below the knowledge folder."""
    file: SessionsFile
    ward: Area
    fresh: bool = False
    """Whether the file is still to be made."""
    places: dict[str, Site] = field(default_factory=dict)
    """Places to be added, by id."""
    addresses: dict[str, str] = field(default_factory=dict)
    """Place id to the address that it is to have."""

    rows: dict[str, tuple[Cells, Line]] = field(default_factory=dict)
    """Session id to its row, once it was asked for."""

    def cells(self, session: Session) -> Cells:
        """Return the cells that the table has for a session of this file."""
        return self._row(session)[0]

    def line(self, session: Session) -> Line:
        """Return what those cells are read as."""
        return self._row(session)[1]

    def _row(self, session: Session) -> tuple[Cells, Line]:
        if session.id not in self.rows:
            self.rows[session.id] = row_of(session, self.file)
        return self.rows[session.id]

    def address(self, place: str, address: str) -> None:
        """Note that a place has this address, if it is told and not known yet."""
        site = self.sites[place]
        if not address or same_name(address, site.address or ""):
            return
        if place in self.places:
            self.places[place] = site.model_copy(update={"address": address})
        else:
            self.addresses[place] = address

    @property
    def sites(self) -> Mapping[str, Site]:
        """Every place that rows may name, by id."""
        return {**self.file.places, **self.places}


class Shelves:
    """All session files of a knowledge folder."""

    def __init__(self, files: Mapping[str, SessionsFile], names: AreaNames, area: str) -> None:
        """Take the files by path; rows go into that of `area` where one is given.

        `ValueError` where `area` is not one ward or commune.
        """
        self._names = names
        known = sorted(files.values(), key=lambda file: file.sample)
        self._home = area or next((file.area for file in known), "")
        self._all = {
            name: Shelf(name, file, self._ward(file.area)) for name, file in files.items()
        }
        self._given = self._of(self._ward(area)) if area else None
        self.ids = {session.id: shelf for shelf in self for session in shelf.file.sessions}
        """Session id to the file in which it stands."""

    def __iter__(self) -> Iterator[Shelf]:
        """Yield every file, those to be made last."""
        yield from self._all.values()

    def for_areas(self, areas: Iterable[str]) -> Shelf:
        """Return the file for rows of these areas; `ValueError` says why there is none."""
        if self._given:
            return self._given
        wards = {self._ward(area) for area in areas if area}
        if not wards:
            raise ValueError("chưa biết phường, xã nào; điền cột «Phường/xã», hoặc thêm --area")
        if len(wards) > 1:
            raise ValueError("một dòng chỉ thuộc một phường, xã; tách thành nhiều dòng")
        return self._of(wards.pop())

    def place(self, shelf: Shelf, named: Named) -> str:
        """Return the id of the place that a row names, a new one where none is known.

        `ValueError` where the name means several places, or its area several wards.
        """
        atoms = self._atoms(named.area, shelf) if named.area else frozenset()
        if named.area:
            self._ward(named.area, shelf.file.area)
        alike = {
            key: self._atoms(site.area or shelf.file.area, shelf)
            for key, site in shelf.sites.items()
            if _key(named.name) in map(_key, (site.name, *site.aliases))
        }
        found = [key for key, other in alike.items() if not atoms or atoms & other]
        if len(found) > 1:
            found = [key for key in found if alike[key] == atoms] or found
        if len(found) > 1:
            raise ValueError(
                f"có {len(found)} địa điểm tên «{named.name}»; ghi rõ ở cột «Phường/xã»"
            )
        return found[0] if found else self._new_place(shelf, named, atoms)

    def _new_place(self, shelf: Shelf, named: Named, atoms: frozenset[str]) -> str:
        elsewhere = bool(atoms) and atoms != self._atoms(shelf.file.area, shelf)
        key = slug(named.name) or "dia-diem"
        if key in shelf.sites and elsewhere:
            key = slug(f"{key[: LONGEST // 2]}-{named.area}")
        key = free_slug(key[: LONGEST - 3].strip("-"), shelf.sites)
        shelf.places[key] = Site(
            name=named.name, address=named.address or None, area=named.area if elsewhere else None
        )
        return key

    def _of(self, ward: Area) -> Shelf:
        for shelf in self._all.values():
            if shelf.ward.code == ward.code:
                return shelf
        paths = {name.removesuffix(".yaml") for name in self._all}
        path = free_slug(f"{FOLDER}/{slug(ward.name)}", paths) + ".yaml"
        file = SessionsFile(area=f"{ward.name}, {ward.province}")
        return self._all.setdefault(path, Shelf(path, file, ward, fresh=True))

    def _ward(self, area: str, home: str = "") -> Area:
        found = self._names.find(area, home or self._home)
        if found is None or not found.areas:
            raise ValueError(
                f"không tìm thấy phường, xã «{area}»; viết như «phường Đoàn Kết, tỉnh Lai Châu»"
            )
        if not is_one_ward(found):
            several = "; ".join(f"{one.name}, {one.province}" for one in found.areas[:_MOST_NAMED])
            raise ValueError(f"«{area}» có thể là nhiều nơi: {several}… Viết rõ một nơi")
        return found.areas[0]

    def _atoms(self, area: str, shelf: Shelf) -> frozenset[str]:
        found = self._names.find(area, shelf.file.area)
        return found.atoms if found else frozenset()


def same_name(one: str, other: str) -> bool:
    """Tell whether two names differ in marks, capitals, commas and spaces only."""
    return _key(one) == _key(other)


def _key(name: str) -> str:
    return " ".join(fold(name).lower().replace(",", " ").split())
