// SPDX-License-Identifier: MIT
#include "fourier.h"

#include <fftw3.h>

#include <algorithm>

namespace ks {

// FFTW gets its own arrays: they are aligned for SIMD, and backward transforms may destroy their input.
struct Fourier::Plans
{
    explicit Plans(std::size_t points)
        : count(points)
        , real(fftw_alloc_real(points))
        , modes(fftw_alloc_complex(points / 2 + 1))
        , forward(fftw_plan_dft_r2c_1d(static_cast<int>(points), real, modes, FFTW_ESTIMATE))
        , backward(fftw_plan_dft_c2r_1d(static_cast<int>(points), modes, real, FFTW_ESTIMATE))
    {
    }
    ~Plans()
    {
        fftw_destroy_plan(forward);
        fftw_destroy_plan(backward);
        fftw_free(real);
        fftw_free(modes);
    }
    Plans(const Plans&) = delete;
    Plans& operator=(const Plans&) = delete;

    std::size_t count;
    double* real;
    fftw_complex* modes;
    fftw_plan forward;
    fftw_plan backward;
};

Fourier::Fourier(std::size_t points)
    : m_plans(std::make_unique<Plans>(points))
{
}

Fourier::~Fourier() = default;

void Fourier::forward(std::span<const double> values, std::span<std::complex<double>> modes)
{
    std::ranges::copy(values, m_plans->real);
    fftw_execute(m_plans->forward);
    const double scale = 1.0 / static_cast<double>(m_plans->count);
    for (std::size_t m = 0; m < modes.size(); ++m) {
        modes[m] = {scale * m_plans->modes[m][0], scale * m_plans->modes[m][1]};
    }
}

void Fourier::backward(std::span<const std::complex<double>> modes, std::span<double> values)
{
    for (std::size_t m = 0; m < modes.size(); ++m) {
        m_plans->modes[m][0] = modes[m].real();
        m_plans->modes[m][1] = modes[m].imag();
    }
    fftw_execute(m_plans->backward);
    std::copy_n(m_plans->real, values.size(), values.begin());
}

} // namespace ks
