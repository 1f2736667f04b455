// SPDX-License-Identifier: GPL-3.0-or-later
// Broken and hostile files in the window. The process that reads one may end; the window goes on.
#include "checksums.h"
#include "mutator.h"
#include "ui/views/view_dock.h"
#include "views/registry/view_registry.h"
#include "window_fixture.h"

#include <algorithm>
#include <fstream>
#include <random>

namespace h5pulse::viewer::test {

namespace {

std::vector<std::filesystem::path> corpusFiles(const std::string& beginning)
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(H5PULSE_CORPUS)) {
        if (entry.path().filename().string().starts_with(beginning)) {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    return files;
}

std::vector<std::uint8_t> bytesOf(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

class WindowHostile : public WindowTest
{
protected:
    WindowHostile()
    {
        for (const ViewKind& kind : viewKinds()) {
            m_window->views().open(kind.id);
        }
    }

    /// Opens a file with these bytes, and looks at its first fields in all views.
    void look(const std::vector<std::uint8_t>& bytes)
    {
        const std::filesystem::path path = m_folder / ("file " + std::to_string(++m_files) + ".h5");
        std::ofstream(path, std::ios::binary)
            .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        m_window->openFile(QString::fromStdString(path.string()));
        EXPECT_TRUE(waitFor([&] { return isAnswered(); })) << path << ": " << message().toStdString();
        const RunDescriptionPtr run = document().status().run;
        for (std::size_t i = 0; run && i < std::min<std::size_t>(run->fields.size(), 3); ++i) {
            document().selectField(run->fields[i]->name);
            EXPECT_TRUE(waitFor([&] { return isAnswered(); })) << run->fields[i]->name;
        }
    }

    /// Whether a step is shown, or a reason why not.
    bool isAnswered()
    {
        const RunStatus& status = document().status();
        const bool shown = document().frame() && document().frame()->field->name == document().field();
        return !status.message.empty() || shown || !document().frameProblem().isEmpty() ||
               (status.run && status.steps == 0);
    }

    void expectToGoOn()
    {
        LiveWriter writer(m_path);
        writer.append(5);
        open();
        EXPECT_TRUE(waitForStep(4)) << message().toStdString();
    }

    int m_files = 0;
};

} // namespace

TEST_F(WindowHostile, SurvivesTheFilesThatAFuzzerFound)
{
    const std::vector<std::filesystem::path> files = corpusFiles("");
    ASSERT_GT(files.size(), 40U);
    for (const std::filesystem::path& file : files) {
        look(bytesOf(file));
    }
    expectToGoOn();
}

TEST_F(WindowHostile, SurvivesDamagedFiles)
{
    const std::vector<std::filesystem::path> seeds = corpusFiles("seed-");
    ASSERT_GT(seeds.size(), 10U);
    std::mt19937 random(20'261'130);
    for (int round = 0; round < 60; ++round) {
        std::vector<std::uint8_t> bytes = bytesOf(seeds[static_cast<std::size_t>(round) % seeds.size()]);
        fuzz::mutate(bytes, random);
        fuzz::repairChecksums(bytes);
        look(bytes);
    }
    expectToGoOn();
}

/// As with a file that makes HDF5 crash: each process ends as soon as it has shown something.
TEST_F(WindowHostile, SurvivesFilesThatEndEachProcess)
{
    const std::filesystem::path script = m_folder / "service.sh";
    std::ofstream(script) << "#!/bin/sh\n'" << QCoreApplication::applicationDirPath().toStdString()
                          << "/h5pulse' \"$@\" & sleep 0.2; kill -SEGV $!; wait $!; kill -SEGV $$\n";
    std::filesystem::permissions(script, std::filesystem::perms::owner_all);
    qputenv("H5PULSE_COMMAND", script.c_str());
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    LiveWriter writer(m_path);
    writer.append(3);
    open();
    EXPECT_TRUE(waitFor([&] { return message().contains(QStringLiteral("ended unexpectedly (signal 11")); }))
        << message().toStdString();
    qunsetenv("H5PULSE_COMMAND");
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    open();
    EXPECT_TRUE(waitForStep(2)) << message().toStdString();
}

} // namespace h5pulse::viewer::test
