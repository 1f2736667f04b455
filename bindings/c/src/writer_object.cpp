// SPDX-License-Identifier: MIT
#include "writer_object.h"

#include <algorithm>
#include <utility>

namespace h5pulse::c {

namespace {

thread_local constinit const KeepWaiting* t_keepWaiting = nullptr;

std::string listed(const std::vector<std::string>& names)
{
    constexpr std::size_t kMaxListed = 20;
    std::string list;
    for (std::size_t i = 0; i < std::min(names.size(), kMaxListed); ++i) {
        list += (i > 0 ? ", '" : "'") + names[i] + "'";
    }
    return names.size() > kMaxListed ? list + ", ..." : list;
}

} // namespace

FieldSpec& Description::field(const char* name)
{
    const std::string wanted = requireText(name, "the name of the field");
    const auto found = std::ranges::find(run.fields, wanted, &FieldSpec::name);
    if (found == run.fields.end()) {
        throw Misuse(H5PULSE_INVALID_ARGUMENT, "there is no field '" + wanted +
                                                   "'; add it with "
                                                   "h5pulse_writer_add_field() first");
    }
    return *found;
}

Description& WriterObject::description()
{
    if (m_writer) {
        throw Misuse(H5PULSE_WRONG_ORDER,
                     m_description.path.string() +
                         ": the run has been opened; describe it and set its options before opening it");
    }
    return m_description;
}

void WriterObject::keepProblem(int code, std::string_view text)
{
    if (m_problemCode == H5PULSE_OK) {
        m_problemCode = code;
        m_problem = text;
    }
}

void WriterObject::requireReady() const
{
    if (m_writer) {
        throw Misuse(H5PULSE_WRONG_ORDER,
                     m_description.path.string() +
                         (m_closed ? ": the run is closed; create another writer for another run"
                                   : ": the run is open already"));
    }
    if (m_problemCode != H5PULSE_OK) {
        throw Misuse(m_problemCode, "the description of the run has an error: " + m_problem);
    }
}

void WriterObject::open()
{
    requireReady();
    begin(Writer(m_description.path, m_description.run, m_description.options));
}

void WriterObject::resume()
{
    requireReady();
    begin(Writer::resume(m_description.path, m_description.run, m_description.options));
}

void WriterObject::begin(Writer&& writer)
{
    m_layout.clear();
    m_names.clear();
    for (const FieldSpec& field : writer.fields()) {
        std::size_t elements = 1;
        for (const std::size_t size : field.shape) {
            elements *= size;
        }
        m_layout.push_back({.data = nullptr, .count = elements, .type = field.type});
        m_names.push_back(field.name);
    }
    m_given = m_layout;
    m_writer = std::make_unique<Writer>(std::move(writer));
    m_running.store(m_writer.get(), std::memory_order_release);
}

void WriterObject::refuseRun() const
{
    throw Misuse(
        H5PULSE_WRONG_ORDER,
        m_description.path.string() +
            (m_closed ? ": the run is closed" : ": the run is not open; call h5pulse_writer_open() first"));
}

std::size_t WriterObject::indexOf(const char* field)
{
    const std::string_view wanted = requireText(field, "the name of the field");
    if (m_nextField >= m_names.size()) {
        m_nextField = 0;
    }
    if (m_nextField < m_names.size() && m_names[m_nextField] == wanted) {
        return m_nextField++;
    }
    const auto found = std::ranges::find(m_names, wanted);
    if (found != m_names.end()) {
        const auto index = static_cast<std::size_t>(found - m_names.begin());
        m_nextField = index + 1;
        return index;
    }
    throw Misuse(H5PULSE_INVALID_ARGUMENT,
                 "there is no field '" + std::string(wanted) + "'; the run has " + listed(m_names));
}

void AskKeepWaiting::begin(const KeepWaiting& keepWaiting) noexcept
{
    m_before = std::exchange(t_keepWaiting, &keepWaiting);
}

void AskKeepWaiting::end() noexcept
{
    t_keepWaiting = m_before;
}

bool AskKeepWaiting::ask()
{
    return t_keepWaiting == nullptr || t_keepWaiting->function(t_keepWaiting->data) != 0;
}

} // namespace h5pulse::c
