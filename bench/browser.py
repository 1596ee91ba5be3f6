"""A browser without JavaScript, as cheap as it can be: it shares the cores that it measures."""

from __future__ import annotations

import http.client
import re
from http.cookies import SimpleCookie
from urllib.parse import urlencode

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Browser:
    """One visitor: keeps cookies, follows redirects, sends the token of the form it was shown.

    ``address``: its network address, told as a trusted proxy does.
    """

    def __init__(self, port: int, address: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port)
        self._address = address
        self._cookies: dict[str, str] = {}
        self._token = ""
        self.page = ""

    def get(self, path: str) -> None:
        """Open a page, through its redirects."""
        self._follow("GET", path)

    def post(self, fields: dict[str, str]) -> None:
        """Send the form of the page at hand; its errors end the bench."""
        body = urlencode(fields | {"csrfmiddlewaretoken": self._token})
        self._follow("POST", self.page, body)

    def _follow(self, method: str, path: str, body: str = "") -> None:
        while True:
            status, where, text = self._send(method, path, body)
            if status != http.client.FOUND:
                break
            method, path, body = "GET", where, ""
        if status != http.client.OK:
            raise RuntimeError(f"{method} {path}: {status}")
        self.page = path
        found = _TOKEN.search(text)
        self._token = found[1] if found else ""

    def _send(self, method: str, path: str, body: str) -> tuple[int, str, str]:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            "X-Forwarded-For": self._address,
        }
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, body or None, headers)
        answer = self._connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(cookie).items():
                self._cookies[name] = morsel.value
        text = answer.read().decode()
        return answer.status, answer.headers.get("Location", ""), text
