// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/spectrum/fourier.h"

#include <fftw3.h>

#include <memory>
#include <mutex>
#include <new>

namespace h5pulse::viewer {

namespace {

/// Of FFTW only the execution of plans may be done by several threads at once.
std::mutex& planner()
{
    static std::mutex mutex;
    return mutex;
}

struct DestroyPlan
{
    void operator()(fftw_plan plan) const
    {
        const std::lock_guard lock(planner());
        fftw_destroy_plan(plan);
    }
};

using Plan = std::unique_ptr<std::remove_pointer_t<fftw_plan>, DestroyPlan>;

void run(auto&& makePlan)
{
    fftw_plan made = nullptr;
    {
        const std::lock_guard lock(planner());
        made = makePlan();
    }
    const Plan plan(made);
    if (!plan) {
        throw std::bad_alloc();
    }
    fftw_execute(plan.get());
}

fftw_complex* pointer(std::vector<std::complex<double>>& values)
{
    return reinterpret_cast<fftw_complex*>(values.data()); // as FFTW's manual says
}

constexpr std::size_t kShort = std::size_t{1} << 16U; // of which any number will do

bool isFast(std::size_t count)
{
    for (const std::size_t factor : {2, 3, 5, 7, 11, 13}) { // FFTW has code of its own for these
        while (count % factor == 0) {
            count /= factor;
        }
    }
    return count == 1;
}

} // namespace

std::vector<std::complex<double>> fourierTransform(std::vector<double> values)
{
    const int count = static_cast<int>(values.size());
    std::vector<std::complex<double>> result(values.size() / 2 + 1);
    run([&] { return fftw_plan_dft_r2c_1d(count, values.data(), pointer(result), FFTW_ESTIMATE); });
    return result;
}

std::vector<std::complex<double>> fourierTransform(std::vector<std::complex<double>> values)
{
    const int count = static_cast<int>(values.size());
    run([&] {
        return fftw_plan_dft_1d(count, pointer(values), pointer(values), FFTW_FORWARD, FFTW_ESTIMATE);
    });
    return values;
}

std::size_t fastLength(std::size_t count)
{
    while (count > kShort && !isFast(count)) {
        --count;
    }
    return count;
}

} // namespace h5pulse::viewer
