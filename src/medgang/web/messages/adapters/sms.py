"""SMS through an HTTP gateway: `POST {"to", "from", "text"}` with a bearer token and an idempotency key.

Most gateways take this shape or something close; a clinic whose gateway differs puts a small translator in front.
"""

from __future__ import annotations

import json
from http import HTTPStatus
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.conf import settings

from medgang.web.messages.letter import DeliveryError, Letter


class SmsAdapter:
    """Through the gateway the settings name."""

    def deliver(self, letter: Letter) -> None:
        """One text message. Without a gateway, or over an open line, nothing is sent."""
        address = settings.MEDGANG_SMS_URL
        parts = urlsplit(address)
        if not (
            parts.scheme == "https"
            or (parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1"})
        ):
            raise DeliveryError(permanent=False)
        request = Request(  # noqa: S310 - the scheme has just been looked at
            address,
            method="POST",
            data=json.dumps(
                {"to": letter.address, "from": settings.MEDGANG_SMS_SENDER, "text": letter.body}
            ).encode(),
            headers={
                "Content-Type": "application/json",
                "Authorization": f"Bearer {settings.MEDGANG_SMS_TOKEN}",
                "Idempotency-Key": str(letter.uid),
            },
        )
        try:
            with urlopen(request, timeout=20):  # noqa: S310
                return
        except HTTPError as error:
            error.close()
            ours = HTTPStatus.BAD_REQUEST <= error.code < HTTPStatus.INTERNAL_SERVER_ERROR
            slow_down = error.code in {
                HTTPStatus.TOO_MANY_REQUESTS,
                HTTPStatus.UNAUTHORIZED,
                HTTPStatus.FORBIDDEN,
            }
            raise DeliveryError(permanent=ours and not slow_down) from None
        except (URLError, OSError):
            raise DeliveryError(permanent=False) from None
