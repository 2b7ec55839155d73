"""A person at a browser, who finds what is on a page by what it says."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from selenium import webdriver
from selenium.common.exceptions import (
    StaleElementReferenceException,
    TimeoutException,
    WebDriverException,
)
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

from tests.console import looking
from tests.process.program import PATIENCE

FIELDS = ("textbox", "searchbox", "combobox", "checkbox", "radio", "Date", "spinbutton", "button")
_SET = """const [field, value] = arguments;
field.value = value; field.dispatchEvent(new Event("input", {bubbles: true}));"""
_BUSY = "return document.readyState != 'complete' || !!document.querySelector('.htmx-request')"
T = TypeVar("T")


class Person:
    """Uses pages of one width; knows only what they say, not how they are made."""

    def __init__(self, driver: webdriver.Chrome, address: str, width: int) -> None:
        self.driver = driver
        self.address = address
        self.width = width
        looking.resize(driver, width)

    def visit(self, path: str) -> None:
        self.driver.get(path if path.startswith("http") else self.address + path)

    @property
    def path(self) -> str:
        return self.driver.current_url.removeprefix(self.address)

    @property
    def text(self) -> str:
        """What can be read on the page."""
        return self.driver.find_element(By.TAG_NAME, "body").text

    @property
    def heading(self) -> str:
        return self.driver.find_element(By.TAG_NAME, "h1").text

    def until(self, look: Callable[[], T | None], what: str) -> T:
        """Look again until there is something; a page that is being replaced is no answer."""
        wait = WebDriverWait(
            self.driver, PATIENCE, 0.03, ignored_exceptions=[StaleElementReferenceException]
        )
        try:
            found: T = wait.until(lambda _: look() or False)
        except TimeoutException:
            raise AssertionError(f"no {what} on {self.path}, which says: {self.text}") from None
        return found

    def sees(self, *words: str) -> str:
        """Wait until the page says these words; return all it says."""
        self.until(lambda: all(word in self.text for word in words), f"{words}")
        return self.text

    def all(
        self, name: str, *roles: str, within: WebElement | None = None
    ) -> Sequence[WebElement]:
        """Return what the page offers under a name and in one of these roles, to anybody."""
        self.driver.execute_script("window.within = arguments[0] ?? document", within)
        inside = self._cdp("Runtime.evaluate", expression="window.within")["result"]
        asked = {"objectId": inside["objectId"], "accessibleName": name}
        nodes = self._cdp("Accessibility.queryAXTree", **asked)["nodes"]
        return [
            self._element(node["backendDOMNodeId"])
            for node in nodes
            if not node["ignored"] and node["role"]["value"] in roles
        ]

    def the(self, name: str, *roles: str, within: WebElement | None = None) -> WebElement:
        """Wait for something on the page and return it."""

        def look() -> WebElement | None:
            try:
                found = self.all(name, *roles, within=within)
            except (WebDriverException, KeyError):  # the page went away while it was being read
                return None
            return found[0] if found else None

        return self.until(look, f"{roles} «{name}»")

    def _cdp(self, command: str, **given: Any) -> dict[str, Any]:
        done: dict[str, Any] = self.driver.execute_cdp_cmd(command, given)
        return done

    def _element(self, node: int) -> WebElement:
        found = self._cdp("DOM.resolveNode", backendNodeId=node)["object"]["objectId"]
        keep = "function() { window.found = this }"
        self._cdp("Runtime.callFunctionOn", objectId=found, functionDeclaration=keep)
        element: WebElement = self.driver.execute_script("return window.found")
        return element

    def press(self, name: str) -> None:
        """Press a button that leads to another page."""
        self._leave_by(name, "button")

    def follow(self, name: str, within: WebElement | None = None) -> None:
        """Follow a link to another page."""
        self._leave_by(name, "link", within=within)

    def _leave_by(self, name: str, *roles: str, within: WebElement | None = None) -> None:
        self.driver.execute_script("window.isLeft = true")
        self._click(name, *roles, within=within)
        arrived = "return !window.isLeft && document.readyState == 'complete'"
        self.until(lambda: self.driver.execute_script(arrived), f"another page by «{name}»")
        self.settled()

    def touch(self, name: str) -> None:
        """Press what leaves the page where it is."""
        self._click(name, "button", "link", "DisclosureTriangle", "checkbox", "radio")

    def _click(self, name: str, *roles: str, within: WebElement | None = None) -> None:
        def clicked() -> bool:
            element = self.the(name, *roles, within=within)
            self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
            try:
                element.click()
            except WebDriverException as error:
                if "does not belong to the document" in str(error):  # replaced under the finger
                    return False
                raise
            return True

        self.until(clicked, f"click on «{name}»")

    def settled(self) -> None:
        """Wait until nothing is being loaded."""
        self.until(lambda: not self.driver.execute_script(_BUSY), "the page rests")

    def field(self, label: str, within: WebElement | None = None) -> WebElement:
        return self.the(label, *FIELDS, within=within)

    def write(self, label: str, text: str, within: WebElement | None = None) -> None:
        field = self.field(label, within)
        if field.get_attribute("type") in {"date", "time"}:  # its keys depend on the country
            self.driver.execute_script(_SET, field, text)
        else:
            field.clear()
            field.send_keys(text)

    def written(self, label: str) -> str:
        return self.field(label).get_attribute("value") or ""

    def choose(self, label: str, words: str) -> None:
        """Choose the first option that begins with some words."""
        choices = Select(self.field(label))
        texts = [option.text.strip() for option in choices.options]
        found = next((at for at, text in enumerate(texts) if text.startswith(words)), None)
        assert found is not None, texts
        choices.select_by_index(found)

    def attach(self, label: str, file: Path) -> None:
        of_label = f"//input[@id = //label[normalize-space() = '{label}']/@for]"
        self.driver.find_element(By.XPATH, of_label).send_keys(str(file))

    def downloads_to(self, folder: Path) -> None:
        self._cdp("Page.setDownloadBehavior", behavior="allow", downloadPath=str(folder))

    def go(self, label: str) -> None:
        """Go to a page of the console by its menu."""
        if self.all("Mục lục", "button"):
            self.touch("Mục lục")
        self.follow(label, within=self.the("Các trang", "navigation"))

    def sign_in(self, link: str) -> None:
        self.visit(link)
        self.press("Đăng nhập")
        self.sees("Tổng quan")

    def ask(self, question: str) -> str:
        """Ask in the web chat, on a fresh page; return what it answers."""
        self.visit("/")
        self.write("Câu hỏi của bạn", question)
        self.touch("Gửi")
        answered = ".bubble.you[data-turn] + .bubble:not(.waiting)"
        return self.until(
            lambda: next(
                (each.text for each in self.driver.find_elements(By.CSS_SELECTOR, answered)), None
            ),
            "an answer",
        )

    @contextlib.contextmanager
    def in_another_browser(self) -> Iterator[Person]:
        """Somebody else, at a browser that shares no cookies with this one."""
        own, room = self.driver.current_window_handle, self.driver.browser.create_user_context()
        self.driver.switch_to.window(
            self.driver.browsing_context.create(type="tab", user_context=room)
        )
        try:
            yield Person(self.driver, self.address, self.width)
        finally:
            self.driver.switch_to.window(own)
            self.driver.browser.remove_user_context(room)

    def look(self, picture: str = "", at: WebElement | None = None) -> None:
        """Look at the page critically; `picture` names what the documents show of it.

        `at`: what stands at the top of the picture.
        """
        self.settled()
        looking.examine(self.driver, self.width)
        if picture and looking.TAKES_PICTURES:
            looking.take(self.driver, self.width, picture, at)
