"""A conversation as Markdown: what a reader sees, with the buttons in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from tests.conversations.script import Script
from tests.conversations.stage import GROUP, Moment, text_of, topics_of
from tests.telegram_server.server import Call

_HEAD = "<!-- Written by `python -m scripts.conversations`; change the script, not this file. -->"
_SIGNS = re.compile(r"([\\`*_\[\]<>~|])")
_LIST = re.compile(r"^(\d+)([.)])(?= )|^([-+#])(?= )", re.MULTILINE)
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~", "del": "~~"}


def transcript(script: Script, moments: Iterable[Moment]) -> str:
    """Return the whole document."""
    where = f" In the group *{script.group.title}*." if script.group else ""
    parts = [_HEAD, f"# {script.title}", f"{script.about}{where}"]
    parts += [part for moment in moments for part in _of_moment(moment, script)]
    return "\n\n".join(parts) + "\n"


def index(scripts: dict[str, Script]) -> str:
    """Return the list of all transcripts."""
    rows = [f"| [{each.title}]({name}.md) | {each.about} |" for name, each in scripts.items()]
    return "\n".join(
        [
            _HEAD, "", "# Conversations", "",
            "What people see who speak with the bot in Telegram: the scripts in "
            "`tests/conversations/`, played against the Bot API server of the tests with the "
            "shipped knowledge, on Sunday 22 November 2026 at noon. Buttons stand in brackets.",
            "", "| conversation | what it shows |", "|---|---|", *rows, "",
        ]
    )  # fmt: skip


def _of_moment(moment: Moment, script: Script) -> Iterator[str]:
    yield _deed(moment)
    if not moment.heard:
        yield "*(Telegram does not show this to the bot.)*"
    if moment.sent:
        rows = moment.sent.get("reply_markup", {}).get("inline_keyboard", [])
        yield _quoted(_escaped(moment.sent["text"]), rows)
    elif not moment.replies and moment.heard:
        yield "*(The bot says nothing.)*"
    for call in moment.replies:
        yield from _of_reply(call, script)


def _deed(moment: Moment) -> str:
    step, who = moment.step, moment.who
    if step.publishes:
        return f"*The staff change `{step.publishes.file}`.*"
    deed = {
        "presses": f"presses `[{step.presses}]`",
        "sends": f"sends a {step.sends}",
        "types": f"types `{' '.join(['@tro_ly_bot', step.types or '']).strip()}`",
        "shares": f"presses `[{step.shares}]` and picks a chat",
        "chooses": f"sends the card *{step.chooses}*",
        "adds": "adds the bot to the group",
        "forwards": "forwards that message",
        "pastes": f"pastes that message, with *{step.pastes.before}* turned into "
        f"*{step.pastes.after}*"
        if step.pastes
        else "",
    }.get(step.deeds[0], "")
    if deed:
        return f"**{who}** {deed}" + " (in private)" * step.privately
    how = [
        *(["in private"] if step.privately else []), *(["replying"] if step.replying else []),
        *(["forwarding"] if step.forwarded else []), *([step.topic] if step.topic else []),
        *(["changing the message"] if step.edits else []),
    ]  # fmt: skip
    told = f" ({', '.join(how)})" if how else ""
    return f"**{who}**{told}: " + _broken(_escaped(moment.said))


def _of_reply(call: Call, script: Script) -> Iterator[str]:
    if call.method == "answerCallbackQuery":
        yield f"*(A notice appears for a moment: {_escaped(call.text)})*"
    elif call.method == "answerInlineQuery":
        yield _results(call)
    elif call.method == "editMessageReplyMarkup":
        yield "*(The buttons change.)*"
        yield _quoted("…", call.rows)
    elif call.method in {"deleteMessage", "leaveChat"}:
        yield (
            "*(The bot leaves the group.)*"
            if call.method == "leaveChat"
            else ("*(The bot deletes its message.)*")
        )
    else:
        chat = call.given["chat_id"]
        if script.group and chat != GROUP:
            yield f"*(To {script.people[chat - 1]} in private:)*"
        if call.method == "editMessageText":
            yield "*(The message changes:)*"
        if topic := _topic(call, script):
            yield f"*(In the topic {topic}:)*"
        text = text_of(call)
        html = call.given.get("parse_mode") == "HTML"
        yield _quoted(markdown(text) if html else _escaped(text), call.rows)
        if keys := call.given.get("reply_markup", {}).get("keyboard"):
            shown = " ".join(f"`[{key['text']}]`" for row in keys for key in row)
            yield f"*(At the bottom of the screen:)* {shown}"


def _topic(call: Call, script: Script) -> str:
    topics = topics_of(script)
    return next((n for n, at in topics.items() if at == call.given.get("message_thread_id")), "")


def _results(call: Call) -> str:
    lines = [
        f"- **{_escaped(each['title'])}**: {_escaped(each.get('description', ''))}".rstrip(": ")
        for each in call.given["results"]
    ]
    above = call.given.get("button")
    top = [f"`[{above['text']}]`", ""] if above else []
    return "\n".join([*top, *(lines or ["*(no results)*"])])


def _quoted(text: str, rows: list[list[dict[str, str]]]) -> str:
    shown = "\n".join(" ".join(_button(each) for each in row) for row in rows)
    parts = [_broken(text), *([_broken(shown)] if shown else [])]
    lines = "\n\n".join(parts).split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _button(button: dict[str, str]) -> str:
    return f"`[{button['text']}]`" + " ↗" * ("callback_data" not in button)


def _broken(text: str) -> str:
    """Return a text whose lines stay lines in Markdown."""
    return re.sub(r"(?<=[^\n>])\n(?=[^\n>])", "\\\\\n", text)


def _escaped(text: str) -> str:
    signs = _SIGNS.sub(r"\\\1", text)
    return _LIST.sub(lambda found: (found[1] or "") + "\\" + (found[2] or found[3]), signs)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append(str(dict(attrs).get("href")))
            self.parts.append("[")
        elif tag == "blockquote":
            self.parts.append("\0")
        else:
            self.parts.append(_MARKS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.parts.append(f"]({self.links.pop()})")
        elif tag == "blockquote":
            self.parts.append("\0")
        else:
            self.parts.append(_MARKS.get(tag, ""))

    def handle_data(self, data: str) -> None:
        self.parts.append(_escaped(data))


def markdown(html: str) -> str:
    """Return Telegram's HTML as Markdown."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    plain, *rest = "".join(reader.parts).split("\0")
    told = [plain.strip("\n")]
    for at, part in enumerate(rest):
        lines = part.strip("\n")
        quoted = "\n".join(f"> {line}".rstrip() for line in _broken(lines).split("\n"))
        told.append(lines if at % 2 else quoted)
    return "\n\n".join(part for part in told if part)
