"""The parameters that the age calculator reads, for tests without the shipped knowledge."""

from __future__ import annotations

from bot.content.law import LawFile
from bot.content.parameters import Parameters

Values = dict[str, tuple[str, object]]
"""Unit and value by parameter id."""

CARDS: Values = {
    "tuoi-phai-doi": ("tuoi", ["14", "25", "40", "60"]),
    "thoi-gian-doi-som": ("nam", "2"),
    "hieu-luc-luat-can-cuoc": ("ngay-thang", "2024-07-01"),
    "ngay-som-nhat-cccd": ("ngay-thang", "2014-01-01"),
    "han-cmnd": ("ngay-thang", "2024-12-31"),
    "ngay-cmnd-het-gia-tri": ("ngay-thang", "2025-01-01"),
    "thoi-gian-lam-the": ("ngay-lam-viec", "5"),
}
"""What a knowledge folder must add to the ages of its bands."""
BANDS: Values = {
    "tuoi-bat-buoc": ("tuoi", "14"),
    "tuoi-tre-nop-truc-tuyen": ("tuoi", "6"),
}


def as_file(values: Values, since: str = "2024-07-01") -> dict[str, object]:
    """Return what a file of `law/` holds."""
    return {
        "parameters": [
            {
                "id": name,
                "label": f"Thông số {name}",
                "unit": unit,
                "values": [
                    {
                        "from": since,
                        "value": value,
                        "sources": [{"doc": "Luật thử", "article": "Điều 1"}],
                        "checked_on": since,
                    }
                ],
            }
            for name, (unit, value) in values.items()
        ]
    }


def law(**changed: object) -> Parameters:
    """Return the parameters, some with other values; underscores stand for dashes."""
    values = {**CARDS, **BANDS}
    for name, value in changed.items():
        key = name.replace("_", "-")
        values[key] = (values[key][0], value)
    return Parameters(LawFile.model_validate(as_file(values)).parameters)
