# SPDX-License-Identifier: MIT
"""Sentences about names of fields that are unknown or missing."""
from __future__ import annotations

from collections.abc import Iterable, Sequence

from .errors import FieldError, UnknownFieldError

_MAX_NAMES = 20


def listed(names: Iterable[str]) -> str:
    """The names in quotes, and how many more there are."""
    all_names = list(names)
    text = ", ".join(f"'{name}'" for name in all_names[:_MAX_NAMES])
    more = len(all_names) - _MAX_NAMES
    return f"{text} and {more} more" if more > 0 else text


def unknown_field(name: object, fields: Sequence[str]) -> UnknownFieldError:
    """The error for a name that no field has, with the nearest that one has."""
    import difflib

    near = difflib.get_close_matches(str(name), fields, 1)
    if not near:
        near = [field for field in fields if field.lower() == str(name).lower()]
    if near:
        return UnknownFieldError(f"there is no field {name!r}; did you mean '{near[0]}'? "
                                 f"The fields are {listed(fields)}")
    return UnknownFieldError(f"there is no field {name!r}; the fields are {listed(fields)}")


def refuse_names(fields: Sequence[str], given: Iterable[str]) -> None:
    """Raises what is wrong with the names that an append was given."""
    names = list(given)
    for name in names:
        if name not in fields:
            raise unknown_field(name, fields)
    missing = [field for field in fields if field not in names]
    what = "field" if len(missing) == 1 else "fields"
    raise FieldError(f"{what} {listed(missing)} missing: each step has a value of every field ({listed(fields)})")
