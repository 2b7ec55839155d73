"""A critical look at a page: whom it shuts out, what stands beyond its edge; and its picture."""

from __future__ import annotations

import base64
import io
import os
from collections.abc import Mapping
from pathlib import Path

from PIL import Image
from selenium import webdriver
from selenium.webdriver.remote.webelement import WebElement

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "screenshots" / "console"
TAKES_PICTURES = "SCREENSHOTS" in os.environ
PHONE = 360
HEIGHTS = {PHONE: 740, 1280: 800}
"""Of the window, by its width."""
_AXE = (ROOT / "tests" / "vendor" / "axe-core" / "axe.min.js").read_text("utf-8")
_RUN_AXE = """
const done = arguments[1];
axe.run(document, {resultTypes: ["violations"], ...arguments[0]}).then(found => done(
  found.violations.filter(one => ["serious", "critical"].includes(one.impact)).map(
    one => one.id + ": " + one.nodes.map(node => node.html + " " + node.failureSummary).join("\\n")
  )));
"""
_EVERYTHING = {"rules": {"target-size": {"enabled": True}}}
_COLOURS = {"runOnly": ["color-contrast"]}
_TURN_TO = """const sheet = new CSSStyleSheet();
sheet.replaceSync("::-webkit-scrollbar { display: none }");
document.adoptedStyleSheets = [sheet];
document.activeElement?.blur();
arguments[0]?.scrollIntoView();
return scrollY;"""


def resize(driver: webdriver.Chrome, width: int, height: int = 0) -> None:
    """Give the window a size; without a height that of a phone or a desktop."""
    size = {"width": width, "height": height or HEIGHTS[width]}
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {**size, "deviceScaleFactor": 1, "mobile": False}
    )


def examine(driver: webdriver.Chrome, width: int) -> None:
    """Fail where the page shuts somebody out, in the dark too, or is wider than the screen."""
    wider = "return document.documentElement.scrollWidth - innerWidth"
    assert driver.execute_script(wider) <= 0, f"{driver.current_url} is wider than the screen"
    if not driver.execute_script("return !!window.axe"):
        driver.execute_script(_AXE)
    whole = driver.execute_script("return document.documentElement.scrollHeight")
    resize(driver, width, max(whole, HEIGHTS[width]))  # no bar covers what is further down
    try:
        _expect_nothing(driver, _EVERYTHING)
        if width != PHONE:
            _prefer(driver, "dark")
            _expect_nothing(driver, _COLOURS)
    finally:
        _prefer(driver, "")
        resize(driver, width)


def _expect_nothing(driver: webdriver.Chrome, options: Mapping[str, object]) -> None:
    found = driver.execute_async_script(_RUN_AXE, options)
    assert found == [], f"{driver.current_url}, {list(options)}: {found}"


def _prefer(driver: webdriver.Chrome, scheme: str) -> None:
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def take(driver: webdriver.Chrome, width: int, name: str, at: WebElement | None) -> None:
    """Write a picture of what the window shows into the documents, with few colours."""
    top = driver.execute_script(_TURN_TO, at)
    shown = {"x": 0, "y": top, "width": width, "height": HEIGHTS[width]}
    clip = {**shown, "scale": 2 if width == PHONE else 1}
    taken = driver.execute_cdp_cmd("Page.captureScreenshot", {"clip": clip})
    driver.execute_script("document.adoptedStyleSheets = []")
    picture = Image.open(io.BytesIO(base64.b64decode(taken["data"]))).convert("RGB")
    PICTURES.mkdir(parents=True, exist_ok=True)
    few = picture.quantize(64, dither=Image.Dither.NONE)
    few.save(PICTURES / f"{name}-{width}.png", optimize=True)
