// SPDX-License-Identifier: MIT
#include "spec/run_differences.h"

#include <h5pulse/values.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace h5pulse {

namespace {

std::string shapeText(const std::vector<std::size_t>& shape)
{
    std::string text;
    for (const std::size_t size : shape) {
        text += (text.empty() ? "" : " x ") + std::to_string(size);
    }
    return text.empty() ? "a scalar" : text;
}

std::string quoted(const std::string& text)
{
    constexpr std::size_t shown = 60;
    return text.empty()          ? "nothing"
           : text.size() > shown ? "'" + text.substr(0, shown) + "...'"
                                 : "'" + text + "'";
}

std::string numberText(double value)
{
    std::string text;
    appendExact(text, value);
    return text;
}

bool isSame(double a, double b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

std::string attributeText(const Attribute& attribute)
{
    if (const auto* text = std::get_if<std::string>(&attribute)) {
        return quoted(*text);
    }
    if (const auto* integer = std::get_if<std::int64_t>(&attribute)) {
        return std::to_string(*integer);
    }
    if (const auto* number = std::get_if<double>(&attribute)) {
        return numberText(*number);
    }
    constexpr std::size_t shown = 4;
    const auto& list = std::get<std::vector<double>>(attribute);
    std::string text = "[";
    for (std::size_t i = 0; i < std::min(list.size(), shown); ++i) {
        text += (i > 0 ? ", " : "") + numberText(list[i]);
    }
    return text + (list.size() > shown ? ", ...] of " + std::to_string(list.size()) : "]");
}

std::optional<double> numberOf(const Attribute& attribute)
{
    if (const auto* integer = std::get_if<std::int64_t>(&attribute)) {
        return static_cast<double>(*integer);
    }
    const auto* number = std::get_if<double>(&attribute);
    return number ? std::optional(*number) : std::nullopt;
}

bool isSame(const Attribute& a, const Attribute& b)
{
    if (a.index() != b.index() || std::holds_alternative<double>(a)) {
        const auto x = numberOf(a);
        const auto y = numberOf(b);
        return x && y && isSame(*x, *y); // 1 equals 1.0
    }
    if (const auto* list = std::get_if<std::vector<double>>(&a)) {
        return std::ranges::equal(*list, std::get<std::vector<double>>(b),
                                  [](double x, double y) { return isSame(x, y); });
    }
    return a == b;
}

/// Collects differences as sentences.
class Differences
{
public:
    /// Compares a text; an empty `wanted` matches any.
    void text(const std::string& of, const std::string& what, const std::string& there,
              const std::string& wanted)
    {
        if (!wanted.empty() && there != wanted) {
            add(of + " has the " + what + " " + quoted(there) + ", not " + quoted(wanted));
        }
    }

    void field(const FieldInfo& there, const FieldSpec& wanted)
    {
        const std::string of = "field '" + wanted.name + "'";
        if (there.shape != wanted.shape) {
            add(of + " has the shape " + shapeText(there.shape) + ", not " + shapeText(wanted.shape));
        }
        if (there.type != wanted.type) {
            add(of + " has elements of " + std::string(toString(there.type)) + ", not " +
                std::string(toString(wanted.type)));
        }
        text(of, "units", there.units, wanted.units);
        text(of, "long name", there.longName, wanted.longName);
        for (std::size_t i = 0; i < wanted.axes.size(); ++i) {
            text(of, "axis of dimension " + std::to_string(i), i < there.axes.size() ? there.axes[i] : "",
                 wanted.axes[i]);
        }
    }

    void axis(const AxisInfo& there, const AxisSpec& wanted)
    {
        const std::string of = "axis '" + wanted.name + "'";
        text(of, "units", there.units, wanted.units);
        text(of, "long name", there.longName, wanted.longName);
        if (there.values.size() != wanted.values.size()) {
            add(of + " has " + std::to_string(there.values.size()) +
                (there.values.size() == 1 ? " value, not " : " values, not ") +
                std::to_string(wanted.values.size()));
            return;
        }
        for (std::size_t i = 0; i < wanted.values.size(); ++i) {
            if (!isSame(there.values[i], wanted.values[i])) {
                add(of + " has the value " + numberText(there.values[i]) + " at index " + std::to_string(i) +
                    ", not " + numberText(wanted.values[i]));
                return;
            }
        }
    }

    void attribute(const std::string& name, const Attributes& there, const Attribute& wanted)
    {
        const auto found = there.find(name);
        if (found == there.end()) {
            add("attribute '" + name + "' is not in the file");
        } else if (!isSame(found->second, wanted)) {
            add("attribute '" + name + "' is " + attributeText(found->second) + ", not " +
                attributeText(wanted));
        }
    }

    void add(std::string sentence) { m_found.push_back(std::move(sentence)); }
    std::vector<std::string> take() { return std::move(m_found); }

private:
    std::vector<std::string> m_found;
};

void compareFields(const std::vector<FieldInfo>& there, const std::vector<FieldSpec>& wanted,
                   Differences& differences)
{
    bool same = true;
    for (const FieldSpec& field : wanted) {
        const auto found = std::ranges::find(there, field.name, &FieldInfo::name);
        if (found == there.end()) {
            differences.add("field '" + field.name + "' is not in the file");
            same = false;
        } else {
            differences.field(*found, field);
        }
    }
    for (const FieldInfo& field : there) {
        if (std::ranges::find(wanted, field.name, &FieldSpec::name) == wanted.end()) {
            differences.add("the file has a field '" + field.name + "' that is not expected");
            same = false;
        }
    }
    const auto sameName = [](const FieldInfo& a, const FieldSpec& b) { return a.name == b.name; };
    if (same && !std::ranges::equal(there, wanted, sameName)) {
        std::string order;
        for (const FieldInfo& field : there) {
            order += (order.empty() ? "'" : ", '") + field.name + "'";
        }
        differences.add("the order of the fields in the file is " + order);
    }
}

} // namespace

std::vector<std::string> differencesBetween(const RunInspection& there, const RunSpec& expected)
{
    Differences differences;
    if (!expected.fields.empty()) {
        compareFields(there.fields, expected.fields, differences);
    }
    for (const AxisSpec& axis : expected.axes) {
        const auto found = std::ranges::find(there.axes, axis.name, &AxisInfo::name);
        if (found == there.axes.end()) {
            differences.add("axis '" + axis.name + "' is not in the file");
        } else {
            differences.axis(*found, axis);
        }
    }
    differences.text("the time", "units", there.info.timeUnits, expected.timeUnits);
    if (std::isfinite(expected.endTime) && !there.hasEndTime) {
        differences.add("the file stores no end time");
    }
    for (const auto& [name, value] : expected.attributes) {
        differences.attribute(name, there.info.attributes, value);
    }
    return differences.take();
}

} // namespace h5pulse
