"""What a page may load and who may show it: the policies that settings import, each with its reason."""

from __future__ import annotations

from typing import Final

CONTENT_SECURITY_POLICY: Final = {
    "DIRECTIVES": {
        # Nothing unless named below: a kind of content we have not thought of stays out.
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        # The design system draws its icons as data: pictures in CSS, and the sign-in code's picture is one too.
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        # The clock's sounds.
        "media-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-src": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

SECURE_REFERRER_POLICY: Final = "same-origin"

PERMISSIONS_POLICY: Final = ", ".join(
    [
        # The clock keeps the screen on, fills it and sounds; sign-in may use a passkey; a text may be copied.
        "screen-wake-lock=(self)",
        "fullscreen=(self)",
        "autoplay=(self)",
        "clipboard-write=(self)",
        "publickey-credentials-get=(self)",
        "publickey-credentials-create=(self)",
        *(
            f"{feature}=()"
            for feature in (
                "accelerometer",
                "browsing-topics",
                "camera",
                "clipboard-read",
                "display-capture",
                "geolocation",
                "gyroscope",
                "magnetometer",
                "microphone",
                "midi",
                "payment",
                "usb",
                "serial",
                "hid",
                "idle-detection",
            )
        ),
    ]
)
