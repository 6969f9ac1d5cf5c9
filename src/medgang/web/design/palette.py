"""The colours, as numbers: one hue per meaning, one ladder of lightness per mode, and the CSS made of them.

Colours are chosen in OKLCH (lightness 0–1 as the eye sees it, chroma, hue in degrees; Ottosson 2020, the space of
CSS Color 4 §9.3), so that a step of a ladder has the same lightness in every family and contrast can be planned.
`static/medgang/css/palette.css` is what `css()` returns; a test holds the two equal and measures every pair.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """Daylight or evening."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour in OKLCH."""

    lightness: float
    chroma: float
    hue: float

    def __post_init__(self) -> None:
        if not 0 <= self.lightness <= 1 or self.chroma < 0:
            raise ValueError("lightness lies between 0 and 1, chroma is not negative")

    @property
    def hex(self) -> str:
        """`#rrggbb`, with chroma lowered until the colour can be shown on an ordinary screen."""
        return "#" + "".join(f"{round(255 * _companded(part)):02x}" for part in self.linear)

    @property
    def linear(self) -> tuple[float, float, float]:
        """Linear-light sRGB, each part 0–1."""
        chroma = self.chroma
        while True:
            parts = _linear_srgb(self.lightness, chroma, self.hue)
            if chroma <= 0 or all(-1e-4 <= part <= 1.0001 for part in parts):
                red, green, blue = (min(1.0, max(0.0, part)) for part in parts)
                return red, green, blue
            chroma -= 0.002


def _linear_srgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """OKLCH to linear sRGB, which may lie outside what a screen can show."""
    a = chroma * math.cos(math.radians(hue))
    b = chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _companded(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2) of `#rrggbb`, 0–1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2, 1–21) of two `#rrggbb` colours."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


STEPS: dict[Mode, dict[str, tuple[float, float]]] = {
    # step: (lightness, share of the family's chroma)
    Mode.LIGHT: {
        "background-default": (0.984, 0.06),
        "background-tinted": (0.966, 0.13),
        "surface-default": (1.0, 0.0),
        "surface-tinted": (0.952, 0.2),
        "surface-hover": (0.925, 0.28),
        "surface-active": (0.895, 0.38),
        "border-subtle": (0.862, 0.42),
        "border-default": (0.585, 0.85),
        "border-strong": (0.46, 0.95),
        "text-subtle": (0.435, 0.9),
        "text-default": (0.26, 0.6),
    },
    Mode.DARK: {
        "background-default": (0.195, 0.16),
        "background-tinted": (0.225, 0.25),
        "surface-default": (0.235, 0.18),
        "surface-tinted": (0.272, 0.32),
        "surface-hover": (0.315, 0.38),
        "surface-active": (0.36, 0.44),
        "border-subtle": (0.385, 0.42),
        "border-default": (0.62, 0.7),
        "border-strong": (0.76, 0.7),
        "text-subtle": (0.8, 0.6),
        "text-default": (0.945, 0.2),
    },
}


@dataclass(frozen=True, slots=True)
class Family:
    """One meaning, one hue. `light_base` and `dark_base` are the lightness of a filled button in that family."""

    hue: float
    chroma: float
    light_base: float
    dark_base: float


FAMILIES: dict[str, Family] = {
    "accent": Family(hue=167, chroma=0.085, light_base=0.42, dark_base=0.76),  # spruce: the main colour
    "neutral": Family(hue=80, chroma=0.018, light_base=0.3, dark_base=0.88),  # warm grey
    "brand1": Family(hue=64, chroma=0.15, light_base=0.76, dark_base=0.79),  # cloudberry: effort
    "brand2": Family(hue=238, chroma=0.1, light_base=0.46, dark_base=0.77),  # lake: rest
    "info": Family(hue=238, chroma=0.1, light_base=0.46, dark_base=0.77),
    "success": Family(hue=150, chroma=0.11, light_base=0.46, dark_base=0.77),
    "warning": Family(hue=78, chroma=0.14, light_base=0.8, dark_base=0.82),
    "danger": Family(hue=24, chroma=0.165, light_base=0.47, dark_base=0.74),
}

ZONE_HUES = (245, 205, 160, 100, 64)
"""From lake to cloudberry: hue changes with lightness, never instead of it."""

ZONE_LIGHTNESS: dict[Mode, tuple[float, ...]] = {
    Mode.LIGHT: (0.3, 0.385, 0.47, 0.555, 0.655),
    Mode.DARK: (0.52, 0.61, 0.7, 0.8, 0.9),
}

INK = {True: "#ffffff", False: "#14110c"}
"""Text on a filled colour: white, or near black."""


def ink_on(colour: str) -> str:
    """The one of the two inks that reads best on a filled colour."""
    return max(INK.values(), key=lambda ink: contrast(ink, colour))


def family_tokens(name: str, mode: Mode) -> dict[str, str]:
    """Every token of one family in one mode, without its `--ds-color-<family>-` prefix."""
    family = FAMILIES[name]
    tokens = {
        step: Colour(lightness, family.chroma * share, family.hue).hex
        for step, (lightness, share) in STEPS[mode].items()
    }
    base, towards = (family.light_base, -0.055) if mode is Mode.LIGHT else (family.dark_base, 0.045)
    fills = {
        "base-default": base,
        "base-hover": base + towards,
        "base-active": base + 2 * towards,
    }
    tokens |= {step: Colour(lightness, family.chroma, family.hue).hex for step, lightness in fills.items()}
    ink = ink_on(tokens["base-default"])
    tokens["base-contrast-default"] = ink
    dark_ink = ink == INK[False]
    tokens["base-contrast-subtle"] = Colour(0.24 if dark_ink else 0.96, family.chroma * 0.25, family.hue).hex
    return tokens


def zone_tokens(mode: Mode) -> dict[str, str]:
    """`zone-1` … `zone-5` and the ink that reads on each. Lightness rises with intensity in both modes."""
    tokens: dict[str, str] = {}
    for number, (hue, lightness) in enumerate(zip(ZONE_HUES, ZONE_LIGHTNESS[mode], strict=True), start=1):
        fill = Colour(lightness, 0.12, hue).hex
        tokens[f"zone-{number}"] = fill
        tokens[f"zone-{number}-ink"] = ink_on(fill)
    return tokens


def chart_tokens(mode: Mode) -> dict[str, str]:
    """What pictures are drawn with: ink, axes, grid, bands, effort, rest, and six series that differ in grey."""
    neutral = family_tokens("neutral", mode)
    light = mode is Mode.LIGHT
    # Line colours stand against the surface at 3:1 or more and one from the next in lightness, so that they
    # stay apart in grey; charts add dashes and marks of different shape.
    series = (
        (0.4, 0.09, 167),
        (0.62, 0.15, 55),
        (0.5, 0.11, 245),
        (0.33, 0.1, 340),
        (0.57, 0.12, 130),
        (0.45, 0.13, 24),
    )
    lift = 0.0 if light else 0.3
    return {
        "ink": neutral["text-default"],
        "ink-soft": neutral["text-subtle"],
        "axis": neutral["border-default"],
        "grid": neutral["border-subtle"],
        "surface": neutral["surface-default"],
        "band": Colour(0.9 if light else 0.34, 0.03, 167).hex,
        "effort": Colour(0.62 if light else 0.79, 0.15, 60).hex,
        "effort-soft": Colour(0.93 if light else 0.33, 0.05, 70).hex,
        "rest": Colour(0.5 if light else 0.77, 0.1, 238).hex,
        "rest-soft": Colour(0.93 if light else 0.33, 0.035, 238).hex,
        **{
            f"series-{number}": Colour(min(0.92, lightness + lift), chroma, hue).hex
            for number, (lightness, chroma, hue) in enumerate(series, start=1)
        },
    }


def tokens(mode: Mode) -> dict[str, str]:
    """Every colour variable of one mode, by its full name."""
    named = {
        f"--ds-color-{family}-{step}": value
        for family in FAMILIES
        for step, value in family_tokens(family, mode).items()
    }
    named |= {f"--mg-{name}": value for name, value in {**zone_tokens(mode), **chart_tokens(mode)}.items()}
    neutral = family_tokens("neutral", mode)
    named["--ds-color-focus-inner"] = neutral["surface-default"]
    named["--ds-color-focus-outer"] = neutral["text-default"]
    named["--ds-link-color-visited"] = Colour(0.42 if mode is Mode.LIGHT else 0.8, 0.09, 320).hex
    return named


def css() -> str:
    """The stylesheet: light by default, dark by the reader's choice or the device's."""

    def block(mode: Mode, indent: str) -> str:
        lines = [f"{indent}{name}: {value};" for name, value in tokens(mode).items()]
        return "\n".join([*lines, f"{indent}color-scheme: {mode};"])

    return (
        "/* Made by `python -m medgang.web.design.palette`; change the numbers there. */\n"
        "@layer mg.palette {\n"
        ":root, [data-color-scheme=light] {\n" + block(Mode.LIGHT, "  ") + "\n}\n"
        "[data-color-scheme=dark] {\n" + block(Mode.DARK, "  ") + "\n}\n"
        "@media (prefers-color-scheme: dark) {\n"
        "[data-color-scheme=auto] {\n" + block(Mode.DARK, "  ") + "\n}\n}\n"
        "}\n"
    )


if __name__ == "__main__":  # pragma: no cover - run by hand when a number is changed
    import sys

    sys.stdout.write(css())
