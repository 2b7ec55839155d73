"""Rules that hold across files; one small generator for each, in the order staff would read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from bot.content.area_names import AreaNames
from bot.content.checks import answers, language, law, local, sessions
from bot.content.checks.folder import Folder, Parsed
from bot.errors import Fault

Rule = Callable[[Folder], Iterator[Fault]]
RULES: tuple[Rule, ...] = (
    law.unique_parameters,
    law.fitting_values,
    law.dated_values,
    law.documents_once,
    law.placed_caveats,
    answers.topics_in_place,
    answers.one_answer,
    answers.known_places,
    answers.short_leads,
    answers.whole_leads,
    answers.no_literals,
    answers.cited_sources,
    answers.linked_topics,
    language.placed_phrasings,
    language.unique_ids,
    language.messages_in_step,
    language.core_concepts,
    language.pointed_topics,
    sessions.known_sites,
    sessions.possible_days,
    sessions.dates_off_holidays,
    sessions.bounded_suspensions,
    sessions.changes_in_plan,
    sessions.moved_ahead,
    sessions.fitting_hours,
    sessions.weekdays_once,
    sessions.fitting_people,
    sessions.one_team,
    sessions.confirmed_after_published,
    local.unique_local_ids,
    local.ordered_periods,
    local.holidays_once,
    local.single_wards,
    local.known_areas,
)
"""All of them; `check` reports what any finds."""


def check(
    parsed: Mapping[str, Parsed],
    unread: Collection[str] = (),
    area_names: AreaNames | None = None,
) -> list[Fault]:
    """Return every fault across these files, sorted by place; `unread` are those beside them.

    Areas are looked up where `area_names` is given.
    """
    folder = Folder(parsed, unread, area_names)
    return sorted({fault for rule in RULES for fault in rule(folder)})
