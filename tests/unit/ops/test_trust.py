"""Where there is TLS the usual authorities are trusted; where there is none they are not even loaded."""

from __future__ import annotations

from ssl import CERT_REQUIRED, SSLContext

import pytest

from ops.trust import trusted


@pytest.mark.parametrize("url", ["https://news.example", "HTTPS://news.example/v1"])
def test_the_usual_authorities_are_trusted(url: str) -> None:
    assert trusted(url) is True


def test_without_tls_no_authority_is_loaded_and_no_certificate_would_do() -> None:
    context = trusted("http://127.0.0.1:8000")
    assert isinstance(context, SSLContext)
    assert context.cert_store_stats()["x509"] == 0
    assert context.verify_mode is CERT_REQUIRED
    assert context.check_hostname
