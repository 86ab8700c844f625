"""Values on which roundings go wrong: ties, near ties, noise, random figures."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def boundary_values(places: int, count: int, seed: int) -> npt.NDArray[np.float64]:
    """``count`` values: ties at ``places``, the doubles beside them, sums with noise, random figures."""
    draw = np.random.default_rng(seed)
    part = count // 5
    whole = draw.integers(-100_000, 100_000, part)
    ties = (whole + 0.5) / 10.0**places
    beside = np.nextafter(ties, np.where(draw.random(part) < 0.5, np.inf, -np.inf))
    noisy = ties * 1.1 / 1.1
    near = ties + draw.choice([-1e-5, 1e-5, -3e-7, 3e-7], part)
    rest = draw.uniform(-1000, 1000, count - 4 * part)
    return np.concatenate([ties, beside, noisy, near, rest])
