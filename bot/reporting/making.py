"""A report or its charts from one call: what is gathered, then written in a form."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from bot.config import Config
from bot.content.knowledge import Knowledge
from bot.reporting.content import Report
from bot.reporting.gathering import Wanted, gather
from bot.reporting.leaflets import Leaflet
from bot.reporting.speeches import loudspeaker, zalo
from bot.store.base import Store

Form = Literal["docx", "xlsx"]


def report_on(store: Store, knowledge: Knowledge, config: Config, wanted: Wanted) -> Report:
    """Return what is known of a period under the settings of this installation; blocks."""
    return gather(store, knowledge, wanted, timedelta(days=config.retention_days))


def written(report: Report, config: Config, form: Form) -> bytes:
    """Return the file of a report; blocks, and loads what writes such files."""
    if form == "xlsx":
        from bot.reporting.workbook import as_xlsx  # noqa: PLC0415  (Excel, for who needs it)

        return as_xlsx(report)
    from bot.reporting.document import as_docx  # noqa: PLC0415  (Word and charts: 60 MB)

    return as_docx(report, config.reports)


def make(
    store: Store, knowledge: Knowledge, config: Config, wanted: Wanted, form: Form = "docx"
) -> bytes:
    """Return the file of the report on a period; blocks."""
    return written(report_on(store, knowledge, config, wanted), config, form)


def charts(report: Report) -> dict[str, bytes]:
    """Return the charts of a report as PNG, by file name without ending; blocks."""
    from bot.reporting.charts import charts as drawn  # noqa: PLC0415  (matplotlib: 40 MB)

    return drawn(report)


def poster(told: Leaflet, form: Literal["pdf", "png"]) -> bytes:
    """Return the poster of a leaflet; blocks."""
    from bot.reporting.posters import Poster  # noqa: PLC0415  (matplotlib: 40 MB)

    drawn = Poster(told)
    return drawn.as_pdf() if form == "pdf" else drawn.as_png()


def leaflet_files(told: Leaflet) -> dict[str, bytes]:
    """Return the poster and the texts of a leaflet by file name; blocks."""
    from bot.reporting.posters import Poster  # noqa: PLC0415  (matplotlib: 40 MB)

    poster = Poster(told)
    return {
        "ap-phich.pdf": poster.as_pdf(),
        "ap-phich.png": poster.as_png(),
        "loa-2-phut.txt": loudspeaker(told).encode(),
        "zalo.txt": zalo(told).encode(),
    }
