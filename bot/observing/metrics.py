"""The numbers that a running process counts; none of them tells anything about a person."""

from __future__ import annotations

from prometheus_client import (
    GC_COLLECTOR,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)

disable_created_metrics()  # type: ignore[no-untyped-call]
REGISTRY = CollectorRegistry()
"""All that `/metrics` shows."""
ProcessCollector(registry=REGISTRY)
REGISTRY.register(GC_COLLECTOR)

QUESTIONS = Counter(
    "cancuoc_questions", "Messages answered.", ["channel", "status", "style"], registry=REGISTRY
)
ENGINE_SECONDS = Histogram(
    "cancuoc_engine_seconds",
    "Time in which the engine decides and words an answer.",
    buckets=(0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5),
    registry=REGISTRY,
)
UPDATE_SECONDS = Histogram(
    "cancuoc_update_seconds",
    "Time from taking an update of Telegram until it may be acknowledged.",
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30),
    registry=REGISTRY,
)
UPDATES_IN_HAND = Gauge(
    "cancuoc_updates_in_hand", "Updates taken and not yet acknowledged.", registry=REGISTRY
)
PASSED_OVER = Counter(
    "cancuoc_updates_passed_over", "Updates that no handler could deal with.", registry=REGISTRY
)
CALLS = Counter(
    "cancuoc_telegram_calls", "Calls of the Bot API by what came back: a status, or «unreached».",
    ["method", "outcome"], registry=REGISTRY,
)  # fmt: skip
PENDING = Gauge(
    "cancuoc_telegram_pending_updates", "Updates that wait at Telegram, as it says.",
    registry=REGISTRY,
)  # fmt: skip
STORE_FAULTS = Counter(
    "cancuoc_store_faults", "Questions and updates that the store could not keep.", ["what"],
    registry=REGISTRY,
)  # fmt: skip
DUTY_FAULTS = Counter(
    "cancuoc_duty_faults", "Faults of what runs beside the answering.", ["duty"], registry=REGISTRY
)
LOOP_LAG = Histogram(
    "cancuoc_event_loop_lag_seconds", "How long the event loop stood still, felt twice a second.",
    buckets=(0.005, 0.01, 0.05, 0.1, 0.5, 1, 5), registry=REGISTRY,
)  # fmt: skip


def style_of(text: str, language: str) -> str:
    """Return how a message is typed: `en`, or Vietnamese with its marks (`vi`) or without."""
    if language == "en":
        return "en"
    return "vi-plain" if text.isascii() else "vi"
