"""A real browser, and a page in it as a person sees and uses it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from tests.process.program import PATIENCE

CHROMIUM, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
in_a_browser = [
    pytest.mark.browser,
    pytest.mark.process,
    pytest.mark.skipif(
        not (CHROMIUM.exists() and DRIVER.exists()),
        reason="Debian's chromium and chromium-driver are not installed",
    ),
]
FLAGS = """--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run
    --disable-background-networking --disable-component-update --disable-sync""".split()
TEXTS = "return [...document.querySelectorAll(arguments[0])].map(found => found.innerText.trim())"


def chromium(**preferences: int) -> webdriver.Chrome:
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in FLAGS:
        options.add_argument(flag)
    options.add_experimental_option("prefs", preferences)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    options.enable_bidi = True  # rooms without each other's cookies
    citizen = {**os.environ, "LANGUAGE": "vi"}  # the browser's own words, where it has them
    return webdriver.Chrome(options, Service(str(DRIVER), env=citizen))


class Screen:
    """The page as a person sees and uses it."""

    def __init__(self, driver: webdriver.Chrome, address: str, width: int) -> None:
        self.driver = driver
        self.width = width
        self.size(width, 740)
        driver.get(address)
        assert driver.execute_script("return innerWidth") == width

    def size(self, width: int, height: int) -> None:
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
        )

    @property
    def box(self) -> WebElement:
        return self.driver.find_element(By.ID, "q")

    def found(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def texts(self, selector: str) -> list[str]:
        found: list[str] = self.driver.execute_script(TEXTS, selector)
        return found

    def until(self, look: Callable[[], object], what: str) -> None:
        WebDriverWait(self.driver, PATIENCE, 0.02).until(lambda _: look(), what)

    def answered(self, number: int = 1) -> list[str]:
        """Wait until so many answers stand there and nothing is under way; return them."""
        self.until(lambda: len(self.found(".bubble.bot article")) == number, f"{number} answers")
        assert self.found(".waiting") == []
        return self.texts(".bubble.bot article")

    def ask(self, text: str) -> None:
        self.box.send_keys(text, Keys.ENTER)

    @property
    def overflow(self) -> int:
        script = "return document.documentElement.scrollWidth - innerWidth"
        return int(self.driver.execute_script(script))
