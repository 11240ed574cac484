"""An article posted as a JSON document (RFC 8259): one object, whose fields are those of fields.py."""

from __future__ import annotations

import re
from codecs import BOM_UTF8

import msgspec
from msgspec import MsgspecError, Raw, ValidationError

from schemas.article import Article
from schemas.errors import ArticleError, InputError
from services.ingest.fields import HTML, METADATA, TEXT, Value, article_of

FIELDS = ("body", "media_type", *METADATA)
DECODERS = {name: msgspec.json.Decoder(list[str] | None if name == "tags" else str | None) for name in FIELDS}
SHOWN = 60
"""Characters of a wrong name or value that an error repeats."""


class Name(str):
    """A field's name, which the decoder hands to `_Names` as it meets it."""

    __slots__ = ()


class _Names:
    """The names met so far. Each has to be known and new: JSON decoders keep the last of two equal ones silently."""

    def __init__(self) -> None:
        self.met: list[str] = []

    def meet(self, _type: type, name: str) -> Name:
        if name not in FIELDS:
            raise ArticleError(
                f"an article has no field {name[:SHOWN]!r}; it has {', '.join(FIELDS)}", _pointer(name[:SHOWN])
            )
        if name in self.met:
            raise ArticleError(f"the field {name} is there twice", _pointer(name))
        self.met.append(name)
        return Name(name)


def read_document(data: bytes) -> Article:
    """The article of a JSON document; raises InputError if it is no JSON, ArticleError if a field is wrong."""
    fields = _fields(data)
    body = _body(fields)
    media_type = _media_type(fields)
    metadata = {name: _value(name, raw) for name, raw in fields.items() if name in METADATA}
    return article_of(body, body.encode(), media_type=media_type, charset="utf-8", metadata=metadata)


def _fields(data: bytes) -> dict[str, Raw]:
    """The fields as they stand, unread: nothing deep or large is built of a document that will be refused.

    A byte order mark before them is passed over, as RFC 8259 allows: some editors write one.
    """
    names = _Names()
    try:
        return dict(msgspec.json.decode(data.removeprefix(BOM_UTF8), type=dict[Name, Raw], dec_hook=names.meet))
    except RecursionError as error:
        raise InputError("the document is nested too deeply", _last(names)) from error
    except ValidationError as error:
        raise InputError("the document has to be one JSON object") from error
    except (MsgspecError, UnicodeDecodeError) as error:
        if not data.strip():
            raise InputError("the document is empty; it has to be one JSON object") from error
        pointer = "" if "trailing" in str(error) else _last(names)
        raise InputError(f"the document is not valid JSON in UTF-8: {_reason(error)}", pointer) from error


def _body(fields: dict[str, Raw]) -> str:
    body = _value("body", fields["body"]) if "body" in fields else None
    if body is None:
        raise ArticleError("an article needs a body", "/body")
    if not isinstance(body, str):
        raise ArticleError("body has to be one text", "/body")
    return body


def _media_type(fields: dict[str, Raw]) -> str:
    value = _value("media_type", fields["media_type"]) if "media_type" in fields else None
    if value not in {None, TEXT, HTML}:
        raise ArticleError(f"media_type has to be {TEXT} or {HTML}", "/media_type")
    return value if isinstance(value, str) else TEXT


def _value(name: str, raw: Raw) -> Value:
    try:
        value: Value = DECODERS[name].decode(raw)
    except ValidationError as error:
        raise ArticleError(f"{name} has to be {_expected(name)}", _pointer(name) + _item(str(error))) from error
    except (MsgspecError, UnicodeDecodeError) as error:
        raise InputError(f"{name} is not valid JSON in UTF-8: {_reason(error)}", _pointer(name)) from error
    return value


def _expected(name: str) -> str:
    return "a list of texts" if name == "tags" else "a text"


def _item(message: str) -> str:
    """Where in a list the error is, of a message such as "Expected `str`, got `int` - at `$[1]`"."""
    found = re.search(r"\$\[(\d+)]", message)
    return f"/{found[1]}" if found else ""


def _pointer(name: str) -> str:
    """The JSON Pointer (RFC 6901) of a field."""
    return "/" + name.replace("~", "~0").replace("/", "~1")


def _last(names: _Names) -> str:
    """The field at which the reading stopped."""
    return _pointer(names.met[-1]) if names.met else ""


def _reason(error: Exception) -> str:
    """The decoder's words, made plainer where they mislead."""
    if isinstance(error, UnicodeDecodeError):
        return f"{error.reason} at byte {error.start}"
    if "truncated" in str(error):
        return "it ends too early, or half of a surrogate pair stands alone"
    return str(error).removeprefix("JSON is malformed: ").lower()
