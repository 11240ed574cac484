"""Small JSON documents that ask for something, read into the type that says what they may hold."""

from __future__ import annotations

import json
import re
from typing import TypeVar

import msgspec
from msgspec import MsgspecError, ValidationError

from schemas.errors import ArticleError, InputError

Asked = TypeVar("Asked")
LONGEST = 64_000
"""Bytes of a document."""
_PATH = re.compile(r" - at `(key in )?\$(?P<path>.*)`$")
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")


class Repeated(Exception):  # noqa: N818  # not an error by itself
    """A name stands twice in an object."""


def read_request(data: bytes, kind: type[Asked]) -> Asked:
    """What the document asks for; raises InputError if it is no JSON, ArticleError with the field that is wrong."""
    try:
        asked = msgspec.json.decode(data, type=kind)
        json.loads(data, object_pairs_hook=_once)
    except ValidationError as error:
        detail, pointer = _told(str(error))
        raise ArticleError(detail, pointer) from error
    except RecursionError as error:
        raise InputError("the document is nested too deeply") from error
    except Repeated as error:
        raise InputError(f"the field {error} is there twice") from error
    except (MsgspecError, UnicodeDecodeError) as error:
        raise InputError(f"the document is not valid JSON in UTF-8: {error}") from error
    if b"\\u0000" in data:
        raise ArticleError("the document holds the character U+0000 (NUL); remove it")
    return asked


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    names = [name for name, _ in pairs]
    if twice := {name for name in names if names.count(name) > 1}:
        raise Repeated(min(twice)[:60])
    return dict(pairs)


def _told(message: str) -> tuple[str, str]:
    """The decoder's words and the JSON Pointer (RFC 6901) of the field, of "Expected `str`, got `int` - at `$.why`"."""
    found = _PATH.search(message)
    if found is None:
        return message, ""
    steps = (name or number for name, number in _STEP.findall(found["path"]))
    pointer = "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)
    return message[: found.start()], pointer
