"""What must hold before the site may start, as Django system checks."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security)
def demo_sign_in_is_for_the_demo(**_: Any) -> list[CheckMessage]:
    """The demo's sign-in lets anybody in: it stands or falls with the demo profile."""
    if settings.MEDGANG_DEMO_SIGN_IN and settings.MEDGANG_PROFILE != "demo":
        return [Error("Demo sign-in is on outside the demo profile.", id="medgang.E001")]
    return []


@register(Tags.security, deploy=True)
def what_production_needs(**_: Any) -> list[CheckMessage]:
    """The field key is 32 bytes, and a production database has a key or a server of its own."""
    from django.core.exceptions import ImproperlyConfigured

    from medgang.web.accounts import crypto

    found: list[CheckMessage] = []
    try:
        crypto.index("check")
    except ImproperlyConfigured:
        found.append(Error("MEDGANG_FIELD_KEY must be 32 bytes in URL-safe base64.", id="medgang.E002"))
    options = settings.DATABASES["default"].get("OPTIONS", {})
    if "sqlcipher" in settings.DATABASES["default"]["ENGINE"] and not options.get("key"):
        found.append(
            Error(
                "The embedded database has no key: set MEDGANG_DATABASE_KEY or DATABASE_URL.",
                id="medgang.E003",
            )
        )
    if settings.MEDGANG_DEMO_SIGN_IN:
        found.append(Error("Demo sign-in lets anybody in: serve another profile.", id="medgang.E004"))
    return found
