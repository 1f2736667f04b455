// SPDX-License-Identifier: MIT
#include "protocol/pack.h"

#include "protocol/describe_run.h"
#include "text/utf8.h"

#include <cmath>
#include <limits>

namespace h5pulse::protocol {

namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

} // namespace

Json packText(const std::string& text)
{
    if (isUtf8(text)) {
        return text;
    }
    std::string hex;
    for (const unsigned char byte : text) {
        hex += kDigits[byte >> 4U];
        hex += kDigits[byte & 15U];
    }
    return {{"hex", std::move(hex)}};
}

std::string unpackText(const Json& json)
{
    if (json.is_string()) {
        return json.get<std::string>();
    }
    const auto found = json.is_object() ? json.find("hex") : json.end();
    if (found == json.end() || !found->is_string()) {
        refuse("not a text");
    }
    const std::string& hex = found->get_ref<const std::string&>();
    std::string text;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        const std::size_t high = kDigits.find(hex[i]);
        const std::size_t low = kDigits.find(hex[i + 1]);
        if (high == std::string_view::npos || low == std::string_view::npos) {
            refuse("not hexadecimal digits");
        }
        text += static_cast<char>(high << 4U | low);
    }
    return text;
}

Json packNumber(double number)
{
    if (std::isnan(number)) {
        return nullptr;
    }
    if (std::isinf(number)) {
        return number > 0.0 ? "inf" : "-inf";
    }
    return number;
}

double unpackNumber(const Json& json)
{
    if (json.is_null()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    if (json == "inf" || json == "-inf") {
        return json == "inf" ? std::numeric_limits<double>::infinity()
                             : -std::numeric_limits<double>::infinity();
    }
    if (!json.is_number()) {
        refuse("not a number");
    }
    return json.get<double>();
}

void refuse(std::string_view what)
{
    throw ProtocolError(std::string(what));
}

void Packer::field(const char* name, const FieldPtr& field, const RunDescriptionPtr& run)
{
    const auto found = run ? std::ranges::find(run->fields, field) : std::vector<FieldPtr>::const_iterator();
    m_json[name] = field && run && found != run->fields.end() ? Json(found - run->fields.begin()) : Json();
}

Json Packer::packRun(const RunDescriptionPtr& run)
{
    if (!run) {
        return nullptr;
    }
    if (const std::uint64_t number = m_runs.numberOf(run)) {
        return number;
    }
    const std::uint64_t number = m_runs.add(run);
    m_newRuns.push_back(pack(*run));
    return number;
}

void Unpacker::run(const char* name, RunDescriptionPtr& run)
{
    std::uint64_t number = 0;
    const Json* member = find(name);
    if (member && !member->is_null()) {
        (*this)(name, number);
        run = m_runs.at(number);
        require(run != nullptr, "a run that was not described");
    }
}

void Unpacker::field(const char* name, FieldPtr& field, const RunDescriptionPtr& run)
{
    std::optional<std::uint64_t> index;
    (*this)(name, index);
    require(!index || (run && *index < run->fields.size()), "a field that the run does not have");
    field = index ? run->fields[*index] : nullptr;
}

} // namespace h5pulse::protocol
