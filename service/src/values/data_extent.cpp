// SPDX-License-Identifier: MIT
#include <h5pulse/service/data_extent.h>

#include <algorithm>
#include <cmath>

namespace h5pulse {

namespace {

constexpr std::size_t kSample = 20'000;
constexpr double kUncommon = 0.01;

} // namespace

void DataExtent::include(double value)
{
    if (!std::isfinite(value)) {
        return;
    }
    low = std::fmin(low, value);
    high = std::fmax(high, value);
    if (value > 0.0) {
        lowestPositive = std::fmin(lowestPositive, value);
    } else {
        ++notPositive;
    }
}

void DataExtent::include(const DataExtent& other)
{
    low = std::fmin(low, other.low);
    high = std::fmax(high, other.high);
    lowestPositive = std::fmin(lowestPositive, other.lowestPositive);
    notPositive += other.notPositive;
    commonLow = std::fmin(commonLow, other.commonLow);
    commonHigh = std::fmax(commonHigh, other.commonHigh);
}

DataExtent extentOf(const DataRanges& data)
{
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    double low = kInfinity;
    double high = -kInfinity;
    double positive = kInfinity;
    std::uint64_t notPositive = 0;
    for (const std::span<const double> range : data) {
        for (const double value : range) {
            if (std::isfinite(value)) {
                low = std::min(low, value);
                high = std::max(high, value);
                positive = value > 0.0 ? std::min(positive, value) : positive;
                notPositive += value > 0.0 ? 0 : 1;
            }
        }
    }
    DataExtent extent;
    if (low <= high) {
        extent.low = low;
        extent.high = high;
        extent.lowestPositive = std::isfinite(positive) ? positive : DataExtent::kNone;
        extent.notPositive = notPositive;
    }
    return extent;
}

void findCommon(DataExtent& extent, const DataRanges& data, bool positive)
{
    std::size_t count = 0;
    for (const std::span<const double> range : data) {
        count += range.size();
    }
    const std::size_t stride = count / kSample + 1;
    std::vector<double> sample;
    sample.reserve(count / stride + data.size());
    for (const std::span<const double> range : data) {
        for (std::size_t i = 0; i < range.size(); i += stride) {
            if (std::isfinite(range[i]) && (!positive || range[i] > 0.0)) {
                sample.push_back(range[i]);
            }
        }
    }
    if (sample.empty()) {
        extent.commonLow = extent.commonHigh = DataExtent::kNone;
        return;
    }
    const auto last = static_cast<double>(sample.size() - 1);
    const auto at = [&](double part) {
        const auto nth = sample.begin() + std::lround(part * last);
        std::ranges::nth_element(sample, nth);
        return *nth;
    };
    extent.commonLow = at(kUncommon);
    extent.commonHigh = at(1.0 - kUncommon);
}

} // namespace h5pulse
