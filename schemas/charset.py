"""The text of a body: which charset it is in, and its decoding."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from itertools import pairwise

from schemas.errors import ArticleError

BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
"""Byte order marks, the longer before those they begin with."""
WITHOUT_MARK = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
"""Charsets whose encoders write a byte order mark, and those of the same length that do not."""
META = re.compile(rb"""<meta\s[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
META_WINDOW = 4096
"""Bytes at the head of an HTML body that are searched for a `<meta>` charset (the standard asks for 1024)."""
READ_AS = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874", "gb2312": "gbk"}
"""What a label means on the web (WHATWG Encoding Standard, section 4.2), where Python reads it more narrowly."""
KNOWN = frozenset(
    """
    utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be
    cp866 cp874 cp932 cp949 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258
    iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13 iso8859-14
    iso8859-15 iso8859-16 koi8-r koi8-u mac-roman mac-cyrillic gbk gb18030 hz big5 big5hkscs shift_jis euc_jp
    iso2022_jp euc_kr johab
    """.split()  # noqa: SIM905  # a list of quoted names is harder to read
)
"""The charsets read; Python has codecs beyond these that are no charsets, some of them costly to run."""


def decode(body: bytes, *, declared: str | None, html: bool) -> str:
    """The body as text without its byte order mark; raises ArticleError if the charset is unknown or does not fit."""
    charset = charset_of(body, declared=declared, html=html)
    try:
        return body.decode(charset).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"the body is not valid {charset}: byte {error.start} of {len(body)} cannot be decoded; "
            "send the body in that charset or name the one it is in",
            "/body",
        ) from error


def charset_of(body: bytes, *, declared: str | None, html: bool) -> str:
    """Python's name of the charset the body is in; raises ArticleError if it is not one that is read."""
    mark = next((mark for mark in BOMS if body.startswith(mark)), b"")
    return codec(declared or (BOMS[mark] if mark else None) or (_meta(body) if html else None) or "utf-8")


def byte_offsets(body: bytes, text: str, charset: str, offsets: Sequence[int]) -> list[int]:
    """Where the code points at these ascending offsets of a decoded body stand in it.

    Empty if the charset does not give every byte back, as those with shifts may not.
    """
    codec_name = WITHOUT_MARK.get(charset, charset)
    found = [_mark(body, codec_name)]
    try:
        for start, end in pairwise((0, *offsets, len(text))):
            found.append(found[-1] + len(text[start:end].encode(codec_name)))
    except UnicodeEncodeError:
        return []
    return found[1:-1] if found[-1] == len(body) else []


def _mark(body: bytes, charset: str) -> int:
    """The bytes of the byte order mark at the body's beginning."""
    return next((len(mark) for mark, name in BOMS.items() if name[:6] == charset[:6] and body.startswith(mark)), 0)


def _meta(body: bytes) -> str | None:
    """The charset that a page declares of itself; one that is not read is passed over, as browsers do."""
    for found in META.finditer(body, 0, META_WINDOW):
        label = found[1].decode("ascii")
        # The declaration was just read as ASCII, so it cannot be true of the body (WHATWG HTML, section 13.2.3.3).
        if label.casefold().startswith(("utf-16", "utf-32")):
            return "utf-8"
        if _is_read(label):
            return label
    return None


def _is_read(label: str) -> bool:
    try:
        codec(label)
    except ArticleError:
        return False
    return True


def codec(label: str) -> str:
    """Python's name for a charset label; raises ArticleError for one that is not read."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError) as error:
        raise ArticleError(
            f"the charset {label!r} is not known; send UTF-8 or name another charset", "/charset"
        ) from error
    name = READ_AS.get(name, name)
    if name not in KNOWN:
        raise ArticleError(f"the charset {label!r} is not read; send UTF-8 or name another charset", "/charset")
    return name
