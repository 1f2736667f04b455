// SPDX-License-Identifier: MIT
#include "values.h"

#include "format.h"

#include <cmath>
#include <concepts>
#include <type_traits>

namespace h5pulse::cli {

namespace {

template <typename T>
constexpr bool kIsComplex = std::same_as<T, std::complex<float>> || std::same_as<T, std::complex<double>>;

template <typename T>
std::string compact(T value)
{
    if constexpr (std::same_as<T, double>) {
        return compactNumber(value);
    } else if constexpr (kIsComplex<T>) {
        const std::string imaginary = compact(value.imag());
        return compact(value.real()) + (imaginary[0] == '-' ? "" : "+") + imaginary + "i";
    } else {
        std::string text;
        h5pulse::appendExact(text, value);
        return text;
    }
}

/// Complex numbers have no order, so their magnitudes are compared.
template <typename T>
auto sizeOrSelf(T value)
{
    if constexpr (kIsComplex<T>) {
        return std::abs(value);
    } else {
        return value;
    }
}

template <typename T>
Summary summarizeElements(const std::vector<T>& values)
{
    using Real = decltype(sizeOrSelf(T{}));
    Real minimum{};
    Real maximum{};
    long double sum = 0; // long double has a wide exponent, so a sum of large doubles does not overflow
    std::size_t finite = 0;
    for (const T& value : values) {
        const Real real = sizeOrSelf(value);
        if constexpr (std::floating_point<Real>) {
            if (!std::isfinite(real)) {
                continue;
            }
        }
        minimum = finite == 0 || real < minimum ? real : minimum;
        maximum = finite == 0 || real > maximum ? real : maximum;
        sum += static_cast<long double>(real);
        ++finite;
    }
    if (finite == 0) {
        return {"nan", "nan", "nan", values.size()};
    }
    return {compact(minimum), compact(maximum),
            compactNumber(static_cast<double>(sum / static_cast<long double>(finite))),
            values.size() - finite};
}

} // namespace

void appendExact(std::string& text, const Values& values, std::size_t index, char separator)
{
    std::visit(
        [&](const auto& elements) {
            const auto value = elements[index];
            if constexpr (kIsComplex<std::remove_cv_t<decltype(value)>>) {
                h5pulse::appendExact(text, value.real());
                text += separator;
                h5pulse::appendExact(text, value.imag());
            } else {
                h5pulse::appendExact(text, value);
            }
        },
        values);
}

std::string compactValue(const Values& values, std::size_t index)
{
    return std::visit([index](const auto& elements) { return compact(elements[index]); }, values);
}

Summary summarize(const Values& values)
{
    return std::visit([](const auto& elements) { return summarizeElements(elements); }, values);
}

} // namespace h5pulse::cli
