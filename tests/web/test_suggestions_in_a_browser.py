"""A real browser presses what an answer offers to say next."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from tests.cards.knowledge import written
from tests.process.program import PATIENCE, SMALL, Server, furnished, serving
from tests.web.browsing import Screen, chromium, in_a_browser

pytestmark = in_a_browser
OFFICE, WARD = "Làm thẻ ở đâu", "phường Gió Lùa, tỉnh Mây"
ANSWER = "Công an phường Gió Lùa, 5 ngõ Diều Giấy"
MINE, CARDLESS = "Tôi sinh 12/5/2001 thì bao giờ đổi thẻ", "Tôi chưa có thẻ"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = furnished(tmp_path_factory.mktemp("suggestions"))
    knowledge = written(folder / "the", SMALL)
    with serving(folder, "--knowledge", str(knowledge), "--on", "2026-11-22T09:00") as found:
        yield found


@pytest.fixture(params=[360, 1280])
def screen(
    request: pytest.FixtureRequest, chrome: webdriver.Chrome, server: Server
) -> Iterator[Screen]:
    chrome.get_log("browser")
    yield Screen(chrome, server.address, request.param)
    assert [entry["message"] for entry in chrome.get_log("browser")] == []


def replied(screen: Screen, number: int) -> str:
    """Wait for the last of so many replies; return it."""
    screen.until(
        lambda: len(screen.found(".bubble.bot:not(.waiting)")) == number + 1, f"{number} replies"
    )
    return screen.texts(".bubble.bot")[-1]


def press(screen: Screen, text: str) -> None:
    titles = screen.texts("form.suggest button")
    screen.found("form.suggest button")[titles.index(text)].click()


def test_a_suggestion_is_answered_below_in_the_light_of_the_question(screen: Screen) -> None:
    screen.driver.execute_script("window.same = true")
    screen.ask(OFFICE)
    replied(screen, 1)
    press(screen, WARD)
    assert ANSWER in replied(screen, 2)
    assert screen.texts(".bubble.you") == [OFFICE, WARD]
    assert screen.driver.execute_script("return window.same") is True
    sent = [field.get_attribute("value") for field in screen.found("#ask input[name=context]")]
    assert sent == [OFFICE, WARD]
    assert screen.overflow <= 0


def test_who_has_no_card_says_so_with_a_button(screen: Screen) -> None:
    screen.ask(MINE)
    replied(screen, 1)
    press(screen, CARDLESS)
    answer = replied(screen, 2)
    assert "Người sinh ngày 12/05/2001:" in answer
    assert "bắt buộc phải làm thẻ căn cước" in answer


def test_a_suggestion_needs_no_mouse(screen: Screen) -> None:
    screen.ask(OFFICE)
    replied(screen, 1)
    screen.found("form.suggest button")[0].send_keys(Keys.ENTER)
    assert ANSWER in replied(screen, 2)


def test_words_begun_in_the_box_outlive_a_suggestion(screen: Screen) -> None:
    screen.ask(OFFICE)
    replied(screen, 1)
    screen.box.send_keys("còn thứ bảy")
    press(screen, WARD)
    replied(screen, 2)
    assert screen.box.get_attribute("value") == "còn thứ bảy"


def test_without_javascript_a_suggestion_and_a_calendar_work(server: Server) -> None:
    driver = chromium(**{"profile.managed_default_content_settings.javascript": 2})
    try:
        wait = WebDriverWait(driver, PATIENCE, 0.02)
        driver.get(server.address)
        driver.find_element(By.ID, "q").send_keys(OFFICE)
        driver.find_element(By.CSS_SELECTOR, "#ask button").click()
        wait.until(lambda _: driver.find_elements(By.CSS_SELECTOR, "form.suggest button"))
        ward = driver.find_element(By.CSS_SELECTOR, f"form.suggest button[value='{WARD}']")
        ward.send_keys(Keys.ENTER)
        wait.until(lambda _: driver.find_elements(By.CSS_SELECTOR, ".is-office"))
        assert ANSWER in driver.find_element(By.CSS_SELECTOR, ".is-office").text
        driver.get(f"{server.address}/phuong")
        driver.find_element(By.CSS_SELECTOR, ".choices a[href='/phuong/gio']").click()
        wait.until(lambda _: driver.current_url.endswith("/phuong/gio"))
        event = driver.find_element(By.CSS_SELECTOR, "a.event")
        assert event.get_attribute("href") == f"{server.address}/lich/gio.ics"
    finally:
        driver.quit()
