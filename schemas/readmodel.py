"""All tables of the read models; what stands in them is in schemas/rows/."""

from __future__ import annotations

from schemas.rows.actors import ACTOR_ALIASES, ACTOR_JOINS, ACTOR_KEYS, ACTORS
from schemas.rows.articles import ARTICLES, PARTS
from schemas.rows.captions import CAPTIONS, PICTURE_TERMS, PICTURES
from schemas.rows.copies import COPIES, DUPLICATES, PRINT_KEYS, PRINTS
from schemas.rows.events import EVENT_MOVES, EVENT_TERMS, EVENTS
from schemas.rows.figures import FIGURES, SUBJECT_TERMS, SUBJECTS
from schemas.rows.occurrences import OCCURRENCE_BLOCKS, OCCURRENCE_TERMS, OCCURRENCES, REPORTS
from schemas.rows.people import CORRECTIONS, WATCHLISTS
from schemas.rows.quotes import QUOTE_TERMS, QUOTES
from schemas.rows.relations import COVERAGE, RELATION_DAYS, RELATIONS
from schemas.rows.sources import SOURCE_DAYS, SOURCES
from schemas.rows.work import FAILURES, MOMENTS, SET_ASIDE, UNFINISHED, UNKNOWN_TYPES

TABLES = (
    ARTICLES,
    PARTS,
    EVENTS,
    EVENT_TERMS,
    EVENT_MOVES,
    CORRECTIONS,
    WATCHLISTS,
    CAPTIONS,
    PICTURES,
    PICTURE_TERMS,
    COPIES,
    DUPLICATES,
    PRINTS,
    PRINT_KEYS,
    FIGURES,
    SUBJECTS,
    SUBJECT_TERMS,
    QUOTES,
    QUOTE_TERMS,
    SOURCES,
    SOURCE_DAYS,
    UNFINISHED,
    FAILURES,
    SET_ASIDE,
    UNKNOWN_TYPES,
    MOMENTS,
    REPORTS,
    OCCURRENCES,
    OCCURRENCE_TERMS,
    OCCURRENCE_BLOCKS,
    ACTORS,
    ACTOR_JOINS,
    ACTOR_ALIASES,
    ACTOR_KEYS,
    RELATIONS,
    RELATION_DAYS,
    COVERAGE,
)
