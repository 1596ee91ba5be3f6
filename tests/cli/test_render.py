"""``carnet render``: any document as pages and pictures, offline, without a database."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from carnet.cli.main import main
from tests.formats.kind_samples import dicom, made_pdf, picture
from tests.formats.samples import cda


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder of documents."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "lettre.pdf").write_bytes(made_pdf(3))
    (folder / "compte rendu é.xml").write_text(cda(), encoding="utf-8")
    (folder / "photo.jpg").write_bytes(picture("PNG"))
    (folder / "scanner.dcm").write_bytes(dicom("CT_small.dcm"))
    return folder


def rendered(out: Path, *names: Path, more: tuple[str, ...] = ()) -> int:
    return main(["render", *map(str, names), "--out", str(out), *more])


def test_each_document_gets_a_folder_with_its_page_and_its_pictures(
    files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert rendered(out, *sorted(files.iterdir())) == 0
    assert sorted(made.name for made in out.iterdir()) == [
        "compte_rendu_é", "lettre", "photo", "scanner",
    ]  # fmt: skip
    assert "Rien de particulier" in (out / "compte_rendu_é" / "index.html").read_text("utf-8")
    assert len(list((out / "lettre").glob("page-*.png"))) == 3
    with Image.open(out / "compte_rendu_é" / "page-1.png") as sheet:
        assert sheet.convert("L").getextrema() == (0, 255)
    assert (out / "scanner" / "pages-1-os.html").exists()
    assert capsys.readouterr().out.splitlines()[-1] == "4 documents, 9 pictures, 0 problems"


def test_every_picture_of_a_page_is_there_and_the_page_needs_nothing_else(
    files: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    rendered(out, *files.iterdir())
    for page in out.rglob("*.html"):
        html = page.read_text("utf-8")
        assert not re.search(r"<script|<link|https?:", html)
        for source in re.findall(r'<img [^>]*src="([^"]*)"', html):
            with Image.open(page.parent / source) as drawn:
                assert drawn.format == "PNG"
        for target in re.findall(r'<a [^>]*href="([^"#][^"]*)"', html):
            assert (page.parent / target).exists() or target.startswith(("tel:", "mailto:"))


def test_two_files_of_one_name_get_two_folders(files: Path, tmp_path: Path) -> None:
    rendered(tmp_path / "out", files / "lettre.pdf", files / "lettre.pdf")
    assert {made.name for made in (tmp_path / "out").iterdir()} == {"lettre", "lettre-2"}


def test_a_long_document_goes_on_in_other_pages(tmp_path: Path) -> None:
    long = tmp_path / "long.pdf"
    long.write_bytes(made_pdf(41))
    assert rendered(tmp_path / "out", long) == 0
    made = tmp_path / "out" / "long"
    assert {page.name for page in made.glob("*.html")} == {
        "index.html", "pages-21.html", "pages-41.html",
    }  # fmt: skip
    assert "pages-21.html" in (made / "index.html").read_text("utf-8")
    assert len(list(made.glob("*.png"))) == 41


def test_only_the_first_pages_when_asked(tmp_path: Path) -> None:
    long = tmp_path / "long.pdf"
    long.write_bytes(made_pdf(30))
    assert rendered(tmp_path / "out", long, more=("--pages", "2")) == 0
    assert len(list((tmp_path / "out" / "long").glob("*.png"))) == 2


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"%PDF-1.4 broken", "broken"),
        (b"\x00\x01\x02", "no kind"),
        (b"<ClinicalDocument/>", "broken"),
    ],
)
def test_what_cannot_be_shown_is_named_and_the_others_are_drawn(
    data: bytes, said: str, files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = files / "mauvais"
    bad.write_bytes(data)
    assert rendered(tmp_path / "out", bad, files / "lettre.pdf") == 1
    told = capsys.readouterr()
    assert f"{bad}: " in told.err
    assert said in told.err
    assert told.out.splitlines()[-1] == "1 documents, 4 pictures, 1 problems"
    assert (tmp_path / "out" / "mauvais" / "index.html").exists()


def test_an_absent_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rendered(tmp_path / "out", tmp_path / "absent.pdf") == 1
    assert "absent.pdf: No such file" in capsys.readouterr().err


def test_what_stands_in_the_way_is_what_is_named(
    files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    out.write_text("a file")
    assert rendered(out, files / "photo.jpg") == 1
    assert f"{out / 'photo'}: Not a directory" in capsys.readouterr().err
    assert rendered(tmp_path / "new", tmp_path / "absent.pdf") == 1
    assert not (tmp_path / "new").exists()  # nothing to draw, nothing made


def test_bad_usage_is_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["render", "a.pdf"])
    assert ended.value.code == 2
    assert "--out" in capsys.readouterr().err


def test_it_needs_neither_a_database_nor_secrets(files: Path, tmp_path: Path) -> None:
    bare = {"PATH": os.environ["PATH"], "CARNET_DATA": str(tmp_path / "data")}
    done = subprocess.run(
        [sys.executable, "-m", "carnet.cli.main", "render", str(files / "lettre.pdf"),
         "--out", str(tmp_path / "out")],
        env=bare, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "data").exists()
    with Image.open(io.BytesIO((tmp_path / "out/lettre/page-1.png").read_bytes())) as drawn:
        assert drawn.size == (1100, 1557)
