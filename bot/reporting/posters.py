"""A leaflet as a poster of A4 with its QR code."""

from __future__ import annotations

from collections.abc import Sequence

from bot.assistant.sessions.phrases import capital
from bot.assistant.sessions.query import AHEAD
from bot.content.parameters import write_day
from bot.reporting.leaflets import Leaflet
from bot.reporting.sheet import WIDTH, Box, Sheet, Style, height

_BLUE, _WHITE, _RED, _ROSE = "#0b5d8a", "#ffffff", "#b00020", "#fdecee"
_MARGIN = 14.0
_INSIDE = WIDTH - 2 * _MARGIN
_BAND = 50.0
_FOOT = 205.0
"""Where the code and the warning begin."""
_QR = Box(_MARGIN, _FOOT + 2, 66, 66)
_BESIDE = Box(86, _FOOT + 2, WIDTH - _MARGIN - 86, 66)
_HEADING = Style(17, bold=True, colour=_BLUE, after=1.5)
_SESSION = Style(14, after=2.2)
_TITLE, _ANSWER = Style(12.5, bold=True, after=0.5), Style(12.5, after=2.2)
_SMALL = Style(10, colour="#333333", after=0.8)
_SCALES = (1.15, 1.0, 0.92, 0.85, 0.78)
_SMALLEST = 0.5
_MOST_ITEMS, _ENOUGH = 4, 2
"""Answers; a larger script is worth more than further ones."""

Block = tuple[str, Style]


class Poster:
    """One poster, drawn when it is made."""

    def __init__(self, leaflet: Leaflet) -> None:
        """Draw what a leaflet tells."""
        self._leaflet = leaflet
        self._sheet = Sheet()
        self._head()
        self._body()
        self._foot()

    def as_pdf(self) -> bytes:
        """Return it as a PDF to print."""
        title = f"{self._leaflet.say('ap-phich-tieu-de')}: {self._leaflet.place}"
        return self._sheet.as_pdf(title, self._leaflet.made_at)

    def as_png(self) -> bytes:
        """Return it as a picture to send."""
        return self._sheet.as_png()

    def _head(self) -> None:
        leaflet, sheet = self._leaflet, self._sheet
        sheet.fill(Box(0, 0, WIDTH, _BAND), _BLUE)
        lines = (
            (leaflet.say("ap-phich-tieu-de"), 19),
            (f"{leaflet.area.name}, {leaflet.area.province}", 27),
            (leaflet.neighbourhood, 19),
        )
        told = [
            (capital(text), Style(size, bold=True, colour=_WHITE)) for text, size in lines if text
        ]
        styles = [_one_line(text, style) for text, style in told]
        top = (_BAND - sum(style.line + style.after for style in styles)) / 2 + 1
        for (text, _), style in zip(told, styles, strict=True):
            top = sheet.write(text, _MARGIN, top, _INSIDE, style)

    def _body(self) -> None:
        room = _FOOT - _BAND - 8
        scale, blocks = _fitting(self._leaflet, room)
        top = _BAND + 5
        for text, style in blocks:
            top = self._sheet.write(text, _MARGIN, top, _INSIDE, style.scaled(scale))

    def _foot(self) -> None:
        leaflet, sheet, say = self._leaflet, self._sheet, self._leaflet.say
        sheet.fill(Box(0, _FOOT - 2, WIDTH, 0.6), _BLUE)
        sheet.frame(
            Box(_QR.left - 1, _QR.top - 1, _QR.width + 2, _QR.height + 2), _BLUE, "#ffffff"
        )
        sheet.code(leaflet.link, _QR)
        top = sheet.write(say("ap-phich-quet"), _BESIDE.left, _BESIDE.top, _BESIDE.width, _HEADING)
        top = sheet.write(say("ap-phich-quet-them"), _BESIDE.left, top, _BESIDE.width, Style(12))
        shown = leaflet.link.removeprefix("https://").partition("?")[0]
        top = sheet.write(
            shown, _BESIDE.left, top, _BESIDE.width, Style(11, colour=_BLUE, after=3)
        )
        warning = Box(_BESIDE.left, top, _BESIDE.width, _QR.top + _QR.height - top)
        sheet.frame(warning, _RED, _ROSE)
        inside, width = warning.left + 3, warning.width - 6
        blocks: list[Block] = [
            (say("ap-phich-coi-chung"), Style(14, bold=True, colour=_RED)),
            (say("ap-phich-lua-dao"), Style(12, after=0)),
        ]
        scale = _scale(blocks, width, warning.height - 4)
        top += 2
        for text, style in blocks:
            top = sheet.write(text, inside, top, width, style.scaled(scale))
        self._last_lines()

    def _last_lines(self) -> None:
        leaflet, say = self._leaflet, self._leaflet.say
        until = say("dung-den-ngay", ngay=write_day(leaflet.valid_until, "vi"))
        made = say("ap-phich-lap-ngay", ngay=write_day(leaflet.made_at.date(), "vi"))
        lines = [f"{until} {made}", leaflet.hotline]
        top = _QR.top + _QR.height + 3.5
        bold = Style(11.5, bold=True, after=0.6)
        for line, style in zip(lines, (bold, _SMALL), strict=True):
            top = self._sheet.write(line, _MARGIN, top, _INSIDE, _one_line(line, style))


def _fitting(leaflet: Leaflet, room: float) -> tuple[float, Sequence[Block]]:
    """Return as many blocks as fit into so many millimetres and can be read, and how large."""
    must, items = _sessions(leaflet), _answers(leaflet)
    for least in (min(_ENOUGH, len(items)), 0):
        for scale in _SCALES:
            for number in range(len(items), least - 1, -1):
                blocks = [*must, *(block for item in items[:number] for block in item)]
                if _height(blocks, _INSIDE, scale) <= room:
                    return scale, blocks
    return _scale(must, _INSIDE, room), must


def _sessions(leaflet: Leaflet) -> list[Block]:
    say = leaflet.say
    blocks: list[Block] = []
    if leaflet.sample:
        blocks.append((say("du-lieu-mau"), Style(13, bold=True, colour=_RED)))
    blocks.append((say("ap-phich-buoi"), _HEADING))
    blocks += [(f"• {told.full}", _SESSION) for told in leaflet.sessions]
    if not leaflet.sessions:
        blocks.append((say("ap-phich-chua-co-buoi", so=str(AHEAD.days)), _SESSION))
    if leaflet.offices:
        blocks.append((say("ap-phich-noi-nhan"), _HEADING))
        blocks += [(office, _SESSION) for office in leaflet.offices]
    return blocks


def _answers(leaflet: Leaflet) -> list[list[Block]]:
    """Return the answers, each as a few blocks; the first with the heading of all."""
    items = [[(item.title, _TITLE), (item.lead, _ANSWER)] for item in leaflet.items[:_MOST_ITEMS]]
    if items:
        items[0].insert(0, (leaflet.say("ap-phich-can-biet"), _HEADING))
    return items


def _height(blocks: Sequence[Block], width: float, scale: float) -> float:
    return sum(height(text, width, style.scaled(scale)) for text, style in blocks)


def _scale(blocks: Sequence[Block], width: float, room: float) -> float:
    """Return the largest scale in which blocks fit, the smallest where they never do."""
    scale = 1.0
    while scale > _SMALLEST and _height(blocks, width, scale) > room:
        scale -= 0.02
    return scale


def _one_line(text: str, style: Style) -> Style:
    """Return a style in which a text takes one line of the page."""
    while height(text, _INSIDE, style) > style.line + style.after and style.size > 6:
        style = style.scaled(0.95)
    return style
