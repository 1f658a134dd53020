import base64
import hashlib
import hmac
import time


def verify(secret: str, headers: dict, raw_body: bytes, now: float | None = None) -> bool:
    """True where the secret's owner sent this body within the last five minutes.

    `raw_body` is what came over the wire, before any json.loads; header names are in lower case.
    Take `webhook-id` as the key against repetitions.
    """
    message_id, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not message_id or not timestamp.isdigit():
        return False
    if abs((time.time() if now is None else now) - int(timestamp)) > 300:
        return False
    key = base64.b64decode(secret[6:]) if secret.startswith("whsec_") else secret.encode()
    digest = hmac.new(key, f"{message_id}.{timestamp}.".encode() + raw_body, hashlib.sha256).digest()
    expected = "v1," + base64.b64encode(digest).decode()
    signatures = headers.get("webhook-signature", "").split(" ")
    return any(hmac.compare_digest(expected, signature) for signature in signatures)
