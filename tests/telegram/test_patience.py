import pytest
from telegram.error import NetworkError, TimedOut
from telegram.request import HTTPXRequest

from handlers import patience
from handlers.patience import PatientRequest

SEND = "https://example.org/bot1:a/sendMessage"


@pytest.fixture
def tried(monkeypatch):
    """The tries of one call, each ending as the test says."""
    endings, tries = [], []

    async def do_request(self, url, *args, **kwargs):
        tries.append(url)
        ending = endings.pop(0)
        if isinstance(ending, Exception):
            raise ending
        return ending

    monkeypatch.setattr(HTTPXRequest, "do_request", do_request)
    monkeypatch.setattr(patience, "PAUSES", (0.0, 0.0))
    return endings, tries


async def test_a_call_that_could_not_connect_is_tried_again(tried):
    endings, tries = tried
    endings += [NetworkError("no route"), (200, b"{}")]
    assert await PatientRequest().do_request(SEND, "POST") == (200, b"{}")
    assert len(tries) == 2


async def test_a_call_whose_answer_timed_out_is_not_said_twice(tried):
    endings, tries = tried
    endings += [TimedOut(), (200, b"{}")]
    with pytest.raises(TimedOut):
        await PatientRequest().do_request(SEND, "POST")
    assert len(tries) == 1


async def test_a_busy_server_is_asked_three_times_and_then_believed(tried):
    endings, tries = tried
    endings += [(502, b""), (500, b""), (503, b"last")]
    assert await PatientRequest().do_request(SEND, "POST") == (503, b"last")
    assert len(tries) == 3


async def test_a_refused_call_is_not_repeated(tried):
    endings, tries = tried
    endings += [(403, b"blocked")]
    assert await PatientRequest().do_request(SEND, "POST") == (403, b"blocked")
    assert len(tries) == 1
