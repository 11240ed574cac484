# ruff: noqa: S608  # the schema's name is the store's own, every value is bound
"""All generations of read models: a table that numbers them and says which one serves."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from schemas.errors import ReadModelError
from services.readmodels import Generation
from services.readmodels.database import Database, Session
from services.readmodels.generation import StoredGeneration


class Storage(Protocol):
    """Where generations are kept, with a table `generations` that lists them."""

    @property
    def schema(self) -> str:
        """The schema of the table that lists them."""

    def session(self) -> AbstractContextManager[Session]:
        """Statements that stand each for itself."""

    def transaction(self) -> AbstractContextManager[Session]:
        """Statements that are done all or none, while no other transaction is under way."""

    def database(self, number: int) -> Database:
        """The database of a generation that exists."""

    def build(self, session: Session, number: int) -> None:
        """Make the empty tables of a generation, within the transaction that gives it its number."""

    def demolish(self, session: Session, number: int) -> None:
        """Delete the tables of a generation, within the transaction that forgets its number."""

    def scrub(self) -> None:
        """Leave nothing of demolished generations in what the storage keeps for itself."""

    def close(self) -> None:
        """Let go of every connection."""


class Catalogue:
    """The generations of one storage; new ones are marked as built by this version of the folds."""

    def __init__(self, storage: Storage, folds_version: str) -> None:
        self._storage = storage
        self._folds_version = folds_version
        self._table = f"{storage.schema}.generations"
        self._opened: dict[int, StoredGeneration] = {}

    def serving(self) -> StoredGeneration:
        """The generation that answers readers; made empty if there is none yet."""
        with self._storage.session() as session:
            found = self._serving(session)
        if found is None:
            return self._first()
        self._forget_before(found.number)
        return found

    def create(self) -> StoredGeneration:
        """A new, empty generation beside the serving one; no number is given twice."""
        with self._storage.transaction() as session:
            return self._create(session)

    def under_way(self) -> StoredGeneration:
        """The generation that is being built by these folds to follow the serving one, begun if none is.

        Any number of processes that ask at once are given the same.
        """
        begun = f"""SELECT number FROM {self._table} WHERE folds_version = ?
            AND number > (SELECT number FROM {self._table} WHERE serving = 1) ORDER BY number DESC LIMIT 1"""
        with self._storage.transaction() as session:
            found = session.execute(begun, (self._folds_version,)).fetchone()
            return self._generation(found[0], self._folds_version) if found else self._create(session)

    def switch(self, generation: Generation) -> None:
        """Let this generation serve from now on, atomically; raises ReadModelError if it was dropped."""
        with self._storage.transaction() as session:
            self._open(session, generation.number)
            self._serve(session, generation.number)

    def numbers(self) -> list[int]:
        """The generations that exist, oldest first."""
        with self._storage.session() as session:
            return [number for (number,) in session.execute(f"SELECT number FROM {self._table} ORDER BY number")]

    def open(self, number: int) -> StoredGeneration:
        """A generation by its number; raises ReadModelError if there is none."""
        with self._storage.session() as session:
            return self._open(session, number)

    def drop(self, number: int) -> None:
        """Delete a generation that is not serving; raises ReadModelError if it serves or does not exist."""
        with self._storage.transaction() as session:
            gone = session.execute(f"DELETE FROM {self._table} WHERE number = ? AND serving = 0", (number,))
            if gone.rowcount != 1:
                raise ReadModelError(f"Generation {number} serves or does not exist, so it was not dropped.")
            self._storage.demolish(session, number)
        if generation := self._opened.pop(number, None):
            generation.close()

    def scrub(self) -> None:
        """Leave nothing of dropped generations in what the store keeps for itself."""
        self._storage.scrub()

    def close(self) -> None:
        """Let go of every connection."""
        for generation in self._opened.values():
            generation.close()
        self._storage.close()

    def _serving(self, session: Session) -> StoredGeneration | None:
        serving = f"SELECT number, folds_version FROM {self._table} WHERE serving = 1"
        found = session.execute(serving).fetchone()
        return self._generation(*found) if found else None

    def _forget_before(self, number: int) -> None:
        """Let go of older generations: an open file of theirs would outlive its deletion."""
        for older in [each for each in self._opened if each < number]:
            if generation := self._opened.pop(older, None):
                generation.close()

    def _first(self) -> StoredGeneration:
        """Make a generation and let it serve, unless another process was quicker."""
        with self._storage.transaction() as session:
            found = self._serving(session)
            if found:
                return found
            made = self._create(session)
            self._serve(session, made.number)
            return made

    def _create(self, session: Session) -> StoredGeneration:
        insert = f"INSERT INTO {self._table} (folds_version) VALUES (?) RETURNING number"
        (number,) = session.execute(insert, (self._folds_version,)).fetchone()
        self._storage.build(session, number)
        return self._generation(number, self._folds_version)

    def _serve(self, session: Session, number: int) -> None:
        session.execute(f"UPDATE {self._table} SET serving = CASE WHEN number = ? THEN 1 ELSE 0 END", (number,))

    def _open(self, session: Session, number: int) -> StoredGeneration:
        found = session.execute(f"SELECT folds_version FROM {self._table} WHERE number = ?", (number,)).fetchone()
        if not found:
            raise ReadModelError(f"There is no generation {number} of the read models.")
        return self._generation(number, *found)

    def _generation(self, number: int, folds_version: str) -> StoredGeneration:
        opened = self._opened.get(number)
        if opened is None:  # another thread may be as quick: only one of both is kept
            opened = StoredGeneration(number, folds_version, self._storage.database(number))
            opened = self._opened.setdefault(number, opened)
        return opened
