// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <cstddef>
#include <memory>
#include <span>

namespace ks {

/// Fourier transforms of real periodic functions on N points, scaled so that
/// u(x_j) = sum over m of modes[m] exp(2 pi i m j / N), where modes[-m] is the conjugate of modes[m].
class Fourier
{
public:
    /// @param points  N, even
    explicit Fourier(std::size_t points);
    ~Fourier();
    Fourier(const Fourier&) = delete;
    Fourier& operator=(const Fourier&) = delete;

    /// Transforms N values to N/2 + 1 modes.
    void forward(std::span<const double> values, std::span<std::complex<double>> modes);
    /// Transforms N/2 + 1 modes to N values.
    void backward(std::span<const std::complex<double>> modes, std::span<double> values);

private:
    struct Plans;
    std::unique_ptr<Plans> m_plans;
};

} // namespace ks
