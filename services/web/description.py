"""What OpenAPI cannot learn from the code by itself: bodies, answers and problems, out of the types that make them."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from schemas.readmodel import TABLES
from schemas.rows.row import Row
from services.formats import CSV, NDJSON, PARQUET
from services.formats.codebook import FIELDS
from services.ingest.fields import HTML, LENGTHS, TAG_LENGTH, TAGS, TEXT
from services.web.answers import (
    LineAccepted,
    LineRefused,
    Page,
    PostAnswer,
)
from services.web.examples import PARAMETERS, example_of, problem
from services.web.problems import PROBLEM_JSON, ProblemDetails

Json = dict[str, Any]
Responses = dict[int | str, Json]
KEY = "key"
KEY_TOLD = "`newsfold keys create` makes one; not asked for where the service is for its own machine alone"
UNGUARDED = ("/healthz", "/readyz")
REFERENCE = "#/components/schemas/{name}"
TAG = {"description": "the entity tag, for If-None-Match", "schema": {"type": "string"}}
NEXT = {"description": "the next page of a page of JSON, rel=next (RFC 8288)", "schema": {"type": "string"}}
AT = {"description": "the position that a file was read at", "schema": {"type": "integer"}}
DESCRIBED: dict[type, None] = {}
"""Every type that an answer was described by, whose schema the description holds."""
EXAMPLE = {
    "body": "GENEVA, Feb 3 — Delegates of both countries met in Geneva on Tuesday.",
    "url": "https://news.example/2026/02/03/geneva",
    "source": "news.example",
    "title": "Delegates meet in Geneva",
    "published_at": "2026-02-03T14:30:00Z",
    "language": "en",
    "tags": ["diplomacy"],
}


def returns(kind: type, status: int = 200) -> Responses:
    """An answer of this type."""
    body = {"schema": _schema(kind), "example": example_of(kind)}
    return {status: {"description": _promise(kind), "content": {"application/json": body}}}


def lists(kind: type[Row]) -> Responses:
    """A page of such rows, or all of them in another format, as `Accept` or the ending of the address says."""
    listed = returns(Page[kind])  # type: ignore[valid-type]  # made at run time
    listed[200]["headers"] = {"ETag": TAG, "Link": NEXT, "Newsfold-Position": AT}
    listed[304] = {"description": "It has not changed since the answer with this tag", "headers": {"ETag": TAG}}
    listed[200]["content"] |= {
        NDJSON.media_type: {"schema": _schema(kind), "example": example_of(kind)},
        CSV.media_type.split(";")[0]: {"schema": {"type": "string"}},
        PARQUET.media_type: {"schema": {"type": "string", "format": "binary"}},
    }
    return listed


def has_files(responses: Responses) -> bool:
    """Whether these answers are those of `lists`."""
    return PARQUET.media_type in responses.get(200, {}).get("content", {})


def refuses(*statuses: int) -> Responses:
    """Problems with these statuses."""
    return {status: _refusal(status) for status in statuses}


def _refusal(status: int) -> Json:
    body = {"schema": _schema(ProblemDetails), "example": problem(status)}
    return {"description": "What is wrong, and with which field (RFC 9457)", "content": {PROBLEM_JSON: body}}


def takes(kind: type, example: Json) -> Json:
    """A request body of this type, as JSON."""
    content = {"application/json": {"schema": _schema(kind), "example": example}}
    return {"requestBody": {"required": True, "content": content}}


def describe(app: FastAPI) -> None:
    """Have the application describe itself with the types of its answers."""

    def openapi() -> Json:
        if app.openapi_schema is None:
            described = get_openapi(
                title=app.title, version=app.version, summary=app.summary, routes=app.routes, tags=app.openapi_tags
            )
            _, components = msgspec.json.schema_components(DESCRIBED, ref_template=REFERENCE)
            schemas = described.setdefault("components", {}).setdefault("schemas", {})
            schemas |= {"Article": _article(), **components}
            _explain(described)
            _ask_for_keys(described)
            app.openapi_schema = described
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # as FastAPI documents it


def _explain(described: Json) -> None:
    """Give every parameter an example, and every field of a row its meaning."""
    for operations in described["paths"].values():
        for operation in operations.values():
            _explain_operation(operation)
    for row in (table.row.__name__ for table in TABLES):
        for name, field in described["components"]["schemas"].get(row, {}).get("properties", {}).items():
            if name in FIELDS and "$ref" not in field:
                field.setdefault("description", FIELDS[name])


def _explain_operation(operation: Json) -> None:
    """Give its parameters examples, and take back what the framework only supposed."""
    for parameter in operation.get("parameters", ()):
        if parameter["name"] in PARAMETERS:
            parameter.setdefault("example", PARAMETERS[parameter["name"]])
    if "HTTPValidationError" in str(operation["responses"].get("422")):
        operation["responses"]["422"] = _refusal(422)
    for answer in operation["responses"].values():
        if answer.get("content", {}).get("application/json") == {"schema": {}}:
            del answer["content"]["application/json"]


def _ask_for_keys(described: Json) -> None:
    """Say that a key may be asked for, and what is answered without one."""
    described["components"]["securitySchemes"] = {KEY: {"type": "http", "scheme": "bearer", "description": KEY_TOLD}}
    described["security"] = [{}, {KEY: []}]
    for path, operations in described["paths"].items():
        for operation in operations.values():
            if path not in UNGUARDED:
                operation["responses"] |= {str(status): told for status, told in refuses(401, 403, 429).items()}


def posted() -> Responses:
    """What a post is answered with; an upload of many lines gets an answer a line."""
    answers = returns(PostAnswer, 202) | returns(PostAnswer, 200) | refuses(400, 408, 413, 415, 422, 503)
    lines = {"anyOf": [_schema(LineAccepted), _schema(LineRefused)]}
    answers[200]["description"] = "Nothing to do: the article is there as posted; or, for an upload, one outcome a line"
    answers[200]["content"]["application/x-ndjson"] = {"schema": lines}
    return answers


def posting() -> Json:
    """What a post may hold: one article as JSON or as a bare page, or many as NDJSON."""
    article = {"$ref": REFERENCE.format(name="Article")}
    page = {"schema": {"type": "string"}}
    content = {
        "application/json": {"schema": article, "example": EXAMPLE},
        TEXT: page,
        HTML: page,
        "application/x-ndjson": {"schema": {"type": "string", "description": "one article a line"}},
    }
    metadata = [
        {"name": name, "in": "query", "schema": schema, "description": "for a bare page; or as a Newsfold- header"}
        for name, schema in _metadata().items()
    ]
    return {"requestBody": {"required": True, "content": content}, "parameters": metadata}


def _article() -> Json:
    body: Json = {
        "body": {"type": "string", "description": "the page, as text or HTML"},
        "media_type": {"type": "string", "enum": [TEXT, HTML], "default": TEXT},
    }
    return {
        "type": "object",
        "description": "An article as somebody scraped it; only its body has to be there.",
        "required": ["body"],
        "additionalProperties": False,
        "properties": body | _metadata(),
    }


def _metadata() -> Json:
    texts: Json = {name: {"type": "string", "maxLength": length} for name, length in LENGTHS.items()}
    texts["url"]["format"] = "uri"
    for name in ("published_at", "fetched_at"):
        texts[name]["description"] = "ISO 8601; UTC unless it says otherwise"
    tag = {"type": "string", "maxLength": TAG_LENGTH}
    return texts | {"tags": {"type": "array", "items": tag, "maxItems": TAGS}}


@cache
def _schema(kind: type) -> Json:
    DESCRIBED[kind] = None
    (schema,), _ = msgspec.json.schema_components([kind], ref_template=REFERENCE)
    return schema


def _promise(kind: type) -> str:
    return (kind.__doc__ or "").split("\n", 1)[0]
