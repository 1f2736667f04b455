// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/options.h"

#include <h5pulse/version.h>

#include <CLI/CLI.hpp>

#include <charconv>
#include <cmath>

namespace h5pulse::viewer {

namespace {

constexpr int kWrongUsage = 2;
constexpr int kSmallestWidth = 520;
constexpr int kSmallestHeight = 360;
constexpr int kLargestSide = 16'384;

template <typename T>
std::optional<T> parseNumber(std::string_view text)
{
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<AtOption> parseAt(std::string_view text)
{
    if (text == "last") {
        return AtOption{};
    }
    if (text.starts_with("t=")) {
        const auto time = parseNumber<double>(text.substr(2));
        return time && std::isfinite(*time) ? std::optional(AtOption{AtOption::Kind::Time, 0, *time})
                                            : std::nullopt;
    }
    const auto step = parseNumber<std::uint64_t>(text);
    return step ? std::optional(AtOption{AtOption::Kind::Step, *step, 0.0}) : std::nullopt;
}

std::optional<QSize> parseSize(std::string_view text)
{
    const std::size_t x = text.find('x');
    if (x == std::string_view::npos) {
        return std::nullopt;
    }
    const auto width = parseNumber<int>(text.substr(0, x));
    const auto height = parseNumber<int>(text.substr(x + 1));
    const bool good = width && height && *width >= kSmallestWidth && *height >= kSmallestHeight &&
                      *width <= kLargestSide && *height <= kLargestSide;
    return good ? std::optional(QSize(*width, *height)) : std::nullopt;
}

/// Makes a CLI11 check of a parser.
template <typename F>
auto check(F parse, const char* expected)
{
    return [parse, expected](const std::string& text) {
        return parse(text) ? std::string() : "'" + text + "' is not " + expected;
    };
}

} // namespace

std::optional<Options> parseOptions(int argc, char** argv, int& status)
{
    CLI::App app{"Watches a run while a simulation writes it, or afterwards.", "h5pulse-viewer"};
    app.set_version_flag("--version", std::string("h5pulse-viewer " H5PULSE_VERSION));
    std::string file;
    std::string snapshot;
    std::string at;
    std::string field;
    std::string size;
    double wait = 0.0;
    double scale = 0.0;
    bool noRestore = false;
    std::string theme;
    app.add_option("FILE", file, "HDF5 file of a run");
    auto* waitOption = app.add_option("--wait", wait,
                                      "Wait so long for a file that is not there yet; a window waits "
                                      "until it is closed")
                           ->type_name("SECONDS")
                           ->check(CLI::NonNegativeNumber);
    auto* snapshotOption =
        app.add_option("--snapshot", snapshot, "Write a picture of the window and exit; needs no display")
            ->type_name("OUT.png");
    auto* atOption = app.add_option("--at", at, "Step to show: last, a number from 0, or t=VALUE")
                         ->type_name("last|STEP|t=VALUE")
                         ->check(check(parseAt, "last, a step number or t=VALUE"));
    app.add_option("--field", field, "Field to show; without it the first array")->type_name("NAME");
    app.add_option("--size", size,
                   "Size of the window, at least 520x360; without it as it was left, or 1280x800")
        ->type_name("WxH")
        ->check(check(parseSize, "a size such as 1280x800, 520x360 to 16384x16384"));
    app.add_option("--scale", scale, "Pixels of a picture per unit of --size, as in 2 for sharp screens")
        ->type_name("S")
        ->check(CLI::Range(0.5, 4.0));
    app.add_option("--theme", theme,
                   "light, dark, or system, for this window; without it as in the preferences")
        ->type_name("light|dark|system")
        ->check(CLI::IsMember({"light", "dark", "system"}));
    app.add_flag("--no-restore", noRestore,
                 "Start with the default layout, and leave the one that was kept alone");
    try {
        app.parse(argc, argv);
        if (*snapshotOption && snapshot.empty()) {
            throw CLI::ValidationError("--snapshot", "the name of the picture is empty");
        }
        if (*snapshotOption && file.empty()) {
            throw CLI::RequiredError("FILE (for --snapshot)");
        }
    } catch (const CLI::ParseError& error) {
        status = app.exit(error) == 0 ? 0 : kWrongUsage;
        return std::nullopt;
    }

    Options options;
    options.file = QString::fromLocal8Bit(file);
    options.snapshot = QString::fromLocal8Bit(snapshot);
    options.field = QString::fromLocal8Bit(field);
    options.size = parseSize(size);
    options.restore = !noRestore;
    options.scale = scale;
    if (!theme.empty()) {
        options.theme = theme == "light"  ? ThemeChoice::Light
                        : theme == "dark" ? ThemeChoice::Dark
                                          : ThemeChoice::System;
    }
    if (*waitOption) {
        options.wait = wait;
    }
    if (*atOption) {
        options.at = parseAt(at);
    }
    return options;
}

} // namespace h5pulse::viewer
