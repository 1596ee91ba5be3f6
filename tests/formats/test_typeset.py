from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from carnet.formats import typeset
from carnet.formats.typeset import Unprintable

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "page.typ"
    path.write_text(
        '#let facts = json(bytes(sys.inputs.facts))\n#set document(title: "Page")\n'
        '#set text(lang: "fr")\n= Titre\n#facts.words\n',
        encoding="utf-8",
    )
    return path


def test_facts_are_words_never_code(template: Path) -> None:
    pdf = typeset.compose(template, {"words": '#panic("non") $x$ \\ *é*'}, AT)
    document = pypdfium2.PdfDocument(pdf)
    assert '#panic("non") $x$' in document[0].get_textpage().get_text_range()
    document.close()


def test_the_same_facts_give_the_same_bytes(template: Path) -> None:
    assert typeset.compose(template, {"words": "a"}, AT) == typeset.compose(
        template, {"words": "a"}, AT
    )


def test_missing_facts_are_told(template: Path) -> None:
    with pytest.raises(Unprintable):
        typeset.compose(template, {}, AT)
