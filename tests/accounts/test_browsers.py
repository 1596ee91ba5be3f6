"""What a browser says of itself, in words; anything it says is taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.accounts import browsers
from carnet.accounts.models import Device

_CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0"
_SAFARI = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (Android 14; Mobile; rv:120.0) Gecko/120.0 Firefox/120.0",
         "Firefox sur Android"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {_CHROME} Safari/537.36 Edg/120.0",
         "Edge sur Windows"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {_CHROME} Safari/537.36",
         "Chrome sur Windows"),
        ((f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) {_SAFARI} Mobile/15E148 "
         "Safari/604.1"), "Safari sur iPhone"),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {_SAFARI} Safari/605.1.15",
         "Safari sur Mac"),
        ((f"Mozilla/5.0 (Linux; Android 13; SM-G991B) {_CHROME} SamsungBrowser/23.0 "
         "Mobile Safari/537.36"), "Samsung Internet sur Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0",
         "Firefox sur Linux"),
        ("curl/8.4.0", "Un navigateur"),
        ("", "Un navigateur"),
        ("Something on Windows", "Un navigateur sur Windows"),
    ],
)  # fmt: skip
def test_it_is_said_in_plain_words(user_agent: str, words: str) -> None:
    assert browsers.spoken(browsers.name_of(user_agent)) == words


@given(st.text())
def test_any_header_makes_a_name_that_fits(user_agent: str) -> None:
    longest = Device._meta.get_field("name").max_length
    assert len(browsers.name_of(user_agent)) <= (longest or 0)
