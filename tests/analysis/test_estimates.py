import numpy as np
import pytest

from tests.support.random_projects import estimate
from workbench.analysis.demand.estimates import beta_quantile, ends, mean, mean_of

pytestmark = pytest.mark.fast


def test_the_mean_weighs_the_likely_value_four_times():
    assert mean(estimate(4, 3, 5), False) == 4
    assert mean(estimate(3, 2, 10), False) == pytest.approx((2 + 12 + 10) / 6, abs=1e-15)


def test_one_figure_alone_is_the_mean_either_way():
    assert mean(estimate(7.3), False) == mean(estimate(7.3), True) == 7.3


@pytest.mark.parametrize(
    ("low", "likely", "high"), [(2, 3, 10), (1, 1, 4), (5, 8, 8), (10, 30, 50), (0, 1, 20)]
)
def test_percentiles_of_the_fitted_pert_match(low, likely, high):
    """Against numpy's own beta generator: the share of a large sample below the P10 and above the P90."""
    first, last = ends(low, likely, high)
    assert first < low < high < last
    a = 1 + 4 * (likely - first) / (last - first)
    n = 400_000
    sample = first + (last - first) * np.random.default_rng(1).beta(a, 6 - a, n)
    spread = 5 * np.sqrt(0.09 / n)
    assert np.mean(sample < low) == pytest.approx(0.1, abs=spread)
    assert np.mean(sample > high) == pytest.approx(0.1, abs=spread)
    assert mean_of(low, likely, high, True) == pytest.approx(sample.mean(), rel=0.005)


def test_extremes_taken_for_percentiles_do_not_match():
    """The negative control: the PERT between 2 and 10 itself has nowhere near 10 % below 2."""
    sample = 2 + 8 * np.random.default_rng(1).beta(1.5, 4.5, 10_000)
    assert np.mean(sample < 2) == 0


def test_quantiles_agree_with_closed_forms():
    """Beta(1, 5): 1 - (1 - p)^(1/5); Beta(5, 1): p^(1/5); Beta(3, 3) is symmetric."""
    found = beta_quantile(0.1, np.array([1.0, 5.0, 3.0]))
    assert found[:2] == pytest.approx([1 - 0.9**0.2, 0.1**0.2], abs=1e-13)
    assert beta_quantile(0.5, np.array([3.0]))[0] == pytest.approx(0.5, abs=1e-13)
    assert found[2] + beta_quantile(0.9, np.array([3.0]))[0] == pytest.approx(1, abs=1e-13)


def test_the_fit_is_exact_for_any_place_of_the_likely_value():
    fitted = [ends(3, likely, 7) for likely in np.linspace(3, 7, 201)]
    first, last = np.array(fitted).T
    a = 1 + 4 * (np.linspace(3, 7, 201) - first) / (last - first)
    assert first + (last - first) * beta_quantile(0.1, a) == pytest.approx(3, abs=1e-9)
    assert first + (last - first) * beta_quantile(0.9, a) == pytest.approx(7, abs=1e-9)
