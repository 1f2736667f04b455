// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/options.h"

#include "core/format.h"
#include "core/run/run_address.h"
#include "export/picture.h"
#include "views/registry/view_registry.h"

#include <h5pulse/version.h>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace h5pulse::viewer {

namespace {

constexpr int kWrongUsage = 2;
constexpr int kMinWidth = 520;
constexpr int kMinHeight = 360;
constexpr int kMaxSide = 16'384;
constexpr double kMinInterval = 0.1; // seconds
constexpr double kMaxInterval = 86'400.0;
constexpr double kMinRate = 0.1; // pictures per second
constexpr double kMaxRate = 60.0;

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
    const bool good = width && height && *width >= kMinWidth && *height >= kMinHeight && *width <= kMaxSide &&
                      *height <= kMaxSide;
    return good ? std::optional(QSize(*width, *height)) : std::nullopt;
}

/// Makes a CLI11 check from a parser.
template <typename F>
auto check(F parse, const char* expected)
{
    return [parse, expected](const std::string& text) {
        return parse(text) ? std::string() : "'" + text + "' is not " + expected;
    };
}

bool isPictureName(const std::string& text)
{
    return pictureFormatOf(QString::fromLocal8Bit(text)).has_value();
}

bool isSequenceName(const std::string& text)
{
    const QString name = QString::fromLocal8Bit(text).toLower();
    return name.endsWith(QLatin1String(".webp")) || name.endsWith(QLatin1String(".png"));
}

std::string checkView(const std::string& text)
{
    if (text == "list" || viewKind(QString::fromStdString(text))) {
        return {};
    }
    QStringList names;
    for (const ViewKind& kind : viewKinds()) {
        names << kind.id;
    }
    return "there is no view '" + text + "'. The views are " + formatNames(names).toStdString() + ".";
}

/// The address of a run of the command line.
QString addressIn(const std::string& written)
{
    try {
        return written.empty() ? QString() : addressOf(QString::fromLocal8Bit(written));
    } catch (const std::invalid_argument& error) {
        throw CLI::ValidationError(error.what());
    }
}

void listViews()
{
    for (const ViewKind& kind : viewKinds()) {
        std::printf("%-12s %s\n", qPrintable(kind.id), qPrintable(kind.tip));
    }
}

} // namespace

std::optional<Options> parseOptions(int argc, char** argv, int& status)
{
    CLI::App app{"Watches a run while a simulation writes it, or afterwards.", "h5pulse-viewer"};
    app.footer(
        "A run of another machine is [user@]host:path, or ssh://[user@]host[:port]/path. Environment: "
        "H5PULSE_COMMAND\n"
        "is the h5pulse command that reads runs for the viewer (default: the one beside the viewer, or on "
        "PATH),\n"
        "H5PULSE_SSH replaces 'ssh', and H5PULSE_REMOTE_COMMAND replaces 'h5pulse' on other machines.");
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
    app.add_option("FILE", file, "HDF5 file of a run; also on another machine: [user@]host:path");
    std::string compare;
    auto* compareOption = app.add_option("--compare", compare, "Another run to compare with, matched by time")
                              ->type_name("FILE");
    auto* waitOption = app.add_option("--wait", wait,
                                      "Wait this long for a file that does not exist yet; a window waits "
                                      "until it is closed")
                           ->type_name("SECONDS")
                           ->check(CLI::NonNegativeNumber);
    auto* snapshotOption =
        app.add_option("--snapshot", snapshot,
                       "Write a picture of the window and exit; needs no display. The extension selects "
                       "the format: .png, .svg, .pdf")
            ->type_name("OUT")
            ->check(check(isPictureName, "a name that ends in .png, .svg or .pdf"));
    std::string watch;
    auto* watchOption = app.add_option("--watch-snapshot", watch,
                                       "Keep a picture of the latest step as latest.png in this folder "
                                       "until the run has ended; needs no display")
                            ->type_name("DIR")
                            ->excludes(snapshotOption);
    double every = Options{}.every;
    app.add_option("--every", every, "Time between these pictures; default: 10")
        ->type_name("SECONDS")
        ->check(CLI::Range(kMinInterval, kMaxInterval))
        ->needs(watchOption);
    bool keep = false;
    app.add_flag("--keep", keep, "Also keep each picture, as step-000000123.png")->needs(watchOption);
    std::string animate;
    auto* animateOption =
        app.add_option("--animate", animate,
                       "Write pictures of many steps and exit: one animated .webp, or one .png per step "
                       "(u.png gives u-000001.png and so on); needs no display")
            ->type_name("OUT")
            ->check(check(isSequenceName, "a name that ends in .webp or .png"))
            ->excludes(snapshotOption)
            ->excludes(watchOption);
    SequenceOption sequence;
    std::uint64_t to = 0;
    app.add_option("--from", sequence.from, "First step of --animate; default: 0")
        ->type_name("STEP")
        ->check(CLI::NonNegativeNumber)
        ->needs(animateOption);
    auto* toOption = app.add_option("--to", to, "Last step of --animate; default: the last of the run")
                         ->type_name("STEP")
                         ->check(CLI::NonNegativeNumber)
                         ->needs(animateOption);
    app.add_option("--stride", sequence.stride, "Draw every N-th step; default: 1")
        ->type_name("N")
        ->check(CLI::PositiveNumber)
        ->needs(animateOption);
    app.add_option("--fps", sequence.framesPerSecond, "Pictures per second of an animated file; default: 25")
        ->type_name("F")
        ->check(CLI::Range(kMinRate, kMaxRate))
        ->needs(animateOption);
    std::vector<std::string> views;
    app.add_option("--view", views, "View to show, may be repeated; list prints all views")
        ->type_name("NAME|list")
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->check(checkView);
    auto* atOption = app.add_option("--at", at, "Step to show: last, a number from 0, or t=VALUE")
                         ->type_name("last|STEP|t=VALUE")
                         ->excludes(watchOption)
                         ->excludes(animateOption)
                         ->check(check(parseAt, "last, a step number or t=VALUE"));
    app.add_option("--field", field, "Field to show; default: the first array")->type_name("NAME");
    app.add_option("--size", size,
                   "Size of the window, at least 520x360; default: the last size, or 1280x800")
        ->type_name("WxH")
        ->check(check(parseSize, "a size such as 1280x800, 520x360 to 16384x16384"));
    app.add_option("--scale", scale, "Pixels of a picture per unit of --size, such as 2 for sharp screens")
        ->type_name("S")
        ->check(CLI::Range(Picture::kMinScale, Picture::kMaxScale));
    app.add_option("--theme", theme,
                   "Theme of this window; default: that of the preferences, for pictures light")
        ->type_name("light|dark|system")
        ->check(CLI::IsMember({"light", "dark", "system"}));
    app.add_flag("--no-restore", noRestore, "Start with the default layout; do not restore or save layouts");
    Options options;
    try {
        app.parse(argc, argv);
        if (std::ranges::find(views, "list") != views.end()) {
            listViews();
            status = 0;
            return std::nullopt;
        }
        if (*watchOption && watch.empty()) {
            throw CLI::ValidationError("--watch-snapshot", "the name of the folder is empty");
        }
        for (const auto* option : {snapshotOption, watchOption, animateOption, compareOption}) {
            if (*option && file.empty()) {
                throw CLI::RequiredError("FILE (for " + option->get_name() + ")");
            }
        }
        options.file = addressIn(file);
        options.compare = addressIn(compare);
        if (*toOption && to < sequence.from) {
            throw CLI::ValidationError("--to", "the last step comes before the first");
        }
    } catch (const CLI::ParseError& error) {
        status = app.exit(error) == 0 ? 0 : kWrongUsage;
        return std::nullopt;
    }

    options.snapshot = QString::fromLocal8Bit(snapshot);
    options.watchFolder = QString::fromLocal8Bit(watch);
    options.every = every;
    options.keep = keep;
    options.animate = QString::fromLocal8Bit(animate);
    options.sequence = sequence;
    if (*toOption) {
        options.sequence.to = to;
    }
    for (const std::string& view : views) {
        options.views << QString::fromStdString(view);
    }
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
