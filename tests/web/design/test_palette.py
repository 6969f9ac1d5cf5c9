"""The colours: contrast as WCAG 2.2 AA asks, in daylight and in the evening, and a ramp that reads in grey."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from medgang.web import design
from medgang.web.design.palette import FAMILIES, Colour, Mode, contrast, css, luminance, tokens

STYLESHEETS = Path(design.__file__).parent / "static" / "medgang" / "css"
TEXT = 4.5
GRAPHICS = 3.0
SURFACES = (
    "background-default",
    "background-tinted",
    "surface-default",
    "surface-tinted",
    "surface-hover",
    "surface-active",
)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("family", FAMILIES)
def test_text_reads_on_every_surface_of_its_family_and_of_the_page(mode: Mode, family: str) -> None:
    token = tokens(mode)
    for text in ("text-default", "text-subtle"):
        ink = token[f"--ds-color-{family}-{text}"]
        for surface in SURFACES:
            assert contrast(ink, token[f"--ds-color-{family}-{surface}"]) >= TEXT, (text, surface)
            assert contrast(ink, token[f"--ds-color-neutral-{surface}"]) >= TEXT, (text, surface)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("family", FAMILIES)
def test_text_reads_on_every_filled_button(mode: Mode, family: str) -> None:
    token = tokens(mode)
    ink = token[f"--ds-color-{family}-base-contrast-default"]
    for step in ("base-default", "base-hover", "base-active"):
        assert contrast(ink, token[f"--ds-color-{family}-{step}"]) >= TEXT
    subtle = token[f"--ds-color-{family}-base-contrast-subtle"]
    assert contrast(subtle, token[f"--ds-color-{family}-base-default"]) >= TEXT


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("family", FAMILIES)
def test_the_edge_of_a_field_stands_out_from_what_it_lies_on(mode: Mode, family: str) -> None:
    token = tokens(mode)
    for border in ("border-default", "border-strong"):
        edge = token[f"--ds-color-{family}-{border}"]
        for surface in ("background-default", "surface-default", "surface-tinted"):
            assert contrast(edge, token[f"--ds-color-neutral-{surface}"]) >= GRAPHICS


@pytest.mark.parametrize("mode", Mode)
def test_the_zones_rise_in_lightness_and_each_reads_with_its_ink(mode: Mode) -> None:
    token = tokens(mode)
    zones = [token[f"--mg-zone-{number}"] for number in range(1, 6)]
    for lower, higher in pairwise(zones):
        assert luminance(higher) > luminance(lower)
        # Two neighbours differ by at least a quarter in grey, so that the order shows without colour.
        assert contrast(lower, higher) >= 1.25
    for number, zone in enumerate(zones, start=1):
        assert contrast(zone, token["--mg-surface"]) >= GRAPHICS
        assert contrast(zone, token[f"--mg-zone-{number}-ink"]) >= TEXT


@pytest.mark.parametrize("mode", Mode)
def test_pictures_can_be_seen(mode: Mode) -> None:
    token = tokens(mode)
    surface = token["--mg-surface"]
    assert contrast(token["--mg-ink"], surface) >= 7
    assert contrast(token["--mg-ink-soft"], surface) >= TEXT
    for name in ("axis", "effort", "rest", *(f"series-{number}" for number in range(1, 7))):
        assert contrast(token[f"--mg-{name}"], surface) >= GRAPHICS, name
    for name in ("band", "effort-soft", "rest-soft"):
        assert contrast(token["--mg-ink"], token[f"--mg-{name}"]) >= TEXT


@pytest.mark.parametrize("mode", Mode)
def test_the_focus_ring_is_seen_inside_and_outside(mode: Mode) -> None:
    token = tokens(mode)
    assert contrast(token["--ds-color-focus-outer"], token["--ds-color-focus-inner"]) >= 7


def test_both_modes_name_the_same_colours() -> None:
    assert tokens(Mode.LIGHT).keys() == tokens(Mode.DARK).keys()


def test_the_stylesheet_is_what_the_numbers_make() -> None:
    assert (STYLESHEETS / "palette.css").read_text(encoding="utf-8") == css()


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        # Black, white, and the red of CSS Color 4 (oklch(62.8% 0.25768 29.2339), section 9.3).
        (Colour(0, 0, 0), "#000000"),
        (Colour(1, 0, 0), "#ffffff"),
        (Colour(0.62796, 0.25768, 29.2339), "#ff0000"),
    ],
)
def test_known_colours(colour: Colour, expected: str) -> None:
    assert colour.hex == expected


def test_a_colour_no_screen_can_show_loses_chroma_and_keeps_its_lightness() -> None:
    shown = Colour(0.7, 0.5, 150)
    assert luminance(shown.hex) == pytest.approx(luminance(Colour(0.7, 0.15, 150).hex), rel=0.1)


def test_impossible_colours_are_refused() -> None:
    for lightness, chroma in ((1.2, 0.1), (-0.1, 0.1), (0.5, -0.1)):
        with pytest.raises(ValueError, match="lightness"):
            Colour(lightness, chroma, 0)


def test_contrast_is_what_the_guideline_says() -> None:
    # WCAG 2.2, definition of contrast ratio: black on white is 21:1, a colour on itself 1:1.
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1
