"""Stores that are kept between runs, as to fill and fold a million events takes far longer than to measure them."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import Struct

from ops.bench.read.own import fill, fold
from ops.bench.read.sample import Newsroom
from ops.valkey import free_port
from schemas.errors import InputError
from services.settings import Settings
from workers.projections import FOLDS_VERSION

NOTE = "bench.json"


class Kept(Struct, frozen=True):
    """What a store holds: articles of so many events, folded at a rate by a version of the folds."""

    folds: str
    articles: int
    events: int
    folded_per_second: float


def prepare(folder: Path, newsroom: Newsroom, articles: int, say: Callable[[str], object]) -> tuple[Settings, Kept]:
    """A store of at least so many articles in this folder, made there if need be, and what it holds.

    Raises InputError if what is there was folded otherwise or has other articles.
    """
    if not (folder / NOTE).exists():
        _make(folder, newsroom, articles, say)
    kept = msgspec.json.decode((folder / NOTE).read_bytes(), type=Kept)
    if (kept.folds, kept.events) != (FOLDS_VERSION, newsroom.events):
        raise InputError(
            f"The store in {folder} has {kept.events} events an article and was folded by folds {kept.folds}, not "
            f"{newsroom.events} by {FOLDS_VERSION}: delete it, or have another folder kept."
        )
    return _settings(folder), kept


def note(folder: Path, kept: Kept) -> None:
    """Say what the store holds now."""
    (folder / NOTE).write_bytes(msgspec.json.encode(kept))


def _make(folder: Path, newsroom: Newsroom, articles: int, say: Callable[[str], object]) -> None:
    """Fill and fold a store beside its place, where it is put once it is whole."""
    if folder.exists():
        raise InputError(f"The folder {folder} is there and holds no store of a measurement: have another one kept.")
    part = folder.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    say(f"{articles:,} articles are appended")
    fill(_settings(part), newsroom, 0, articles)
    say(f"{articles * newsroom.events:,} events are folded")
    began = time.perf_counter()
    fold(_settings(part))
    rate = articles * newsroom.events / (time.perf_counter() - began)
    note(part, Kept(FOLDS_VERSION, articles, newsroom.events, rate))
    part.rename(folder)


def _settings(folder: Path) -> Settings:
    return Settings.model_validate({"data": folder, "database_url": None, "port": free_port()})
