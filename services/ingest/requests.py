"""Small JSON documents that ask for something, read into the type that says what they may hold."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import TypeVar

import msgspec
from msgspec import MsgspecError, ValidationError

from schemas.characters import shown
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
        document = json.loads(data, object_pairs_hook=_once)
    except ValidationError as error:
        detail, pointer = _told(str(error))
        raise ArticleError(detail, pointer) from error
    except RecursionError as error:
        raise InputError("the document is nested too deeply") from error
    except Repeated as error:
        raise InputError(f"the field {error} is there twice") from error
    except (MsgspecError, UnicodeDecodeError) as error:
        raise InputError(f"the document is not valid JSON in UTF-8: {error}") from error
    for text, pointer in _texts(document, ""):
        if shown(text) != text:
            raise ArticleError("this holds a control character, such as U+0000; remove it", pointer)
    return asked


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if twice := [name for name, times in Counter(name for name, _ in pairs).items() if times > 1]:
        raise Repeated(min(twice)[:60])
    return dict(pairs)


def _texts(value: object, pointer: str) -> Iterator[tuple[str, str]]:
    """Every text in a document, with the JSON Pointer of where it is."""
    if isinstance(value, str):
        yield value, pointer
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _texts(each, f"{pointer}/{_escaped(name)}")
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _texts(each, f"{pointer}/{number}")


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _told(message: str) -> tuple[str, str]:
    """The decoder's words and the JSON Pointer (RFC 6901) of the field, of "Expected `str`, got `int` - at `$.why`"."""
    found = _PATH.search(message)
    if found is None:
        return message, ""
    steps = (name or number for name, number in _STEP.findall(found["path"]))
    pointer = "".join(f"/{_escaped(step)}" for step in steps)
    return message[: found.start()], pointer
