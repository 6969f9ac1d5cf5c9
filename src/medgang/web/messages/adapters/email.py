"""E-mail by SMTP, from a neutral sender, marked so that no out-of-office answer comes back."""

from __future__ import annotations

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage

from medgang.web.messages.letter import DeliveryError, Letter


class EmailAdapter:
    """Through the server the settings name."""

    def deliver(self, letter: Letter) -> None:
        """One plain-text mail."""
        host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
        mail = EmailMessage(
            subject=letter.subject,
            body=letter.body,
            to=[letter.address],
            headers={
                "Message-ID": f"<{letter.uid}@{host}>",
                "Auto-Submitted": "auto-generated",
                "Content-Language": letter.language,
            },
        )
        try:
            mail.send()
        except smtplib.SMTPRecipientsRefused as refused:
            codes = [code for code, _ in refused.recipients.values()]
            raise DeliveryError(permanent=all(500 <= code < 600 for code in codes)) from None
        except (smtplib.SMTPException, OSError):
            raise DeliveryError(permanent=False) from None
