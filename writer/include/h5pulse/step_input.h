// SPDX-License-Identifier: MIT
#pragma once

#include <h5pulse/require_cxx20.h>
#include <h5pulse/step_values.h>

#include <concepts>
#include <cstddef>
#include <ranges>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

/// The arguments of append(): values that are read where they lie, and ranges that are copied first.
namespace h5pulse::detail {

template <typename T>
struct GatheredElement
{
    using Type = void;
};

template <Storable T>
struct GatheredElement<T>
{
    using Type = T;
};

template <KnownArray T>
struct GatheredElement<T>
{
    using Type = std::remove_cv_t<std::remove_pointer_t<decltype(layoutOf(std::declval<const T&>()).data)>>;
};

template <typename T>
requires std::ranges::forward_range<const T> &&
    (!KnownArray<T>)&&(!UnknownMatrix<T>)&&(!Text<T>)struct GatheredElement<T>
    : GatheredElement<std::remove_cv_t<std::remove_reference_t<std::ranges::range_reference_t<const T>>>>
{
};

/// A range, possibly of ranges, whose elements do not lie one after the other: std::deque<double>,
/// std::vector<std::vector<double>>, std::vector<Eigen::Vector3d>, a view.
template <typename T>
concept ScatteredRange =
    std::ranges::forward_range<const T> && !KnownArray<T> && !UnknownMatrix<T> && !Text<T> &&
    !ElementRange<T> && std::is_void_v<SpanElement<T>> && Storable<typename GatheredElement<T>::Type>;

/// Copies the elements of a scattered range and records the sizes of its levels.
template <typename E>
class Gathered
{
public:
    template <typename T>
    explicit Gathered(const T& range)
    {
        add(range, 0);
    }

    StepValues values() const
    {
        StepValues values{
            .data = m_elements.data(), .count = m_elements.size(), .type = storedType<Stored>()};
        if (m_sizes.size() > 1) { // otherwise the range is flat
            values.rank = m_sizes.size();
            std::ptrdiff_t stride = 1;
            for (std::size_t i = values.rank; i-- > 0;) {
                values.sizes[i] = m_sizes[i];
                values.strides[i] = stride;
                stride *= static_cast<std::ptrdiff_t>(m_sizes[i]);
            }
        }
        return values;
    }

private:
    using Stored = std::conditional_t<std::same_as<E, bool>, unsigned char, E>;

    template <typename T>
    void add(const T& value, std::size_t level)
    {
        if constexpr (std::convertible_to<const T&, E> && !std::ranges::range<const T>) {
            m_elements.push_back(static_cast<Stored>(static_cast<E>(value)));
        } else if constexpr (KnownArray<T>) {
            const ArrayLayout<E> layout = layoutOf(value);
            addArray(layout, layout.data, 0, level);
        } else {
            std::size_t count = 0;
            for (const auto& each : value) {
                add(each, level + 1);
                ++count;
            }
            note(level, count);
        }
    }

    void addArray(const ArrayLayout<E>& layout, const E* data, std::size_t dimension, std::size_t level)
    {
        if (dimension == layout.rank) {
            m_elements.push_back(static_cast<Stored>(*data));
            return;
        }
        for (std::size_t i = 0; i < layout.sizes[dimension]; ++i) {
            addArray(layout, data, dimension + 1, level + 1);
            data += layout.strides[dimension];
        }
        note(level, layout.sizes[dimension]);
    }

    /// Records the size of a level. Inner levels come first.
    void note(std::size_t level, std::size_t size)
    {
        constexpr auto unknown = static_cast<std::size_t>(-1);
        if (level >= kMaxArrayRank) {
            throw std::invalid_argument("a range is nested more than " + std::to_string(kMaxArrayRank) +
                                        " times; a field has three dimensions at most");
        }
        if (m_sizes.size() <= level) {
            m_sizes.resize(level + 1, unknown);
        }
        if (m_sizes[level] != unknown && m_sizes[level] != size) {
            throw std::invalid_argument("the inner ranges of a field's value have different lengths: " +
                                        std::to_string(m_sizes[level]) + " and " + std::to_string(size) +
                                        "; all elements of a step form a rectangular array");
        }
        m_sizes[level] = size;
    }

    std::vector<Stored> m_elements;
    std::vector<std::size_t> m_sizes;
};

/// One argument of append(). Its values are valid while it and the argument live.
template <typename T>
class StepInput
{
public:
    explicit StepInput(const T& value)
        : m_values(StepValues::of(value))
    {
    }
    const StepValues& values() const noexcept { return m_values; }

private:
    StepValues m_values;
};

template <ScatteredRange T>
class StepInput<T>
{
public:
    explicit StepInput(const T& value)
        : m_gathered(value)
        , m_values(m_gathered.values())
    {
    }
    StepInput(const StepInput&) = delete;
    StepInput& operator=(const StepInput&) = delete;
    const StepValues& values() const noexcept { return m_values; }

private:
    Gathered<typename GatheredElement<T>::Type> m_gathered;
    StepValues m_values;
};

/// The times of a block of steps, converted to double.
class TimesInput
{
public:
    template <std::ranges::forward_range R>
    requires std::convertible_to < std::ranges::range_reference_t<const R>,
    double > explicit TimesInput(const R& times)
    {
        if constexpr (std::convertible_to<const R&, std::span<const double>>) {
            m_times = times;
        } else {
            for (const auto& t : times) {
                m_copy.push_back(static_cast<double>(t));
            }
            m_times = m_copy;
        }
    }
    TimesInput(const TimesInput&) = delete;
    TimesInput& operator=(const TimesInput&) = delete;
    std::span<const double> times() const noexcept { return m_times; }

private:
    std::vector<double> m_copy;
    std::span<const double> m_times;
};

} // namespace h5pulse::detail
