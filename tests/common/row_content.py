# SPDX-License-Identifier: MIT
"""The content that proves its step: the same formulas as in support/test_run.cpp."""
import numpy as np


def times(first, count):
    return 0.5 * np.arange(first, first + count)


def rows(first, count, components):
    return 1000.0 * np.arange(first, first + count)[:, None] + np.arange(components) + 0.25
