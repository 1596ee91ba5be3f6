"""Draw every document of a folder as a patient sees it, then all on one sheet.

`python tests/looks/contact_sheet.py [FOLDER] [--width 390] [--dark] [--only WORD]` writes pages,
pictures and `sheet-*.png` under `var/ui/cda`. Needs Debian's `chromium`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "var" / "ui" / "cda"
STATIC = ROOT / "carnet" / "web" / "ui" / "static" / "ui"
PAGE = """<!DOCTYPE html>
<html lang="fr"{theme}><head><meta charset="utf-8"><title>{title} – Contrôle</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="{static}/carnet.css">
<link rel="stylesheet" href="{static}/document.css"></head>
<body><main><h1>{title}</h1>
{body}
</main></body></html>
"""
TALL, THUMB = 2600, 260


class Files:
    """Addresses of files written beside the page."""

    def __init__(self, folder: Path, data: bytes) -> None:
        self.folder, self.data = folder, data

    def attachment(self, number: int) -> str:
        return f"fichier-{number}"

    def page(self, number: int, page: int) -> str:
        from carnet.formats.cda import content

        path = self.folder / f"{number}-{page}.webp"
        path.write_bytes(content.attachment_page(self.data, number, page))
        return path.name


def write(source: Path, *, opened: bool = False) -> Path:
    """Write the page of one document and return its path."""
    from django.utils.html import escape

    from carnet.formats.cda import content
    from carnet.web.ui.cda import render_content

    folder = OUT / source.stem.replace(" ", "_")
    folder.mkdir(parents=True, exist_ok=True)
    data = source.read_bytes()
    read = content.read(data)
    body: str = render_content(read, Files(folder, data))
    if opened:
        body = body.replace("<details", "<details open")
    page = folder / "index.html"
    page.write_text(
        PAGE.format(title=escape(read.header.title), body=body, static=STATIC, theme=""),
        encoding="utf-8",
    )
    return page


def shoot(page: Path, width: int, *, dark: bool) -> Path:
    """A picture of the page at a width; narrow ones sit in a frame, Chromium has a least width."""
    target = page.parent / f"{width}{'-dark' if dark else ''}.png"
    frame = page.parent / f"frame-{width}.html"
    frame.write_text(
        f'<!DOCTYPE html><meta name="color-scheme" content="light dark">'
        f"<style>body{{margin:0}}iframe{{border:0;width:{width}px;height:{TALL}px}}</style>"
        f'<iframe src="{page.name}"></iframe>',
        encoding="utf-8",
    )
    command = [
        *("chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
        *("--disable-background-networking", "--allow-file-access-from-files"),
        f"--window-size={max(width, 500)},{TALL}",
        f"--screenshot={target}",
        *(["--blink-settings=preferredColorScheme=0"] if dark else []),
        frame.as_uri(),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    with Image.open(target) as picture:
        picture.crop((0, 0, width, TALL)).save(target)
    return target


def sheet(pictures: list[Path], target: Path, thumb: int = THUMB, columns: int = 6) -> None:
    """All pictures side by side."""
    images = [Image.open(path).convert("RGB") for path in pictures]
    small = [i.resize((thumb, round(i.height * thumb / i.width))) for i in images]
    height = max(image.height for image in small)
    rows = -(-len(small) // columns)
    whole = Image.new("RGB", (columns * (thumb + 10), rows * (height + 10)), "#888")
    for place, image in enumerate(small):
        left, top = place % columns * (thumb + 10), place // columns * (height + 10)
        whole.paste(image, (left, top))
    whole.save(target)


def main(arguments: list[str]) -> int:
    """Draw what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    spare = ROOT.parent / "shared" / "corpus" / "cda_fr"
    parser.add_argument("folder", nargs="?", type=Path, default=spare)
    parser.add_argument("--width", type=int, default=390)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--open", action="store_true")
    parser.add_argument("--only", default="")
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carnet.base.settings")
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    sources = sorted(p for p in chosen.folder.rglob("*.xml") if chosen.only in p.name)
    pictures = [
        shoot(write(source, opened=chosen.open), chosen.width, dark=chosen.dark)
        for source in sources
    ]
    for start in range(0, len(pictures), 12):
        target = OUT / f"sheet-{chosen.width}{'-dark' if chosen.dark else ''}-{start // 12}.png"
        sheet(pictures[start : start + 12], target)
        sys.stderr.write(f"{target}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
