"""All that is known of one ward: what is held there and who works for it."""

from __future__ import annotations

from bot.assistant.finding import Finding
from bot.assistant.question import VIETNAM, Question
from bot.assistant.reply import Reply
from bot.assistant.sessions.asking import Asked
from bot.assistant.sessions.guide import LocalGuide
from bot.assistant.sessions.scope import whole_area
from bot.assistant.status import Status
from bot.assistant.turn import ways
from bot.language.places import Area


def ward_reply(area: Area, question: Question, guide: LocalGuide) -> Reply:
    """Return the coming sessions and the offices of one of today's wards, or that none is known.

    `question` says when and in which language; its text does not count.
    """
    language = question.language or "vi"
    asked = Asked(
        question.moment.astimezone(VIETNAM),
        place=whole_area(area, guide.knowledge.gazetteer),
        language=language,
    )
    answers = [guide.sessions(asked)]
    if not answers[0].offices and (office := guide.office(asked)).status is Status.OFFICE:
        answers.append(office)
    found = tuple(Finding(answer.status, answer.text, local=answer) for answer in answers)
    told = dict.fromkeys(part for answer in answers for part in (answer.note, *answer.lines))
    return Reply(
        answers[0].status,
        language,
        "\n\n".join(told),
        links=tuple(dict.fromkeys(link for finding in found for link in ways(finding))),
        found=found,
    )
