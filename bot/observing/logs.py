"""How the log of a running process looks: lines for people, or one JSON object a line."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence

import structlog

from bot.assistant.reply import Reply
from bot.config import Log

_OURS = ("bot", "handlers")
_NAME = "bot.questions"
_QUESTIONS = structlog.stdlib.get_logger(_NAME)
_SHARED: Sequence[structlog.types.Processor] = (
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def set_up(settings: Log) -> None:
    """Write the log of this process to standard error.

    The level holds for our own rooms; libraries speak from warnings on, since some of them would
    write addresses that hold the token.
    """
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    last: list[structlog.types.Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta
    ]
    if settings.form == "json":
        last += [
            structlog.processors.format_exc_info,
            structlog.processors.EventRenamer("message"),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    else:
        plain = structlog.dev.plain_traceback  # the other one shows local values
        last.append(structlog.dev.ConsoleRenderer(colors=False, exception_formatter=plain))
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(processors=last, foreign_pre_chain=_SHARED)
    )
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in _OURS:
        logging.getLogger(name).setLevel(settings.level.upper())


def question(channel: str, style: str, reply: Reply) -> None:
    """Write one line on a question that was answered, without a word of it."""
    if not logging.getLogger(_NAME).isEnabledFor(logging.INFO):
        return
    _QUESTIONS.info(
        "question",
        channel=channel,
        status=reply.status.value,
        style=style,
        topic=next(iter(reply.topics), None),
        confidence=round(reply.confidence, 3),
    )
