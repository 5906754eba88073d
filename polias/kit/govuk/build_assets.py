"""Copies the prebuilt GOV.UK and MoJ files into static/built, without crown, licensed font or outside address.

Run as `python -m polias.kit.govuk.build_assets`; it needs neither Django nor Sass. Both packages ship finished files:
rewriting their text takes milliseconds, where compiling their Sass together fails (their settings load twice).
"""

import argparse
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

BUILT = Path(__file__).parent / "static" / "built"
GOVUK = Path("govuk-frontend/dist/govuk")
MOJ = Path("@ministryofjustice/frontend/moj")
NOTO = Path("@fontsource/noto-sans/files")
AXE = Path("axe-core/axe.min.js")

# The face of the operating system: quick to show, at home on every device, free of the GDS Transport licence.
SYSTEM_FONTS = (
    'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Ubuntu,Cantarell,"Helvetica Neue",Arial,sans-serif'
)

# Latin for English, Latin extended for the circumflexes of Welsh; bold for headings. Read by the PDF papers.
FONT_STYLES = (("400", "normal"), ("400", "italic"), ("700", "normal"))
FONT_SETS = ("latin", "latin-ext")

# No image that carries the crown or a ministry's crest: Polias is neither.
CROWN = re.compile(r"crest|crown|logotype|opengraph|apple-touch", re.IGNORECASE)
RULE_WITH_CREST = re.compile(r"[^{}]*\{[^{}]*govuk-crest[^{}]*\}")


class AssetsMissing(Exception):
    """A package that the pages need has not been installed."""


def rewritten_css(css: str) -> str:
    """One style sheet without licensed font, crest, absolute asset address or source map."""
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = RULE_WITH_CREST.sub("", css)
    css = css.replace("GDS Transport,arial,sans-serif", SYSTEM_FONTS)
    css = css.replace("url(/assets/", "url(assets/")
    return re.sub(r"/\*# sourceMappingURL=[^*]*\*/", "", css)


def rewritten_js(script: str) -> str:
    """One module without the comment that sends browsers after a source map which is not served."""
    return re.sub(r"//# sourceMappingURL=\S+", "", script)


def font_css(*, prefix: str = "") -> str:
    """The @font-face rules of Noto Sans for papers; `prefix` is put before each file name."""
    return "\n".join(
        f'@font-face{{font-family:"Noto Sans";font-weight:{weight};font-style:{style};'
        f'src:url("{prefix}{font_file(letters, weight, style)}") format("woff2")}}'
        for letters in FONT_SETS
        for weight, style in FONT_STYLES
    )


def font_file(letters: str, weight: str, style: str) -> str:
    return f"noto-sans-{letters}-{weight}-{style}.woff2"


def build(node_modules: Path, *, out: Path = BUILT) -> list[Path]:
    """Write every built file under `out` and say which; raises AssetsMissing when a package is not there."""
    need(node_modules, GOVUK / "govuk-frontend.min.css", MOJ / "moj-frontend.min.css", NOTO)
    shutil.rmtree(out, ignore_errors=True)
    written = [*write_front_ends(node_modules, out), *copy_images(node_modules, out), *copy_fonts(node_modules, out)]
    return [*written, *copy_axe(node_modules, out)]


def need(node_modules: Path, *parts: Path) -> None:
    for part in parts:
        if not (node_modules / part).exists():
            raise AssetsMissing(
                f"The look cannot be built: {part} is not in {node_modules}. "
                "Run `make setup`, or `npm ci --ignore-scripts`, and try again."
            )


def write_front_ends(node_modules: Path, out: Path) -> Iterator[Path]:
    for folder, name in ((GOVUK, "govuk-frontend.min"), (MOJ, "moj-frontend.min")):
        source = node_modules / folder
        yield written(out / f"{name}.css", rewritten_css((source / f"{name}.css").read_text("utf-8")))
        yield written(out / f"{name}.js", rewritten_js((source / f"{name}.js").read_text("utf-8")))


def copy_images(node_modules: Path, out: Path) -> Iterator[Path]:
    for image in sorted((node_modules / MOJ / "assets/images").glob("icon-*")):
        if not CROWN.search(image.name):
            yield copied(image, out / "assets/images" / image.name)


def copy_fonts(node_modules: Path, out: Path) -> Iterator[Path]:
    for letters in FONT_SETS:
        for weight, style in FONT_STYLES:
            name = font_file(letters, weight, style)
            yield copied(node_modules / NOTO / name, out / "fonts" / name)
    yield written(out / "fonts/noto-sans.css", font_css())


def copy_axe(node_modules: Path, out: Path) -> Iterator[Path]:
    """The accessibility checker, which only the tests use: an installation without it is whole."""
    if (node_modules / AXE).exists():
        yield copied(node_modules / AXE, out / "axe.min.js")


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def copied(source: Path, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(source, path))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m polias.kit.govuk.build_assets", description=__doc__)
    parser.add_argument("--node-modules", type=Path, default=Path("node_modules"), help="where npm put the packages")
    parser.add_argument("--out", type=Path, default=BUILT, help="where the built files go")
    options = parser.parse_args(arguments)
    try:
        files = build(options.node_modules, out=options.out)
    except AssetsMissing as missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    size_kb = sum(file.stat().st_size for file in files) // 1024
    sys.stdout.write(f"Built {len(files)} files for the pages, {size_kb} KB, in {options.out}.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
