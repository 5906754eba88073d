"""The built files carry no crown, no licensed font and no outside address; a missing package is one sentence."""

import pytest

from polias.kit.govuk.build_assets import FONT_SETS, FONT_STYLES, build, font_file, main, rewritten_css, rewritten_js

CSS = (
    '@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2) format("woff2")}'
    ".govuk-body{font-family:GDS Transport,arial,sans-serif}"
    "@supports (mask:none){.govuk-footer__copyright-logo:before{mask-image:url(/assets/images/govuk-crest.svg)}}"
    ".moj-filter{background:url(/assets/images/icon-close.svg)}"
    "\n/*# sourceMappingURL=govuk-frontend.min.css.map */"
)


@pytest.fixture
def node_modules(tmp_path):
    """A made-up set of packages, as npm lays them out."""
    govuk = tmp_path / "govuk-frontend/dist/govuk"
    moj = tmp_path / "@ministryofjustice/frontend/moj"
    noto = tmp_path / "@fontsource/noto-sans/files"
    for folder in (govuk, moj / "assets/images", noto, tmp_path / "axe-core"):
        folder.mkdir(parents=True)
    for folder, name in ((govuk, "govuk-frontend.min"), (moj, "moj-frontend.min")):
        (folder / f"{name}.css").write_text(CSS)
        (folder / f"{name}.js").write_text("export{}//# sourceMappingURL=x.js.map")
    for image in ("icon-close.svg", "govuk-logotype-crown.png", "moj-logotype-crest-2024.svg", "icon-crown.svg"):
        (moj / "assets/images" / image).write_text("<svg/>")
    for letters in FONT_SETS:
        for weight, style in FONT_STYLES:
            (noto / font_file(letters, weight, style)).write_bytes(b"wOF2")
    (tmp_path / "axe-core/axe.min.js").write_text("axe")
    return tmp_path


def test_the_licensed_font_the_crest_and_the_outside_addresses_go():
    css = rewritten_css(CSS)
    for gone in ("GDS Transport", "@font-face", "crest", "url(/", "sourceMappingURL"):
        assert gone not in css
    assert "url(assets/images/icon-close.svg)" in css
    assert css.count("{") == css.count("}")
    assert rewritten_js("export{}//# sourceMappingURL=x.js.map") == "export{}"


def test_everything_a_page_needs_is_built_and_no_crown_is(node_modules, tmp_path):
    out = tmp_path / "built"
    names = {file.relative_to(out).as_posix() for file in build(node_modules, out=out)}
    assert {"govuk-frontend.min.css", "moj-frontend.min.js", "axe.min.js", "fonts/noto-sans.css"} <= names
    assert "assets/images/icon-close.svg" in names
    assert not [name for name in names if "crown" in name or "crest" in name]


def test_an_old_build_leaves_nothing_behind(node_modules, tmp_path):
    out = tmp_path / "built"
    build(node_modules, out=out)
    (out / "of-last-year.css").write_text("")
    build(node_modules, out=out)
    assert not (out / "of-last-year.css").exists()


def test_a_missing_package_is_said_in_one_sentence_and_the_old_build_stays(node_modules, tmp_path, capsys):
    out = tmp_path / "built"
    build(node_modules, out=out)
    assert main(["--node-modules", str(tmp_path / "nowhere"), "--out", str(out)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("The look cannot be built: govuk-frontend/")
    assert "make setup" in said
    assert (out / "govuk-frontend.min.css").exists()


def test_an_installation_without_the_test_tools_is_whole(node_modules, tmp_path):
    (node_modules / "axe-core/axe.min.js").unlink()
    names = [file.name for file in build(node_modules, out=tmp_path / "built")]
    assert "axe.min.js" not in names
    assert "govuk-frontend.min.css" in names
