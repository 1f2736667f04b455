// SPDX-License-Identifier: MIT
#include "commands.h"
#include "format.h"
#include "interrupt.h"
#include "open_run.h"
#include "output_file.h"
#include "selection.h"
#include "standard_output.h"
#include "table.h"

#include <h5pulse/shell_word.h>

#include <CLI/CLI.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <unistd.h>

namespace h5pulse::cli {

namespace {

struct ExportOptions
{
    RunOptions run{};
    std::vector<std::string> fields{};
    std::optional<std::string> step{};
    std::optional<std::string> steps{};
    std::optional<std::string> component{};
    std::filesystem::path output{};
    bool force = false;
};

constexpr auto kExportFooter = R"(Examples:
  h5pulse export run.h5 -o run.csv
  h5pulse export run.h5 --field u --step last -o -
  h5pulse export run.h5 --steps -1000: --component 3 -o end.csv

The table is CSV (RFC 4180) with plain newlines. The first row has names and units, for example
  step,t [s],u[0] [V],u[1] [V],"image[0,1]",psi.re,psi.im
and every other row is one step. Without times in the file, the time column is missing. Each number is the shortest
text that reads back as the same value of its type, or nan, inf or -inf. Without --field the table has all scalars
and 1-D fields. With --component it has all fields, and only this component of each field that is not a scalar.
Steps count from 0; negative steps count from the end. A:B is half-open and cut to the existing steps, as in Python.
A live run is exported up to the last step that is committed at the start.
OUT is written completely or not at all. An HDF5 file is never replaced.)";

TableColumns chooseColumns(const Reader& reader, const ExportOptions& options)
{
    std::vector<FieldInfo> fields;
    for (const std::string& name : options.fields) {
        fields.push_back(reader.field(name));
    }
    if (options.fields.empty()) {
        for (const FieldInfo& field : reader.fields()) {
            if (field.shape.size() < 2 || options.component) {
                fields.push_back(field);
            }
        }
        if (fields.empty() && !reader.fields().empty()) {
            throw std::invalid_argument(
                reader.path().string() +
                ": every field has several dimensions, which makes too many columns; choose "
                "one with --field, for example --field " +
                shellWord(reader.fields().front().name));
        }
    }
    TableColumns columns;
    for (const FieldInfo& field : fields) {
        columns.fields.push_back({field, std::nullopt});
        if (options.component && !field.shape.empty()) {
            columns.fields.back().component =
                inFile(reader, [&] { return resolveComponent(parseComponent(*options.component), field); });
        }
    }
    return columns;
}

StepRange chooseSteps(const Reader& reader, const ExportOptions& options)
{
    const std::size_t steps = reader.steps();
    if (options.step) {
        return inFile(reader, [&] { return resolve(parseStep(*options.step), steps); });
    }
    const StepRange range = resolve(options.steps ? parseSlice(*options.steps) : StepSlice{}, steps);
    if (range.count() == 0 && steps > 0) {
        throw std::out_of_range(reader.path().string() + ": --steps " + shortened(*options.steps) +
                                " selects none of the " + stepCount(steps));
    }
    return range;
}

/// Shows the progress of a long export if standard error is a terminal.
class Progress
{
public:
    explicit Progress(std::size_t steps)
        : m_steps(steps)
        , m_shows(::isatty(STDERR_FILENO) == 1)
    {
    }

    ~Progress()
    {
        if (m_said) {
            show("\r\x1b[K");
        }
    }

    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void advance(std::size_t done)
    {
        const Clock::time_point now = Clock::now();
        if (!m_shows || now - m_last < std::chrono::seconds(1)) {
            return;
        }
        m_last = now;
        m_said = true;
        show("\r\x1b[Kexporting: " + std::to_string(100 * done / m_steps) + " % of " + stepCount(m_steps));
    }

private:
    using Clock = std::chrono::steady_clock;

    static void show(std::string_view text) noexcept
    {
        [[maybe_unused]] const ssize_t ignored = ::write(STDERR_FILENO, text.data(), text.size());
    }

    std::size_t m_steps;
    bool m_shows;
    bool m_said = false;
    Clock::time_point m_last = Clock::now();
};

int exportTable(const ExportOptions& options)
{
    catchInterrupts();
    // Check the usage first, whatever the file contains.
    if (options.step) {
        parseStep(*options.step);
    }
    if (options.steps) {
        parseSlice(*options.steps);
    }
    if (options.component) {
        parseComponent(*options.component);
    }
    Reader reader = openRun(options.run);
    const TableColumns columns = chooseColumns(reader, options);
    const StepRange range = chooseSteps(reader, options);
    OutputFile output(options.output, options.force);
    const bool terminal = output.isTerminal();
    const Sink sink = [&](std::string_view text) { output.write(text); };
    writeTableHeader(reader, columns, sink,
                     [&](std::string_view text) { return terminal ? escaped(text) : std::string(text); });
    {
        Progress progress(range.count());
        writeTableRows(reader, columns, range, sink, [&](std::size_t done) {
            throwIfInterrupted();
            progress.advance(done);
        });
    }
    output.commit();
    return 0;
}

} // namespace

void addExport(CLI::App& app, Action& action)
{
    const auto options = std::make_shared<ExportOptions>();
    CLI::App* command = addCommand(app, "export", "Write steps as a table (CSV)", kExportFooter);
    addRunOptions(*command, options->run);
    command->add_option("--field", options->fields, "Field to export; may be given several times")
        ->type_name("NAME")
        ->allow_extra_args(false);
    CLI::Option* step =
        command->add_option("--step", options->step, "One step: a number, or 'last'")->type_name("K");
    command->add_option("--steps", options->steps, "Steps from A to before B, as in 10:20, -10: or :5")
        ->type_name("A:B")
        ->excludes(step);
    command->add_option("--component", options->component, "One component of each field, as in 3 or 3,4")
        ->type_name("I");
    command->add_option("-o,--output", options->output, "File to write; '-' is standard output")
        ->type_name("OUT")
        ->required();
    command->add_flag("--force", options->force, "Replace OUT if it exists");
    command->callback([&action, options] { action = [options] { return exportTable(*options); }; });
}

} // namespace h5pulse::cli
