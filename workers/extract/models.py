"""Which model reads which language: a setting names them, and each is loaded when its first text comes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import spacy

from schemas.errors import SettingsError
from workers.extract.gazetteer import Gazetteer
from workers.extract.parser import Parser, load_model

_ENTRY = re.compile(r"([a-z]{2,3})=(\S+)")
"""A language (ISO 639) and its model."""


class Model:
    """An installed spaCy model, which is loaded when it is first needed; raises SettingsError for none."""

    def __init__(self, name: str, names: Gazetteer) -> None:
        self.name = name
        self._meta = _described(name)
        self._names = names

    @property
    def version(self) -> str:
        """Language, name and version, as spaCy calls its packages."""
        return f"{self._meta['lang']}_{self._meta['name']}-{self._meta['version']}"

    @property
    def language(self) -> str:
        """The language that the model was made for (ISO 639-1)."""
        return str(self._meta["lang"])

    @cached_property
    def parser(self) -> Parser:
        """The model, loaded."""
        return Parser(load_model(self.name), self._names)


class Models:
    """The models by the language that they read; the first one also reads what is in no language that can be told."""

    def __init__(self, first: str, others: str, names: Gazetteer) -> None:
        named = {language: Model(name, names) for language, name in listed(others).items()}
        self.main = Model(first, names)
        if named.get(self.main.language, self.main).name != first:
            raise SettingsError(f"NEWSFOLD_MODEL and NEWSFOLD_MODELS name two models for {self.main.language!r}")
        self._models: Mapping[str, Model] = {**named, self.main.language: self.main}

    @property
    def version(self) -> str:
        """All models with their versions, the first one first."""
        others = [f"{name}={each.version}" for name, each in sorted(self._models.items()) if each is not self.main]
        return "+".join([self.main.version, *others])

    def parser(self, language: str) -> Parser | None:
        """What reads that language, loaded now if it was not; None where no model does."""
        model = self._models.get(language)
        return model.parser if model else None

    def load(self) -> None:
        """Load all of them, so that processes made from this one share them."""
        for language in self._models:
            self.parser(language)


def listed(setting: str) -> dict[str, str]:
    """Models by language out of "de=de_core_news_sm, es=es_core_news_sm"; raises SettingsError for anything else."""
    entries = [entry.strip() for entry in setting.split(",") if entry.strip()]
    matches = [_ENTRY.fullmatch(entry) for entry in entries]
    for entry, match in zip(entries, matches, strict=True):
        if match is None:
            raise SettingsError(f"NEWSFOLD_MODELS names {entry!r}: write LANGUAGE=MODEL, as in de=de_core_news_sm.")
    return {match[1]: match[2] for match in matches if match}


def _described(name: str) -> dict[str, Any]:
    """What the installed model says of itself; raises SettingsError if there is none, or it makes no sentences."""
    try:
        folder = spacy.util.get_package_path(name) if spacy.util.is_package(name) else Path(name)
        meta: dict[str, Any] = spacy.util.get_model_meta(folder)
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"the spaCy model {name!r} is not installed; install it, or name in NEWSFOLD_MODEL and NEWSFOLD_MODELS "
            f"one of {', '.join(spacy.util.get_installed_models()) or '(none installed)'}"
        ) from error
    if "parser" not in meta["pipeline"]:
        raise SettingsError(f"the spaCy model {name!r} has no parser, so nobody can be told from whom it happens to")
    return meta
