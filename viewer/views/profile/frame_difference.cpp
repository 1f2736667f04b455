// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/profile/profile_picture.h"

#include "core/format.h"
#include "core/texts.h"

#include <algorithm>
#include <numeric>

namespace h5pulse::viewer {

namespace {

bool sameComponents(const Frame& a, const Frame& b)
{
    const bool same =
        a.components == b.components || (a.components && b.components && *a.components == *b.components);
    return same && a.real.size() == b.real.size();
}

/// Indices of a frame's values, sorted by component.
std::vector<std::size_t> byComponent(const Frame& frame)
{
    std::vector<std::size_t> order(frame.real.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto component = [&](std::size_t i) { return frame.componentAt(i); };
    if (!std::ranges::is_sorted(order, {}, component)) {
        std::ranges::sort(order, {}, component);
    }
    return order;
}

/// Pairs of indices into a and b, for the components that both frames have. In the order of a.
std::vector<std::pair<std::size_t, std::size_t>> common(const Frame& a, const Frame& b)
{
    const std::vector<std::size_t> inA = byComponent(a);
    const std::vector<std::size_t> inB = byComponent(b);
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t i = 0, j = 0; i < inA.size() && j < inB.size();) {
        const std::uint64_t left = a.componentAt(inA[i]);
        const std::uint64_t right = b.componentAt(inB[j]);
        if (left == right) {
            pairs.emplace_back(inA[i], inB[j]);
        }
        i += left <= right ? 1 : 0;
        j += right <= left ? 1 : 0;
    }
    std::ranges::sort(pairs);
    return pairs;
}

std::vector<double> minus(const std::vector<double>& a, const std::vector<double>& b)
{
    std::vector<double> result(a.size());
    std::ranges::transform(a, b, result.begin(), std::minus());
    return result;
}

void subtractCommon(Frame& result, const Frame& a, const Frame& b)
{
    auto x = std::make_shared<std::vector<double>>();
    auto components = std::make_shared<std::vector<std::uint64_t>>();
    result.real.clear();
    result.imaginary.clear();
    for (const auto& [i, j] : common(a, b)) {
        x->push_back((*a.x)[i]);
        components->push_back(a.componentAt(i));
        result.real.push_back(a.real[i] - b.real[j]);
        if (!a.imaginary.empty()) {
            result.imaginary.push_back(a.imaginary[i] - b.imaginary[j]);
        }
    }
    result.x = std::move(x);
    result.components = std::move(components);
}

} // namespace

FramePtr difference(const FramePtr& a, const FramePtr& b, QString& problem)
{
    if (a->field->components() != b->field->components()) {
        problem = Texts::tr("cannot subtract fields of %1 and %2 points")
                      .arg(formatCount(a->field->components()), formatCount(b->field->components()));
        return nullptr;
    }
    if (a->imaginary.empty() != b->imaginary.empty()) {
        problem = Texts::tr("cannot subtract a real and a complex field");
        return nullptr;
    }
    auto result = std::make_shared<Frame>(*a);
    if (sameComponents(*a, *b)) {
        result->real = minus(a->real, b->real);
        result->imaginary = minus(a->imaginary, b->imaginary);
    } else {
        subtractCommon(*result, *a, *b);
    }
    measure(*result);
    return result;
}

} // namespace h5pulse::viewer
