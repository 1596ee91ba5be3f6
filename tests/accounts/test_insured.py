import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.accounts import insured
from carnet.accounts.insured import BadFile, BadLine, Insured

HEADER, EXAMPLE = insured.template().encode().splitlines()
COLUMNS = HEADER.decode().split(";")


def line(**changes: str) -> bytes:
    values = dict(zip(COLUMNS, EXAMPLE.decode().split(";"), strict=True)) | changes
    return ";".join(values.values()).encode()


def read(*lines: bytes, header: bytes = HEADER) -> list[Insured | BadLine]:
    return list(insured.read(io.BytesIO(b"\n".join([header, *lines]))))


def test_it_reads_its_own_template() -> None:
    [found] = read(EXAMPLE)
    assert isinstance(found, Insured)
    assert found.number == 2
    assert found.birth_date == date(1955, 8, 14)
    assert found.vitale == "01234567891"  # a card with a photo: its last 11 digits


def test_it_reads_bom_commas_crlf_quotes_and_any_order() -> None:
    header = b"\xef\xbb\xbf" + ",".join(reversed(COLUMNS)).encode() + b"\r"
    values = reversed(EXAMPLE.decode().split(";"))
    one = ",".join(f'"{value}"' for value in values).encode() + b"\r"
    assert isinstance(read(one, header=header)[0], Insured)


def test_it_reads_latin_1() -> None:
    latin = line(prenoms="HÉLÈNE", nom_naissance="LEBŒUF").decode().encode("cp1252")
    [found] = read(latin)
    assert isinstance(found, Insured)
    assert (found.given_names, found.birth_name) == ("HÉLÈNE", "LEBŒUF")


def test_it_composes_accents() -> None:
    [found] = read(line(prenoms="HE\u0301LE\u0300NE"))
    assert isinstance(found, Insured)
    assert found.given_names == "HÉLÈNE"


def test_good_lines_go_on_around_bad_ones() -> None:
    found = read(EXAMPLE, b"", b"cut;off", EXAMPLE)
    assert [(row.number, type(row)) for row in found] == [(2, Insured), (4, BadLine), (5, Insured)]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"matricule": "255081416802539"}, "matricule: sound for its oid expected, wrong key"),
        ({"matricule": "12"}, "length"),
        ({"oid": "1.2.3"}, "wrong oid"),
        ({"nom_naissance": ""}, "nom_naissance: a value expected, nothing found"),
        ({"prenoms": "A" * 101}, "prenoms: a first one of 100 characters at most expected, 101"),
        ({"email": f"{'a' * 64}@{'b.' * 100}example.org"}, "email: 254 characters at most"),
        ({"prenoms": "A" * 201}, "200 characters at most expected, 201 found"),
        ({"prenoms": "A\x07B"}, "a control character found"),
        ({"nom_naissance": "日本"}, "nom_naissance: Latin letters expected"),
        ({"sexe": "X"}, "sexe: one of F, M, U expected"),
        ({"date_naissance": "1955-13-14"}, "date_naissance: AAAA-MM-JJ"),
        ({"date_naissance": "2955-08-14"}, "a day of the past expected"),
        ({"lieu_naissance": "PARIS"}, "lieu_naissance"),
        ({"vitale": "123"}, "vitale: 8 to 13 digits expected, 3 characters found"),
        ({"vitale": ""}, "vitale: the card of an adult expected"),
        ({"date_naissance": "2020-08-14"}, "parent: the attached parent of a minor expected"),
        (
            {"date_naissance": "2020-08-14", "parent": "2 55 08 14 168 025 38"},
            "parent: the matricule of somebody else expected",
        ),
        ({"deces": "1955-08-13"}, "deces: a day after the birth expected, one before it found"),
        ({"deces": "2999-01-01"}, "deces: a day of the past expected"),
        ({"deces": "1955-W33-7"}, "deces: AAAA-MM-JJ or JJ/MM/AAAA expected"),
        ({"document": "../secret.xml"}, "document: the name of a file, without any folder"),
        ({"document": ".hidden"}, "document: the name of a file"),
        ({"email": "nathalie@"}, "email: an e-mail address expected"),
        ({"mobile": "12"}, "mobile: a mobile number expected"),
        ({"code_postal": "7501"}, "code_postal: 5 digits expected"),
        ({"adresse": ""}, "email or adresse: a way to inform the person expected"),
        ({"nom_utilise": '"'}, "line: sound CSV expected"),
        ({"adresse": "x" * 5000}, "line: 4096 bytes at most expected"),
    ],
)
def test_it_sets_a_line_aside_with_the_reason(changes: dict[str, str], reason: str) -> None:
    [found] = read(line(**changes))
    assert isinstance(found, BadLine)
    assert reason in found.reason
    assert "255081416802538" not in found.reason


def test_a_mobile_becomes_e164_and_a_child_keeps_its_parent() -> None:
    child = line(
        matricule="120083512600195",
        date_naissance="2020-08-14",
        parent="2 55 08 14 168 025 38",
        vitale="",
        adresse="",
    )
    [found, other] = read(child, line(mobile="06 12 34 56 78"))
    assert isinstance(found, Insured)
    assert found.parent == "255081416802538"
    assert isinstance(other, Insured)
    assert other.mobile == "+33612345678"


def test_the_dead_need_no_way_to_be_reached() -> None:
    [found] = read(line(deces="02/01/2024", adresse="", vitale=""))
    assert isinstance(found, Insured)
    assert found.deceased_on == date(2024, 1, 2)


def test_a_file_may_tell_who_lives_or_say_nothing_of_deaths() -> None:
    [told] = read(EXAMPLE)
    without = [at for at, name in enumerate(COLUMNS) if name != "deces"]
    header = ";".join(COLUMNS[at] for at in without).encode()
    [silent] = read(
        ";".join(EXAMPLE.decode().split(";")[at] for at in without).encode(), header=header
    )
    assert isinstance(told, Insured)
    assert isinstance(silent, Insured)
    assert (told.living, silent.living) == (True, False)


@pytest.mark.parametrize("header", [b"", b"matricule;oid", HEADER + b";couleur", HEADER + b";oid"])
def test_it_refuses_a_header(header: bytes) -> None:
    with pytest.raises(BadFile):
        read(EXAMPLE, header=header)


def test_ten_million_columns_cost_no_memory() -> None:
    class Endless(io.RawIOBase):
        """A file whose second line has ten million columns, made as it is read."""

        left = 10_000_000

        def readline(self, size: int | None = -1) -> bytes:
            if self.left == 10_000_000:
                self.left -= 1
                return HEADER + b"\n"
            taken = min(size or 0, self.left)
            self.left -= taken
            return b";" * taken

    [found] = list(insured.read(Endless()))  # type: ignore[arg-type]
    assert isinstance(found, BadLine)


@given(st.binary(max_size=600))
def test_no_line_crashes_it(junk: bytes) -> None:
    for found in read(junk, EXAMPLE):
        assert isinstance(found, Insured | BadLine)


@given(st.binary(max_size=300), st.integers(0, 200), st.integers(0, 200))
def test_no_damage_to_a_sound_line_crashes_it(junk: bytes, start: int, end: int) -> None:
    for found in read(EXAMPLE[:start] + junk + EXAMPLE[end:]):
        assert isinstance(found, Insured | BadLine)


@given(st.binary(max_size=300))
def test_no_header_crashes_it(junk: bytes) -> None:
    with pytest.raises(BadFile):
        list(insured.read(io.BytesIO(junk)))
