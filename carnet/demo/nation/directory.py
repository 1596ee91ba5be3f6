"""The organisations and professionals of the nation."""

from __future__ import annotations

from carnet.demo.nation import numbers, tables
from carnet.demo.nation.model import Directory, Organization, Professional


def build() -> Directory:
    """Read the directory: always the same, whatever the seed."""
    organizations = {row["number"]: _organization(row) for row in tables.rows("organizations")}
    professionals = {
        row["key"]: _professional(number, row, organizations[row["organization"]])
        for number, row in enumerate(tables.rows("professionals"), start=1)
    }
    return Directory(professionals, organizations)


def _organization(row: dict[str, str]) -> Organization:
    return Organization(
        finess=numbers.finess(row["number"]),
        **{
            k: row[k] for k in ("name", "sector", "kind", "address", "postal_code", "city", "phone")
        },
    )


def _professional(number: int, row: dict[str, str], practice: Organization) -> Professional:
    return Professional(
        rpps=numbers.rpps(number),
        organization=practice,
        **{name: value for name, value in row.items() if name not in {"key", "organization"}},
    )
