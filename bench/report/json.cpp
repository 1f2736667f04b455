// SPDX-License-Identifier: MIT
#include "report/json.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <stdexcept>

namespace bench {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kFormat = 1;

const char* nameOf(Better better)
{
    return better == Better::Less ? "less" : better == Better::More ? "more" : "neither";
}

Better betterOf(const std::string& name)
{
    return name == "less" ? Better::Less : name == "more" ? Better::More : Better::Neither;
}

Json toJson(const Figure& figure)
{
    const Spread values = spread(figure.values);
    return {{"name", figure.name},     {"unit", figure.unit}, {"better", nameOf(figure.better)},
            {"median", values.median}, {"min", values.min},   {"max", values.max},
            {"values", figure.values}};
}

Json toJson(const Target& target)
{
    return {{"suite", target.suite},
            {"text", target.text},
            {"unit", target.unit},
            {"median", target.figure.median},
            {"min", target.figure.min},
            {"max", target.figure.max},
            {target.limit.kind == Limit::Kind::AtMost ? "at_most" : "at_least", target.limit.value},
            {"met", target.met()}};
}

Json toJson(const SuiteReport& suite)
{
    Json json{{"name", suite.name()},
              {"failure", suite.failure()},
              {"skipped", Json::array()},
              {"figures", Json::array()}};
    for (const auto& [name, reason] : suite.skipped()) {
        json["skipped"].push_back({{"name", name}, {"reason", reason}});
    }
    for (const Figure& figure : suite.figures()) {
        json["figures"].push_back(toJson(figure));
    }
    return json;
}

Json toJson(const Machine& m)
{
    return {{"processor", m.processor}, {"cores", m.cores},           {"kernel", m.kernel},
            {"system", m.system},       {"filesystem", m.filesystem}, {"in_memory", m.inMemory},
            {"hdf5", m.hdf5},           {"compiler", m.compiler},     {"build", m.build},
            {"h5pulse", m.h5pulse}};
}

} // namespace

void saveJson(const std::filesystem::path& file, const Report& report)
{
    Json json{{"benchmark", "h5pulse"},
              {"format", kFormat},
              {"commit", report.commit},
              {"date", report.date},
              {"machine", toJson(report.machine)},
              {"load_before", report.loadBefore},
              {"load_after", report.loadAfter},
              {"rounds", report.rounds},
              {"quick", report.quick},
              {"targets", Json::array()},
              {"suites", Json::array()}};
    for (const SuiteReport& suite : report.suites) {
        for (const Target& target : suite.targets()) {
            json["targets"].push_back(toJson(target));
        }
        json["suites"].push_back(toJson(suite));
    }
    std::ofstream out(file);
    out << json.dump(1) << '\n';
    if (!out.flush()) {
        throw std::runtime_error("cannot write " + file.string());
    }
}

std::vector<SuiteReport> loadJson(const std::filesystem::path& file)
{
    std::ifstream in(file);
    if (!in) {
        throw std::runtime_error("cannot read " + file.string());
    }
    std::vector<SuiteReport> suites;
    try {
        const Json json = Json::parse(in);
        if (json.at("benchmark") != "h5pulse" || json.at("format") != kFormat) {
            throw std::runtime_error("another format");
        }
        for (const Json& each : json.at("suites")) {
            SuiteReport& suite = suites.emplace_back(each.at("name").get<std::string>());
            for (const Json& figure : each.at("figures")) {
                suite.add({figure.at("name"), figure.at("unit"), figure.at("values"),
                           betterOf(figure.at("better")), false});
            }
        }
    } catch (const std::exception& error) {
        throw std::runtime_error(file.string() + " has no figures of this benchmark: " + error.what());
    }
    return suites;
}

} // namespace bench
