"""A region: its counties in administrative order, with codes and peer groups."""

from __future__ import annotations

from functools import cached_property

from pydantic import Field

from scoring.rules.base import Model
from scoring.scheme.models import SchemeSource


class County(Model):
    """One county: its administrative code, full name and, where the region has groups, its peer group."""

    code: str = Field(pattern=r"^\d{6}$")
    name: str
    group: str = ""


class PeerGroup(Model):
    """A group of counties that are ranked among themselves as well."""

    id: str
    name: str
    note: str = ""


class Region(Model):
    """A city and its counties."""

    id: str
    name: str
    code: str
    source: SchemeSource
    groups: tuple[PeerGroup, ...] = ()
    counties: tuple[County, ...] = Field(min_length=1)

    @cached_property
    def by_name(self) -> dict[str, County]:
        """Counties by full name."""
        return {county.name: county for county in self.counties}
