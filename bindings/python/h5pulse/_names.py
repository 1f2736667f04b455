# SPDX-License-Identifier: MIT
"""Errors for unknown and missing names of fields."""
from __future__ import annotations

from collections.abc import Iterable, Sequence

from .errors import FieldError, UnknownFieldError

_MAX_NAMES = 20


def listed(names: Iterable[str]) -> str:
    """The first names in quotes, and the number of the others."""
    all_names = list(names)
    text = ", ".join(f"'{name}'" for name in all_names[:_MAX_NAMES])
    more = len(all_names) - _MAX_NAMES
    return f"{text} and {more} more" if more > 0 else text


def unknown_field(name: object, fields: Sequence[str]) -> UnknownFieldError:
    """The error for an unknown field, with the most similar name of a field."""
    import difflib

    near = difflib.get_close_matches(str(name), fields, 1)
    if not near:
        near = [field for field in fields if field.lower() == str(name).lower()]
    if near:
        return UnknownFieldError(f"there is no field {name!r}; did you mean '{near[0]}'? "
                                 f"The fields are {listed(fields)}")
    return UnknownFieldError(f"there is no field {name!r}; the fields are {listed(fields)}")


def refuse_names(fields: Sequence[str], given: Iterable[str]) -> None:
    """Raises the error for wrong names in the arguments of an append."""
    names = list(given)
    for name in names:
        if name not in fields:
            raise unknown_field(name, fields)
    missing = [field for field in fields if field not in names]
    what = "field" if len(missing) == 1 else "fields"
    raise FieldError(f"{what} {listed(missing)} missing: each step has a value of every field ({listed(fields)})")
