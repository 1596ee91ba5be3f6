"""Addresses that browsers give are strangers' words: none leads inside the house."""

from __future__ import annotations

import socket
from typing import Any

import httpcore
import pytest
from django.test import override_settings

from carnet.demo import push
from carnet.notify import push_service
from carnet.notify.push_service import Guarded, Network, public_address
from carnet.notify.sms import NotSent

SOUND = "https://updates.push.services.mozilla.com/wpush/v2/gAAAAABk"


@pytest.mark.parametrize(
    "endpoint",
    [
        SOUND,
        "https://fcm.googleapis.com/fcm/send/abc:def",
        "https://web.push.apple.com/QGuQ",
        "https://wns2-par02p.notify.windows.com/w/?token=BQY%3d",
        "https://push.example:443/x",
    ],
)
def test_push_services_are_taken(endpoint: str) -> None:
    assert Network().accepts(endpoint)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example/x",
        "ftp://push.example/x",
        "https://localhost/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://2130706433/x",  # 127.0.0.1 in one number
        "https://0x7f.1/x",
        "https://127.1/x",
        "https://10.0.0.1.:443/x",
        "https://intranet/x",
        "https://push.example:8000/x",
        "https://push.example:99999/x",
        "https://user:word@push.example/x",
        "https://push.example@127.0.0.1/x",
        "https:///x",
        "https://push..example/x",
        "https://push.example../x",
        "https://.example/x",
        f"https://{'p' * 64}.example/x",
        "https://pusch\u00e9.example/x",
        "https://push.example/\r\nHost: a",
        "https://push.example/" + "x" * 1000,
        "//push.example/x",
        "",
    ],
)
def test_anything_else_is_refused(endpoint: str) -> None:
    assert not Network().accepts(endpoint)
    with pytest.raises(NotSent):
        Network().post(endpoint, {}, b"")


def resolving(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    def lookup(host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:
        return [(0, 0, 0, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "255.255.255.255", "192.0.2.1",
        "::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::a00:1",
        "2002:a00:1::",
    ],
)  # fmt: skip
def test_a_name_that_leads_inside_is_not_called(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolving(monkeypatch, "93.184.215.14", address)  # among others that are sound
    with pytest.raises(httpcore.ConnectError):
        public_address("push.example", 443)
    with pytest.raises(NotSent):
        Network().post("https://push.example/x", {}, b"")


def test_the_address_that_was_checked_is_the_one_called(monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch, "93.184.215.14")
    called: list[str] = []
    monkeypatch.setattr(
        httpcore.SyncBackend, "connect_tcp", lambda _self, host, *_rest: called.append(host)
    )
    Guarded().connect_tcp("push.example", 443)
    assert called == ["93.184.215.14"]


def test_a_service_that_does_not_answer_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch, "93.184.215.14")

    def refused(*_: object) -> None:
        raise httpcore.ConnectError

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", refused)
    with pytest.raises(NotSent):
        Network().post(SOUND, {}, b"")


@override_settings(BASE_URL="http://localhost:8000")
def test_the_demonstration_has_its_own_and_takes_no_other_inside() -> None:
    address, _receiver = push.new_phone()
    assert push.Backend().accepts(address)
    assert not Network().accepts(address)
    assert not push.Backend().accepts("http://localhost:8000/demo/push/x")
    assert not push.Backend().accepts("http://localhost:8000/accueil/")


def test_production_writes_to_the_network(settings: Any) -> None:
    settings.PUSH_BACKEND = "carnet.notify.push_service.Network"
    assert isinstance(push_service.service(), Network)
