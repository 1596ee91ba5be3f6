import pytest

from carnet.accounts.credentials import identifier_problems, password_problems

PERSONAL = ["MARTIN", "Élodie Marie", "14071958"]


@pytest.mark.parametrize("identifier", ["elodie.m", "A_B-C.1234", "x" * 64])
def test_it_accepts_an_identifier(identifier: str) -> None:
    assert identifier_problems(identifier) == []


@pytest.mark.parametrize(
    ("identifier", "word"),
    [
        ("elodie", "8 à 64"),
        ("x" * 65, "8 à 64"),
        ("élodie.martin", "sans accent"),
        ("elodie@example.org", "sans accent"),
        ("255081416802538", "sécurité sociale"),
        ("2550814168025", "sécurité sociale"),
        ("2-55-08-14-168-025-38", "sécurité sociale"),
        ("FR7630006000011234567890189", "numéro de compte"),
    ],
)
def test_it_refuses_an_identifier(identifier: str, word: str) -> None:
    assert any(word in problem for problem in identifier_problems(identifier))


@pytest.mark.parametrize("password", ["Cerise-42x", "phrase Longue 7 !", "éÉ1?éééééé"])
def test_it_accepts_a_password(password: str) -> None:
    assert password_problems(password, PERSONAL) == []


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("Ab1!xyz", "9 à 128"),
        ("Ab1!" * 33, "9 à 128"),
        ("cerise-42x", "majuscule"),
        ("CERISE-42X", "minuscule"),
        ("Cerise-xyz", "chiffre"),
        ("Cerise42xy", "signe"),
        ("Cerise 42xy", "signe"),
        ("Martin-2026!", "votre nom"),
        ("xX!elodie99", "votre nom"),
        ("Le-14/07/1958", "votre nom"),
    ],
)
def test_it_refuses_a_password(password: str, word: str) -> None:
    assert any(word in problem for problem in password_problems(password, PERSONAL))
