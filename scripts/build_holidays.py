"""Print public holidays as YAML to start from: `python scripts/build_holidays.py 2026 2027`.

Needs the package `holidays` (`pip install holidays`), which the program itself does without. What
it prints is a seed for `knowledge/holidays.yaml`; staff then correct it after the notice that the
state issues each year on days off in lieu.
"""

from __future__ import annotations

import re
import sys
from datetime import date, datetime

import holidays

_LUNAR = {
    "29 Tết": "Hai ngày trước mùng 1 Tết",
    "Giao thừa Tết Nguyên Đán": "Giao thừa Tết Nguyên đán",
    "Tết Nguyên Đán": "Mùng 1 Tết Nguyên đán",
    "Mùng hai Tết Nguyên Đán": "Mùng 2 Tết Nguyên đán",
    "Mùng ba Tết Nguyên Đán": "Mùng 3 Tết Nguyên đán",
    "Mùng bốn Tết Nguyên Đán": "Mùng 4 Tết Nguyên đán",
    "Mùng năm Tết Nguyên Đán": "Mùng 5 Tết Nguyên đán",
}
_IN_LIEU_OF = re.compile(r"\(thay cho ngày (\d{2}/\d{2}/\d{4})\)")


def rows(years: list[int]) -> list[tuple[date, str, bool]]:
    """Return days with name and whether they are Saturdays worked in lieu, in order."""
    found = []
    for day, name in holidays.country_holidays("VN", years=years, language="vi").items():
        found.append((day, _LUNAR.get(name, name), False))
        if swapped := _IN_LIEU_OF.search(name):
            worked = datetime.strptime(swapped[1], "%d/%m/%Y").date()  # noqa: DTZ007  (a day)
            found.append((worked, f"Làm bù cho ngày {day:%d/%m/%Y}", True))
    return sorted(found)


def main(arguments: list[str]) -> None:
    """Print the years named."""
    sys.stdout.write("# yaml-language-server: $schema=.schema/holidays.json\nholidays:\n")
    for day, name, working in rows([int(year) for year in arguments]):
        more = ", working: true" if working else ""
        sys.stdout.write(f'  - {{date: {day:%d/%m/%Y}, name: "{name}"{more}}}\n')


if __name__ == "__main__":
    main(sys.argv[1:])
