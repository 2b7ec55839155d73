from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium import webdriver

from tests.console.looking import HEIGHTS
from tests.console.office import Office, opened
from tests.console.person import Person
from tests.web.browsing import chromium

_EXPECTED = ("status of 403", "status of 409", "status of 422")
"""What a browser logs of a page that refuses something."""


@pytest.fixture(scope="session")
def chrome() -> Iterator[webdriver.Chrome]:
    driver = chromium()
    yield driver
    driver.quit()


@pytest.fixture(scope="module", params=HEIGHTS)
def width(request: pytest.FixtureRequest) -> int:
    """On a phone and on a desktop."""
    found: int = request.param
    return found


@pytest.fixture(scope="module")
def office(width: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Every module has a program for each width: nothing carries over."""
    with opened(tmp_path_factory.mktemp(f"office-{width}") / "here") as found:
        yield found


@pytest.fixture
def person(chrome: webdriver.Chrome, office: Office, width: int) -> Iterator[Person]:
    """Somebody who is not signed in; whatever they do, the pages run without a complaint."""
    chrome.get("about:blank")  # what the page of before still asks for is nobody's complaint
    chrome.execute_cdp_cmd("Network.clearBrowserCookies", {})
    chrome.get_log("browser")
    yield Person(chrome, office.address, width)
    logged = [entry["message"] for entry in chrome.get_log("browser")]
    assert [text for text in logged if not any(known in text for known in _EXPECTED)] == []
