// SPDX-License-Identifier: MIT
#include <h5pulse/service/run_description.h>

#include <algorithm>
#include <functional>
#include <numeric>

namespace h5pulse {

std::size_t FieldDescription::components() const
{
    return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
}

FieldPtr RunDescription::field(std::string_view name) const
{
    const auto found = std::ranges::find_if(fields, [&](const FieldPtr& f) { return f->name == name; });
    return found == fields.end() ? nullptr : *found;
}

std::vector<std::string> RunDescription::fieldNames() const
{
    std::vector<std::string> names;
    for (const FieldPtr& f : fields) {
        names.push_back(f->name);
    }
    return names;
}

std::vector<std::string> RunDescription::timeCandidates() const
{
    std::vector<std::string> names;
    if (hasTimes) {
        names.push_back(timeName);
    }
    for (const FieldPtr& f : fields) {
        if (f->isScalar() && !f->isComplex()) {
            names.push_back(f->name);
        }
    }
    return names;
}

std::vector<FieldPtr> RunDescription::scalars() const
{
    std::vector<FieldPtr> scalars;
    std::ranges::copy_if(fields, std::back_inserter(scalars),
                         [](const FieldPtr& f) { return f->isScalar(); });
    return scalars;
}

} // namespace h5pulse
