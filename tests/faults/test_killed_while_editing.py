"""SIGKILL while the staff edit, publish, go back, draft and empty the queue."""

from __future__ import annotations

import random
import signal
import urllib.error
from collections.abc import Mapping
from http.client import HTTPException

import pytest

from bot.clock import now_in_vietnam
from bot.content.editing import base_of
from bot.content.loading import Files, load, read_folder
from bot.store.kept import Asked, Draft
from tests.faults.conftest import Tally
from tests.faults.machine import LONG, Home, Machine
from tests.process.program import until
from tests.web.console.test_console_in_processes import Browser
from tests.web.reading import Page

pytestmark = [pytest.mark.faults, pytest.mark.process]
KILLS = 40 if LONG else 2
ONE, FOUR = (
    ("faq/do-choi.yaml",),
    ("faq/do-choi.yaml", "faq/thu-cung.yaml", "law/thong-so.yaml", "messages.yaml"),
)
"""Files that are edited together; a comment at their end tells which edit they are of."""
_MARK = "# bản "
_MARKS = {"csrf", "goc"}
"""Fields by which a form is known to be ours, and to be of today."""
_BROKEN_OFF = (HTTPException, urllib.error.URLError, ConnectionError)


class Marked(Home):
    """An installation whose edits change a mark in some files, between 0 and 1."""

    def __init__(self, home: Home, edited: tuple[str, ...]) -> None:
        super().__init__(home.folder, None, home.database)
        self._edited = edited
        for mark in (1, 0):
            self.write(mark)
            self.learn(read_folder(self.knowledge))

    @property
    def marks(self) -> set[str]:
        """The edits that the folder is of: one, where it is no mixture."""
        return self.marks_in(read_folder(self.knowledge))

    def marks_in(self, files: Files) -> set[str]:
        return {files[name].decode().rpartition(_MARK)[2].strip() for name in self._edited}

    def edited(self, mark: int) -> dict[str, bytes]:
        files = read_folder(self.knowledge)
        heads = {name: files[name].decode().partition(_MARK)[0] for name in self._edited}
        return {name: f"{head}{_MARK}{mark}\n".encode() for name, head in heads.items()}

    def write(self, mark: int) -> None:
        for name, data in self.edited(mark).items():
            (self.knowledge / name).write_bytes(data)

    def draft(self, mark: int) -> int:
        """Keep an edit as a draft; return its number."""
        new = {name: data.decode() for name, data in self.edited(mark).items()}
        base = base_of(read_folder(self.knowledge), *new)
        with self.store() as store:
            return store.drafts.keep(Draft("Lan", f"bản {mark}", new, base, now_in_vietnam()))

    def check(self, machine: Machine) -> int:
        """Return the edit that is in force: the folder, the store and the answers agree on it."""
        assert machine.address
        with self.store() as store:
            found = store.releases.newest()
            assert store.examine() == []
        assert found is not None
        assert len(self.marks) == 1, "the folder is a mixture"
        assert read_folder(self.knowledge) == found[1]
        load(found[1])
        assert "Diều bán ở cửa hàng" in machine.post("/", {"q": "Con diều bao nhiêu tiền"}).text
        return int(self.marks.pop())


def press(browser: Browser, page: str, form: Mapping[str, str], path: str) -> Page | None:
    """Press a button of a page; return what follows, None if the process does not live so long."""
    try:
        hidden = browser.see(page).all("input", type="hidden")
        marks = {each["name"]: each["value"] for each in hidden if each["name"] in _MARKS}
        return browser.see(path, {**marks, **form})
    except urllib.error.HTTPError:
        raise
    except _BROKEN_OFF:
        return None


@pytest.mark.parametrize("files", [ONE, FOUR], ids=["one-file", "four-files"])
def test_an_edit_that_the_console_called_saved_outlives_kills_and_no_folder_is_a_mixture(
    either_home: Home, files: tuple[str, ...], dice: random.Random, tally: Tally
) -> None:
    """Promised: after a restart the folder is as before the edit or as after it, as a whole.

    Once the console said that it was saved, it is as after it. Nobody has to mend anything.
    """
    home, said, most = Marked(either_home, files), 0, 1
    for life in range(KILLS + 1):
        with home.running(doom=life and dice.randint(1, most + 2), at_once=False) as machine:
            browser = home.enter(machine)
            now = home.check(machine)
            tally.lost += said not in {-1, now}
            page = f"/console/ban-nhap/{home.draft(1 - now)}"
            browser.see(page)
            machine.arm()
            told = press(browser, page, {}, f"{page}/duyet")
            said = -1
            if told is not None:
                assert "Đã duyệt và phát hành bản" in told.texts("p", "told")[0]
                said = 1 - now
            most = max(most, machine.steps)
            tally.injected += machine.end(signal.SIGKILL) == -signal.SIGKILL
    with home.running() as machine:
        now = home.check(machine)
        tally.lost += said not in {-1, now}
    tally.more = f"an edit takes {most} steps"
    assert tally.lost == 0


def test_an_edit_of_four_files_is_no_mixture_wherever_between_two_files_the_kill_comes(
    either_home: Home, dice: random.Random, tally: Tally
) -> None:
    """Promised: whichever of the files were in their places, the next start puts all right, also
    where that is killed in its turn.
    """
    home = Marked(either_home, FOUR)
    for doom in range(1, len(FOUR) + 2):
        with home.running(doom=doom, at_once=False, only=".new") as machine:
            browser = home.enter(machine)
            now = home.check(machine)
            page = f"/console/ban-nhap/{home.draft(1 - now)}"
            browser.see(page)
            machine.arm()
            told = press(browser, page, {}, f"{page}/duyet")
            assert (told is None) == (doom <= len(FOUR))
            tally.injected += machine.end(signal.SIGKILL) == -signal.SIGKILL
        tally.lost += len(home.marks) - 1  # before anybody mends it
        for _ in range(10 if LONG else 1):
            with home.running(doom=dice.randint(10, 60)) as machine:  # killed while it mends
                until(
                    lambda: machine.process.poll() or "Trang" in machine.out, "a start or a kill"
                )
                tally.injected += machine.end(signal.SIGKILL) == -signal.SIGKILL
        with home.running() as machine:
            home.check(machine)
    tally.more, tally.lost = f"{tally.lost} mixtures mended at the start", 0


def test_a_running_process_never_serves_half_of_what_another_one_was_about_to_change(
    either_home: Home, tally: Tally
) -> None:
    """Promised: a change of four files that is killed between two of them is taken back, or done,
    before a process that watches the folder publishes it.
    """
    home = Marked(either_home, FOUR)
    for mark in (1, 0):
        home.write(mark)
        assert home.perform("publish").process.returncode == 0
    with home.running() as machine:
        home.check(machine)
        for doom in range(1, len(FOUR) + 1):
            with home.store() as store:
                like = store.releases.list(2)[1].number
            done = home.perform("rollback", str(like), doom=doom, only=".new")
            tally.injected += done.process.returncode == -signal.SIGKILL
            until(lambda: len(home.marks) == 1, "a folder that is no mixture")
        with home.store() as store:
            for release in store.releases.list(99):
                kept = store.releases.get(release.number)
                assert kept is not None
                tally.lost += len(home.marks_in(kept[1])) - 1
        home.check(machine)
    assert tally.lost == 0


@pytest.mark.parametrize("command", ["publish", "rollback"])
def test_a_release_is_there_or_not_there_after_a_kill_and_the_command_can_be_given_again(
    either_home: Home, command: str, dice: random.Random, tally: Tally
) -> None:
    """Promised: what is in force is one whole folder, and no release is kept twice in a row."""
    home, most = Marked(either_home, FOUR), 1
    for mark in (1, 0):
        home.write(mark)
        assert home.perform("publish").process.returncode == 0
    for life in range(KILLS + 1):
        before = int(home.marks.pop())
        with home.store() as store:
            like = next(r.number for r in store.releases.list(2) if r != store.releases.list(1)[0])
        arguments = ["publish"] if command == "publish" else ["rollback", str(like)]
        if command == "publish":
            home.write(1 - before)
        done = home.perform(*arguments, doom=life and dice.randint(1, most + 2))
        most = max(most, done.steps)
        tally.injected += done.process.returncode == -signal.SIGKILL
        with home.running() as machine:
            now = home.check(machine)
            tally.lost += done.process.returncode == 0 and now == before
        if now == before:
            assert home.perform(*arguments).process.returncode == 0
        with home.store() as store:
            digests = [release.digest for release in store.releases.list(99)]
            tally.twice += sum(map(str.__eq__, digests, digests[1:]))
    tally.more = f"{command} takes {most} steps"
    assert (tally.lost, tally.twice) == (0, 0)


def test_drafts_and_decisions_on_the_queue_that_the_console_confirmed_outlive_kills(
    either_home: Home, dice: random.Random, tally: Tally
) -> None:
    """Promised: what the console confirmed is kept; what it did not, whole or not at all."""
    home, most = either_home, 1
    value = {
        "from": "2027-06-01", "value": "45.000", "doc": "Sổ giá", "article": "Trang 3",
        "checked_on": "2026-11-20", "confidence": "verified", "viec": "ban-nhap",
    }  # fmt: skip
    for life in range(KILLS + 1):
        with home.running(doom=life and dice.randint(1, most + 2), at_once=False) as machine:
            browser = home.enter(machine)
            with home.store() as store:
                asked = Asked(now_in_vietnam(), "web", "Tàu ngầm", "declined_unknown", (), 0.1)
                numbers = store.questions.record_all([asked] * 3)
                drafts = len(store.drafts.list())
            machine.arm()
            chosen = {"chon": " ".join(map(str, numbers))}
            ignored = press(browser, "/console/hang-doi", chosen, "/console/hang-doi/bo-qua")
            kept = None
            if ignored is not None:
                page = "/console/thong-so/gia-dieu"
                kept = press(browser, page, value, page)
            most = max(most, machine.steps)
            tally.injected += machine.end(signal.SIGKILL) == -signal.SIGKILL
        with home.store() as store:
            waiting = {one.number for one in store.queue.waiting(asked.moment, 99)}
            left, new = waiting & {*numbers}, len(store.drafts.list()) - drafts
            assert store.examine() == []
        assert len(left) in {0, 3}
        tally.lost += ignored is not None and bool(left)
        if kept is not None:
            assert "Đã lưu bản nháp" in kept.texts("p", "told")[0]
        tally.lost += kept is not None and new != 1
    tally.more = f"both take {most} steps"
    assert tally.lost == 0
