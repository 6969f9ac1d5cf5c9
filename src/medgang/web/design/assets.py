"""Where the parts that come from npm at build time lie, and under which prefix the pages find them."""

from __future__ import annotations

from pathlib import Path


def static_directories(root: Path) -> list[tuple[str, Path]]:
    """STATICFILES_DIRS for the design system, its web components and the typeface.

    Each gets a prefix of its own, because two of the packages have files of the same name.
    """
    modules = root / "node_modules"
    return [
        ("ds", modules / "@digdir" / "designsystemet-css" / "dist"),
        ("ds-web", modules / "@digdir" / "designsystemet-web" / "dist" / "umd"),
        ("inter", modules / "@fontsource-variable" / "inter" / "files"),
    ]
