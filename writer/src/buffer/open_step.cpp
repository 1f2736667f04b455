// SPDX-License-Identifier: MIT
#include "buffer/open_step.h"

#include <h5pulse/values.h>

#include <algorithm>
#include <functional>
#include <stdexcept>

namespace h5pulse {

namespace {

constexpr std::size_t kMaxNamesShown = 5;

std::string timeText(double t)
{
    std::string text;
    appendExact(text, t);
    return text;
}

std::string listOf(const std::vector<std::string>& names)
{
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), kMaxNamesShown); ++i) {
        text += (i > 0 ? ", '" : "'") + names[i] + "'";
    }
    const std::size_t more = names.size() - std::min(names.size(), kMaxNamesShown);
    return more > 0 ? text + " and " + std::to_string(more) + " more" : text;
}

} // namespace

OpenStep::OpenStep(std::span<const ValueCopy> fields)
    : m_put(fields.size(), 0)
{
    for (std::size_t i = 0; i < fields.size(); ++i) {
        m_indexes.emplace(fields[i].name(), i);
    }
}

void OpenStep::requireNone(const char* tried) const
{
    if (m_buffer) {
        throw std::logic_error("cannot " + std::string(tried) + ": the step of t = " + timeText(m_time) +
                               " was begun and not ended; end it first");
    }
}

void OpenStep::begin(double t, StepBuffer& buffer)
{
    m_time = t;
    m_buffer = &buffer;
    std::ranges::fill(m_put, 0);
    m_putCount = 0;
    m_next = 0;
}

std::size_t OpenStep::indexOf(std::string_view field) const
{
    const auto found = m_indexes.find(field);
    if (found == m_indexes.end()) {
        std::vector<std::string> names;
        for (const auto& [name, index] : m_indexes) {
            names.push_back(name);
        }
        throw std::invalid_argument("there is no field '" + std::string(field) + "'; the run has " +
                                    listOf(names));
    }
    return found->second;
}

void OpenStep::put(std::string_view field, const StepValues& values, std::span<const ValueCopy> fields)
{
    if (!m_buffer) {
        throw std::logic_error("cannot put field '" + std::string(field) +
                               "': no step was begun; begin one first");
    }
    const bool expected = m_next < fields.size() && fields[m_next].name() == field;
    const std::size_t index = expected ? m_next : indexOf(field);
    if (m_put[index] != 0) {
        throw std::invalid_argument("field '" + std::string(field) +
                                    "' was already put in the step of t = " + timeText(m_time));
    }
    fields[index].require(values);
    fields[index].copy(values, m_buffer->nextRows(index));
    m_put[index] = 1;
    ++m_putCount;
    m_next = index + 1;
}

void OpenStep::end(std::span<const ValueCopy> fields)
{
    if (!m_buffer) {
        throw std::logic_error("cannot end a step: none was begun; begin one first");
    }
    if (m_putCount < fields.size()) {
        std::vector<std::string> missing;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (m_put[i] == 0) {
                missing.push_back(fields[i].name());
            }
        }
        throw std::invalid_argument("the step of t = " + timeText(m_time) +
                                    " cannot be ended: it has no value of " + listOf(missing));
    }
    *m_buffer->nextTimes() = m_time;
    m_buffer = nullptr;
}

} // namespace h5pulse
