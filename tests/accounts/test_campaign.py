"""Files of the insurer from the first line to the last, in small blocks."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from carnet.accounts import blocks, campaign, runs
from carnet.accounts.campaign import Progress
from carnet.accounts.models import Contact, EnrolmentRun
from carnet.accounts.reporting import Report
from carnet.base.database import row
from carnet.identity import people
from carnet.sharing import families
from tests.accounts.test_insured import COLUMNS, EXAMPLE, HEADER
from tests.accounts.world import matricule

pytestmark = pytest.mark.django_db
ADULT = dict(zip(COLUMNS, EXAMPLE.decode().split(";"), strict=True))


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BYTES", 300)  # a line or two


def number(rank: int, year: int = 55) -> str:
    return matricule(f"2{year}0814168{rank:03}")


def adult(rank: int, **changes: str) -> str:
    values = {"matricule": number(rank), "vitale": f"{rank:011}"} | changes
    return ";".join((ADULT | values).values())


def child(rank: int, parent: int, **changes: str) -> str:
    values = {"matricule": number(rank, 18), "date_naissance": "2018-03-05", "vitale": ""}
    return adult(rank, **values | {"parent": number(parent)} | changes)


def taken(folder: Path, *lines: str) -> Progress:
    content = "\n".join([HEADER.decode(), *lines]).encode()
    path = folder / "report.csv"
    return campaign.run(io.BytesIO(content), lambda kept: Report(path, kept), lambda _: None)


def reported(folder: Path) -> list[str]:
    path = folder / "report.csv"
    return path.read_text().splitlines()[1:] if path.exists() else []


def known(rank: int, year: int = 55) -> int:
    found = people.find_by_matricule(number(rank, year))
    assert found is not None
    return found


def test_everybody_is_enrolled_over_many_blocks(tmp_path: Path) -> None:
    done = taken(tmp_path, *(adult(rank) for rank in range(1, 41)))
    assert done.counts["enrolled"] == 40
    assert done.lines == 41
    assert len({known(rank) for rank in range(1, 41)}) == 40
    assert not reported(tmp_path)


def test_children_wait_for_parents_blocks_away(tmp_path: Path) -> None:
    lines = [child(rank, 900 + rank) for rank in range(1, 11)]
    grandchild = child(50, 1, matricule=number(50, 25), date_naissance="2025-03-05")
    grandchild = grandchild.replace(number(1), number(1, 18))
    parents = [adult(900 + rank) for rank in range(1, 11)]
    done = taken(tmp_path, grandchild, *lines, *parents)
    assert done.counts["enrolled"] == 21
    assert families.attached_parent(known(7, 18)) == known(907)
    assert families.attached_parent(known(50, 25)) == known(1, 18)


def test_children_of_nobody_are_reported_at_the_end(tmp_path: Path) -> None:
    done = taken(tmp_path, child(1, 999), adult(2))
    assert (done.counts["enrolled"], done.counts["set-aside"]) == (1, 1)
    [line] = reported(tmp_path)
    assert line.startswith('2;"parent:')


def test_who_comes_twice_blocks_away_is_told_and_the_later_line_counts(tmp_path: Path) -> None:
    others = [adult(rank) for rank in range(2, 12)]
    done = taken(tmp_path, adult(1, commune="LYON"), *others, adult(1, commune="NICE"))
    assert done.counts["twice"] == 1
    assert Contact.objects.get(person_id=known(1)).city == "NICE"
    assert reported(tmp_path) == ['2;"line: the same person comes again at line 13, which counts"']


def test_the_later_line_counts_even_when_the_first_waited(tmp_path: Path) -> None:
    others = [adult(rank) for rank in range(2, 12)]
    waits, later = child(1, 20), child(1, 2)
    taken(tmp_path, waits, *others, later, adult(20))
    assert families.attached_parent(known(1, 18)) == known(2)


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    lines = [adult(1), child(2, 1), child(3, 9), adult(9)]
    taken(tmp_path, *lines)
    before = row("SELECT count(*) FROM journal_event")
    done = taken(tmp_path, *lines)
    assert (done.counts["enrolled"], done.counts["known"]) == (0, 4)
    assert not done.counts["changed"]
    assert row("SELECT count(*) FROM journal_event") == before


@pytest.mark.parametrize("cut_at", range(1, 12))
def test_a_cut_run_goes_on_wherever_it_was_cut(
    tmp_path: Path, cut_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [child(1, 20), "cut;off", *(adult(rank) for rank in range(2, 12)), child(3, 99)]
    lines += [adult(20), adult(2)]
    save, calls = runs.save, []

    def saving(run: EnrolmentRun) -> None:
        calls.append(run)
        if len(calls) == cut_at:
            raise KeyboardInterrupt
        save(run)

    monkeypatch.setattr(runs, "save", saving)
    try:
        taken(tmp_path, *lines)
    except KeyboardInterrupt:
        calls.extend([EnrolmentRun()] * 1000)
        again = taken(tmp_path, *lines)
    else:
        pytest.fail("fewer transactions than that: cut it earlier")
    assert again.counts["enrolled"] == 12
    assert again.counts["known"] == 1
    assert again.counts["set-aside"] == 2
    assert again.counts["twice"] == 1
    assert sorted(line.partition(";")[0] for line in reported(tmp_path)) == ["14", "3", "4"]
    assert families.attached_parent(known(1, 18)) == known(20)
    assert len(set(Contact.objects.values_list("person_id", flat=True))) == 12


def test_nothing_of_a_run_stays_when_it_is_over(tmp_path: Path) -> None:
    taken(tmp_path, adult(1))
    left = row("SELECT count(*) FROM pg_class WHERE relname LIKE 'accounts_run%%'")
    assert left == (0,)
    assert EnrolmentRun.objects.get().finished_at is not None


def test_no_identity_is_in_the_report(tmp_path: Path) -> None:
    taken(tmp_path, adult(1, sexe="X"), adult(2, prenoms="日本"), child(3, 99), adult(4), adult(4))
    said = "\n".join(reported(tmp_path))
    assert len(said.splitlines()) == 4
    for secret in ("DESMAUX", "NATHALIE", "日本", *(number(rank) for rank in range(1, 5))):
        assert secret not in said


def test_checking_writes_nothing(tmp_path: Path) -> None:
    content = "\n".join([HEADER.decode(), adult(1), "cut;off", adult(2)]).encode()
    done = campaign.check(io.BytesIO(content), Report(tmp_path / "report.csv"), lambda _: None)
    assert (done.counts["sound"], done.counts["set-aside"]) == (2, 1)
    assert reported(tmp_path) == ['3;"line: 17 columns expected, 2 found"']
    assert people.find_by_matricule(number(1)) is None
