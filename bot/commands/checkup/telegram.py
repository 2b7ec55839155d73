"""The Telegram side: token, account, how updates come in, clock, proxy, commands."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from bot.commands.checkup.finding import Finding, fault, ok, warning
from bot.commands.checkup.pages import Health
from bot.config import Telegram
from bot.content.knowledge import Knowledge
from handlers.setup.examining import LIMIT, Account, Hook, Seen, examine

_OFFICIAL = "api.telegram.org"
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{30,}")
_PORTS = {443, 80, 88, 8443}
"""Where the official server delivers."""
_PROXY_PORTS = {"http": 80, "https": 443}
_SOCKS_PORT = 1080
_CLOCK = timedelta(seconds=60)
_RECENT = timedelta(hours=1)
_MANY = 100
"""Updates that wait from which on it looks as if nobody takes them."""


async def telegram(
    settings: Telegram, knowledge: Knowledge | None, health: Health | None
) -> AsyncIterator[Finding]:
    """Yield what was found; `health` is what a running assistant says, if one runs."""
    if settings.token is None:
        yield warning(
            "telegram",
            "Telegram: tắt vì chưa có token; muốn bật thì xin token ở @BotFather rồi đặt "
            "TELEGRAM_BOT_TOKEN",
        )
        return
    yield _token(settings)
    if settings.proxy is not None:
        yield await _proxy(settings.proxy)
    for finding in _address(settings):
        yield finding
    seen = await examine(settings, knowledge, poll=health is None and not settings.webhook_url)
    for finding in _told(settings, seen, health):
        yield finding


def _token(settings: Telegram) -> Finding:
    token = settings.token.get_secret_value() if settings.token else ""
    number, colon, _ = token.partition(":")
    shown = f"{number}:…" if colon and number.isdecimal() else "…"
    if _official(settings) and not _TOKEN.fullmatch(token):
        return warning(
            "token",
            f"Token: {shown} không giống token của @BotFather (số, dấu hai chấm, chừng 35 chữ); "
            "chép lại cho đủ, không có dấu cách",
        )
    return ok("token", f"Token: {shown} đã đặt")


async def _proxy(proxy: str) -> Finding:
    parts = urlsplit(proxy)
    host, port = parts.hostname or "", parts.port or _PROXY_PORTS.get(parts.scheme, _SOCKS_PORT)
    try:
        async with asyncio.timeout(LIMIT):
            _, writer = await asyncio.open_connection(host, port)
    except (OSError, TimeoutError):
        return fault(
            "proxy",
            f"Proxy: không tới được {host}:{port}; kiểm tra proxy và TELEGRAM_PROXY",
        )
    writer.close()
    return ok("proxy", f"Proxy: tới được {host}:{port}")


def _address(settings: Telegram) -> Iterator[Finding]:
    """The address of the webhook, where the official server would not have it."""
    if settings.webhook_url is None or not _official(settings):
        return
    parts = urlsplit(settings.webhook_url)
    if parts.scheme != "https" or (parts.port or 443) not in _PORTS:
        ports = ", ".join(map(str, sorted(_PORTS)))
        yield fault(
            "webhook_url",
            f"Webhook: Telegram chỉ gửi tới https, cổng {ports}; sửa telegram.webhook_url",
        )


def _told(settings: Telegram, seen: Seen, health: Health | None) -> Iterator[Finding]:
    if seen.account is None:
        yield _unreached(settings, seen)
    else:
        yield from _account(seen.account)
        yield _hook(settings, seen.hook)
        yield from _listening(seen, health)
        yield from _presentation(seen)
    yield from _clock(seen)


def _unreached(settings: Telegram, seen: Seen) -> Finding:
    server = urlsplit(settings.api_base_url).hostname
    told = {
        "token": f"{server} không nhận token; lấy lại token ở @BotFather, đặt lại "
        "TELEGRAM_BOT_TOKEN"
        + ("" if _official(settings) else " (hoặc sửa telegram.api_base_url)"),
        "network": f"không tới được {server}; kiểm tra mạng, hoặc đặt TELEGRAM_PROXY nếu mạng "
        "chặn Telegram",
        "answer": f"{server} trả lời lạ, không như máy chủ Bot API; thử lại sau ít phút, đặt "
        "TELEGRAM_PROXY nếu mạng chặn Telegram, kiểm tra telegram.api_base_url",
    }
    return fault("account", f"Telegram: {told[seen.trouble or 'network']}")


def _account(account: Account) -> Iterator[Finding]:
    yield ok("account", f"Telegram: @{account.username} ({account.first_name})")
    if account.supports_inline_queries:
        yield ok("inline", f"Gõ @{account.username} trong mọi cuộc trò chuyện: đã bật")
    else:
        yield warning(
            "inline",
            f"Gõ @{account.username} trong mọi cuộc trò chuyện: chưa bật; gửi /setinline cho "
            "@BotFather, chọn bot này, rồi gửi một câu gợi ý",
        )
    if account.can_join_groups:
        yield ok("groups", "Nhóm: trợ lý vào nhóm được")
    else:
        yield warning(
            "groups",
            "Nhóm: không thêm trợ lý vào nhóm được; gửi /setjoingroups cho @BotFather, chọn "
            "Enable",
        )
    if account.can_read_all_group_messages:
        told = (
            "tắt: Telegram gửi cho trợ lý mọi tin trong nhóm, cần cho việc tự trả lời; nếu "
            "không nhóm nào dùng, gửi /setprivacy cho @BotFather, chọn Enable"
        )
    else:
        told = (
            "bật: trong nhóm trợ lý chỉ nhận lệnh, tin nhắc tên và tin trả lời nó; muốn nhóm "
            "dùng tự trả lời thì gửi /setprivacy cho @BotFather, chọn Disable, rồi thêm lại "
            "vào nhóm"
        )
    yield ok("privacy_mode", f"Chế độ riêng tư trong nhóm: {told}")


def _hook(settings: Telegram, hook: Hook | None) -> Finding:
    if hook is None:
        return warning("webhook", "Cách nhận tin: Telegram chưa trả lời; chạy lại lệnh này")
    waiting = f"{hook.pending_update_count} tin đang chờ"
    if settings.webhook_url is None and hook.url:
        return warning(
            "webhook",
            f"Cách nhận tin: đang đặt webhook {_place(hook.url)} nên chưa hỏi tin được (409); "
            "python -m bot run tự gỡ; nếu một máy khác đang dùng webhook đó, dừng máy đó trước",
        )
    if settings.webhook_url is None:
        late = hook.pending_update_count >= _MANY
        told = f"Cách nhận tin: hỏi tin liên tục, {waiting}"
        if late:
            return warning("webhook", f"{told}; chạy python -m bot run để trả lời")
        return ok("webhook", told)
    if hook.url != settings.webhook_url:
        now = _place(hook.url) if hook.url else "chưa có"
        return warning(
            "webhook",
            f"Cách nhận tin: webhook phải là {_place(settings.webhook_url)}, hiện {now}; "
            "python -m bot run tự đặt; nếu một máy khác dùng token này, dừng máy đó trước",
        )
    return _delivering(hook, waiting)


def _delivering(hook: Hook, waiting: str) -> Finding:
    own = ", chứng chỉ tự ký" if hook.has_custom_certificate else ""
    told = f"Cách nhận tin: webhook {_place(hook.url)}{own}, {waiting}"
    last = hook.last_error_date
    recent = last is None or datetime.now(UTC) - last < _RECENT
    if hook.last_error_message and (recent or hook.pending_update_count):
        return warning(
            "webhook",
            f"{told}; Telegram báo: {hook.last_error_message}; kiểm tra địa chỉ, chứng chỉ và "
            "máy chủ chuyển tiếp",
        )
    if hook.pending_update_count >= _MANY:
        return warning("webhook", f"{told}; trợ lý chạy chưa, có kịp trả lời không?")
    return ok("webhook", told)


def _listening(seen: Seen, health: Health | None) -> Iterator[Finding]:
    """Whether exactly one process takes the updates."""
    if health is not None:
        yield _heard(health)
    elif seen.polled:
        yield fault(
            "polling",
            "Nhận tin: một tiến trình khác đang hỏi tin bằng token này (409); dừng nó, hoặc dùng "
            "token khác (nếu nó chính là trợ lý này ở cổng khác, ghi cổng đó vào web.port)",
        )
    elif seen.polled is False:
        yield ok("polling", "Nhận tin: không có tiến trình nào khác dùng token này")


def _heard(health: Health) -> Finding:
    age, trouble = health.get("telegram_last_poll_seconds"), health.get("telegram_trouble")
    if age is None:
        return warning(
            "polling",
            "Nhận tin: trợ lý đang chạy mà chưa bật Telegram; đặt TELEGRAM_BOT_TOKEN rồi khởi "
            "động lại",
        )
    told = f"Nhận tin: trợ lý đang chạy, nghe được Telegram {age:.0f} giây trước"
    if "telegram" in health.get("faults", ()):
        return fault("polling", f"{told}; {trouble or 'xem nhật ký của trợ lý'}")
    return ok("polling", told)


def _presentation(seen: Seen) -> Iterator[Finding]:
    if seen.unset is None:
        return
    if seen.unset:
        yield warning(
            "presentation",
            f"Lệnh và lời giới thiệu: {seen.unset} mục chưa đúng; python -m bot run tự đặt lại "
            "sau khi chạy ít phút",
        )
    else:
        yield ok("presentation", "Lệnh và lời giới thiệu trên Telegram: đúng cả")


def _clock(seen: Seen) -> Iterator[Finding]:
    if seen.ahead is None:
        return
    seconds = abs(seen.ahead.total_seconds())
    if abs(seen.ahead) > _CLOCK:
        side = "nhanh" if seen.ahead > timedelta(0) else "chậm"
        yield warning(
            "clock",
            f"Đồng hồ: máy này {side} {seconds:.0f} giây so với máy chủ Bot API; bật tự chỉnh "
            "giờ (NTP)",
        )
    else:
        yield ok("clock", "Đồng hồ: đúng với máy chủ Bot API")


def _official(settings: Telegram) -> bool:
    return urlsplit(settings.api_base_url).hostname == _OFFICIAL


def _place(url: str) -> str:
    """Return an address without its path, which may be a secret."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname}" + (f":{parts.port}" if parts.port else "")
