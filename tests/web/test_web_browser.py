from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium import webdriver
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from bot.content.knowledge import Knowledge
from tests.process.program import PATIENCE, SMALL, Server, furnished, serving
from tests.web.browsing import Screen, chromium, in_a_browser

pytestmark = in_a_browser
COVER = """const box = document.activeElement.getBoundingClientRect();
    const middle = [box.left + box.width / 2, box.top + box.height / 2];
    const top = document.elementFromPoint(...middle);
    return top ? top.closest("header, #ask")?.tagName ?? "" : "outside";"""
WIDTHS = [360, 1280]
KITE = "Con diều bao nhiêu tiền"
ANSWER = "Diều bán ở cửa hàng đầu làng, giá 20.000 đồng."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = furnished(tmp_path_factory.mktemp("browser"))
    with serving(folder, "--knowledge", str(SMALL), "--on", "2026-11-22") as found:
        yield found


@pytest.fixture(params=WIDTHS)
def screen(
    request: pytest.FixtureRequest, chrome: webdriver.Chrome, server: Server
) -> Iterator[Screen]:
    """A fresh page; whatever was done on it, its console stayed without a complaint."""
    chrome.get_log("browser")
    yield Screen(chrome, server.address, request.param)
    complaints = [entry["message"] for entry in chrome.get_log("browser")]
    assert complaints == []


@pytest.mark.parametrize("way", ["enter", "click"])
def test_a_question_gets_its_bubble_without_a_new_page(screen: Screen, way: str) -> None:
    screen.driver.execute_script("window.same = true")
    if way == "enter":
        screen.ask(KITE)
    else:
        screen.box.send_keys(KITE)
        screen.driver.find_element(By.CSS_SELECTOR, "#ask button").click()
    [answer] = screen.answered()
    assert ANSWER in answer
    assert screen.texts(".bubble.you") == [KITE]
    assert screen.box.get_attribute("value") == ""
    assert screen.driver.execute_script("return window.same") is True


def test_a_line_break_does_not_send(screen: Screen) -> None:
    screen.box.send_keys("diều", Keys.SHIFT, Keys.ENTER, Keys.NULL, "rách")
    assert screen.box.get_attribute("value") == "diều\nrách"
    assert screen.found(".bubble.you") == []


def test_a_choice_is_answered_below_and_can_be_rated(
    screen: Screen, small_knowledge: Knowledge
) -> None:
    screen.driver.execute_script("window.same = true")
    screen.ask("diều")
    screen.until(lambda: screen.found(".choices a"), "the choices")
    titles = screen.texts(".choices a")
    wanted = titles.index("Mấy tuổi được thả diều")
    screen.found(".choices a")[wanted].send_keys(Keys.ENTER)
    [answer] = screen.answered()
    assert answer.startswith("Mấy tuổi được thả diều")
    assert screen.texts(".choices a") == titles
    screen.found(".is-answered form.rate button")[0].send_keys(Keys.ENTER)
    thanks = small_knowledge.say("cam-on-danh-gia", "vi")
    screen.until(lambda: thanks in screen.texts("form.rate"), "the thanks")
    assert screen.driver.execute_script("return window.same") is True


def test_a_follow_up_takes_the_questions_before_along(screen: Screen) -> None:
    for number, text in enumerate(["Mèo bẩn quá", "Diều rách cánh", KITE, "bao nhiêu tiền"], 1):
        screen.ask(text)
        screen.answered(number)
    sent = [field.get_attribute("value") for field in screen.found("input[name=context]")]
    assert sent == ["Diều rách cánh", KITE, "bao nhiêu tiền"]
    assert screen.found(".bubble:last-child .choices") == []
    assert ANSWER in screen.texts(".bubble.bot article")[-1]


def test_the_keyboard_is_enough(screen: Screen, small_knowledge: Knowledge) -> None:
    keys = ActionChains(screen.driver)
    for _ in range(40):
        keys.send_keys(Keys.TAB).perform()
        if screen.driver.switch_to.active_element.get_attribute("id") == "q":
            break
    assert screen.driver.switch_to.active_element == screen.box
    keys.send_keys(KITE, Keys.ENTER).perform()
    [answer] = screen.answered()
    assert ANSWER in answer
    keys.key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(Keys.SHIFT).perform()
    button = screen.driver.switch_to.active_element
    assert button.get_attribute("name") == "verdict"
    keys.send_keys(Keys.ENTER).perform()
    thanks = small_knowledge.say("cam-on-danh-gia", "vi")
    screen.until(lambda: thanks in screen.texts("form.rate"), "the thanks")


def test_no_bar_hides_what_has_the_focus(screen: Screen) -> None:
    screen.size(screen.width, 420)
    screen.ask(KITE)
    screen.answered()
    seen = set()
    for key in (Keys.SHIFT, Keys.NULL):
        screen.box.send_keys("")
        for _ in range(12):
            ActionChains(screen.driver).send_keys(key, Keys.TAB, Keys.NULL).perform()
            active = screen.driver.switch_to.active_element
            if active.find_elements(By.XPATH, "ancestor::main"):
                assert screen.driver.execute_script(COVER) == "", active.text
                seen.add(active)
    assert len(seen) >= 5


def test_nothing_ever_stands_beyond_the_right_edge(screen: Screen) -> None:
    assert screen.overflow <= 0
    for summary in screen.found("nav summary"):
        summary.send_keys(Keys.ENTER)
    assert screen.overflow <= 0
    screen.ask("rách" + "rấtdài" * 100)
    screen.until(lambda: len(screen.found(".bubble.bot:not(.waiting)")) == 2, "a reply")
    assert screen.overflow <= 0
    screen.ask(KITE)
    screen.answered()
    for summary in screen.found("article summary"):
        summary.send_keys(Keys.ENTER)
    assert screen.overflow <= 0


def test_what_is_written_never_runs(screen: Screen) -> None:
    attack = "<img src=x onerror='window.bad=1'><script>window.bad=1</script> diều rách"
    screen.ask(attack)
    screen.until(lambda: len(screen.found(".bubble.bot:not(.waiting)")) == 2, "a reply")
    assert screen.texts(".bubble.you") == [attack]
    assert screen.found("#log img, #log script") == []
    assert screen.driver.execute_script("return window.bad") is None


def test_without_a_connection_the_words_stay_in_the_box(screen: Screen) -> None:
    offline = {"offline": True, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    screen.driver.execute_cdp_cmd("Network.enable", {})
    screen.driver.execute_cdp_cmd("Network.emulateNetworkConditions", offline)
    try:
        screen.ask(KITE)
        screen.until(lambda: screen.box.get_attribute("value") == KITE, "the words come back")
        assert screen.texts(".bubble.bot")[-1].startswith("Chưa gửi được")
    finally:
        screen.driver.execute_cdp_cmd(
            "Network.emulateNetworkConditions", {**offline, "offline": False}
        )
    screen.box.send_keys(Keys.ENTER)
    [answer] = screen.answered()
    assert ANSWER in answer
    [complaint] = screen.driver.get_log("browser")
    assert "ERR_INTERNET_DISCONNECTED" in complaint["message"]


def test_everything_works_without_javascript(server: Server) -> None:
    driver = chromium(**{"profile.managed_default_content_settings.javascript": 2})
    try:
        driver.get(server.address)
        driver.find_element(By.ID, "q").send_keys("diều")
        driver.find_element(By.CSS_SELECTOR, "#ask button").click()
        wait = WebDriverWait(driver, PATIENCE, 0.02)
        wait.until(lambda _: driver.find_elements(By.CSS_SELECTOR, ".choices a"))
        assert driver.find_element(By.CSS_SELECTOR, ".bubble.you").text == "diều"
        driver.find_element(By.CSS_SELECTOR, ".choices a[href='/topic/mua-dieu']").send_keys(
            Keys.ENTER
        )
        wait.until(lambda _: driver.current_url.endswith("/topic/mua-dieu"))
        assert ANSWER in driver.find_element(By.TAG_NAME, "article").text
        driver.find_element(By.CSS_SELECTOR, "form.rate button").send_keys(Keys.ENTER)
        wait.until(lambda _: driver.current_url.endswith("/rate"))
        assert driver.find_element(By.CSS_SELECTOR, ".bubble.bot").text.startswith("Cảm ơn")
    finally:
        driver.quit()
