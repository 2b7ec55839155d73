"""What every noun of the knowledge base is made of: texts, ids, links and days, strictly read.

Every scalar reaches these models as text and is converted by its field, so `012` is not 10 and
`no` is not false. Unknown keys are faults.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints


class Model(BaseModel):
    """Frozen; refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def _iso_day(value: object) -> object:
    if isinstance(value, date) or value is None:
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise ValueError(f"ngày «{value}» không hợp lệ; viết năm-tháng-ngày, ví dụ 2026-12-31")


Day = Annotated[date, BeforeValidator(_iso_day, json_schema_input_type=date)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=48)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]
Texts = tuple[Text, ...]
