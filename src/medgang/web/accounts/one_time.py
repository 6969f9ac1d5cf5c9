"""A code from the app is good once.

The library remembers a used code for half a minute, but accepts one for a minute and a half; so the newest time step
that has opened the door is kept with the app's secret, and neither it nor an older one opens again. One conditional
update decides, so that two processes cannot both say yes.
"""

from __future__ import annotations

from typing import Final

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.db.models import Q

STEP: Final = "newest_step"


def use(authenticator: Authenticator, code: str) -> None:
    """Spend a code that was found right. Raises a ValidationError when it has been spent before."""
    if authenticator.type != Authenticator.Type.TOTP:
        return  # a spare code is crossed out by the library
    secret = get_adapter().decrypt(authenticator.data["secret"])
    step = next(
        (
            counter
            for counter in auth.yield_hotp_counters_from_time()
            if compare_user_code(
                actual=code, expected=auth.format_hotp_value(auth.hotp_value(secret, counter))
            )
        ),
        None,
    )
    unspent = Q(**{f"data__{STEP}__isnull": True}) | Q(**{f"data__{STEP}__lt": step})
    data = {**authenticator.data, STEP: step}
    if step is None or not Authenticator.objects.filter(unspent, pk=authenticator.pk).update(data=data):
        raise get_adapter().validation_error("incorrect_code")
    authenticator.data = data
