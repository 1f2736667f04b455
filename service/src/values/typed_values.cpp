// SPDX-License-Identifier: MIT
#include <h5pulse/service/typed_values.h>

#include <cmath>

namespace h5pulse {

namespace {

template <typename T>
std::string textOf(T value)
{
    std::string text;
    appendExact(text, value);
    return text;
}

template <typename T>
const T& realOf(const T& value)
{
    return value;
}

template <typename T>
T realOf(const std::complex<T>& value)
{
    return value.real();
}

template <typename T>
int imaginaryOf(const T&)
{
    return 0;
}

template <typename T>
T imaginaryOf(const std::complex<T>& value)
{
    return value.imag();
}

} // namespace

std::size_t TypedValues::size() const
{
    return std::visit([](const auto& values) { return values.size(); }, m_values);
}

bool TypedValues::isComplex() const
{
    return std::holds_alternative<std::vector<std::complex<double>>>(m_values) ||
           std::holds_alternative<std::vector<std::complex<float>>>(m_values);
}

double TypedValues::real(std::size_t i) const
{
    return std::visit([i](const auto& values) { return static_cast<double>(realOf(values[i])); }, m_values);
}

double TypedValues::imaginary(std::size_t i) const
{
    return std::visit([i](const auto& values) { return static_cast<double>(imaginaryOf(values[i])); },
                      m_values);
}

bool TypedValues::isFinite(std::size_t i) const
{
    return std::isfinite(real(i)) && std::isfinite(imaginary(i));
}

std::string TypedValues::realText(std::size_t i) const
{
    return std::visit([i](const auto& values) { return textOf(realOf(values[i])); }, m_values);
}

std::string TypedValues::imaginaryText(std::size_t i) const
{
    return isComplex()
               ? std::visit([i](const auto& values) { return textOf(imaginaryOf(values[i])); }, m_values)
               : std::string();
}

std::string TypedValues::text(std::size_t i) const
{
    if (!isComplex()) {
        return realText(i);
    }
    const std::string imaginaryPart = imaginaryText(i);
    return realText(i) + (imaginaryPart.starts_with('-') ? "" : "+") + imaginaryPart + "i";
}

} // namespace h5pulse
