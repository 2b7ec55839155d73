"""Take the pictures in docs/screenshots: `python scripts/screenshots.py http://127.0.0.1:8080/`."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

from PIL import Image
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"
SIZES = ((360, 740), (1280, 800))
ASKED = {
    "question": "lam can cuoc cho con 5 tuoi can gi v ad",
    "choices": "cái thẻ của tôi",
    "refusal": "tra giúp tôi số căn cước của chồng cũ với",
    "neighbour": "đổi bằng lái xe hết hạn ở đâu",
    "long": "mất thẻ căn cước rồi làm lại thế nào, tốn bao nhiêu",
    "scam": "có người gọi xưng công an phường bảo đọc mã OTP để kích hoạt mức 2, lừa đảo à",
    "english": "How much does it cost to renew my identity card?",
}
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --hide-scrollbars "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()


def browser(width: int, height: int) -> webdriver.Chrome:
    """Return a headless Chromium of this size; phones have two pixels for one."""
    options = Options()
    for flag in FLAGS:
        options.add_argument(flag)
    metrics = {"width": width, "height": height, "pixelRatio": 2 if width < 500 else 1}
    options.add_experimental_option("mobileEmulation", {"deviceMetrics": metrics})
    citizen = {**os.environ, "LANGUAGE": "vi"}
    return webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver", env=citizen))


def ask(driver: webdriver.Chrome, address: str, text: str) -> None:
    """Open the chat, ask, and wait for the answer."""
    driver.get(address)
    driver.find_element(By.ID, "q").send_keys(text)
    driver.find_element(By.CSS_SELECTOR, "#ask button").click()
    WebDriverWait(driver, 10).until(
        lambda page: page.find_elements(By.CSS_SELECTOR, ".bubble.you[data-turn] + .bubble"),
    )


def take(driver: webdriver.Chrome, name: str) -> None:
    """Write a picture with few colours, which keeps it small."""
    picture = Image.open(io.BytesIO(driver.get_screenshot_as_png())).convert("RGB")
    few = picture.quantize(128, dither=Image.Dither.NONE)
    few.save(FOLDER / f"{name}.png", optimize=True)


def main(address: str) -> None:
    """Take every picture at both sizes."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for width, height in SIZES:
        driver = browser(width, height)
        driver.get(address)
        take(driver, f"home-{width}")
        for name, text in ASKED.items():
            ask(driver, address, text)
            take(driver, f"{name}-{width}")
        driver.quit()


if __name__ == "__main__":
    main(sys.argv[1])
