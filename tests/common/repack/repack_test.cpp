// SPDX-License-Identifier: MIT
// A repacked file has the same content as the run, and can be read, followed and resumed as before.
#include "format/layout.h"
#include "format/overview.h"
#include "h5/check.h"
#include "h5/filters.h"
#include "support/crashed_run.h"
#include "support/file_bytes.h"
#include "support/run_folder.h"
#include "support/scripts.h"
#include "support/test_run.h"

#include <h5pulse/repack.h>

#include <gmock/gmock.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <sys/stat.h>

namespace h5pulse::test {

namespace {

class Repack : public RunFolder
{
protected:
    /// Repacks into another file. Returns h5py's comparison of both.
    std::string sameAs(const Compression& compression) const
    {
        const auto copy = m_folder / "copy.h5";
        std::filesystem::remove(copy);
        repack(m_path, {.compression = compression, .output = copy});
        const int number = compression.filter == Filter::None ? 0 : h5::filterNumber(compression.filter);
        return runScript("repack_files.py", {"same", m_path, copy, std::to_string(number)});
    }
};

/// Lets HDF5 find the test plugins in this process and in its child processes.
void addOwnPlugins()
{
#ifdef H5PULSE_TEST_PLUGINS
    static const bool once = [] {
        std::array<char, 4096> usual{};
        H5PLget(0, usual.data(), usual.size());
        ::setenv("HDF5_PLUGIN_PATH", (H5PULSE_TEST_PLUGINS ":" + std::string(usual.data())).c_str(), 1);
        return H5PLprepend(H5PULSE_TEST_PLUGINS) >= 0;
    }();
    ASSERT_TRUE(once);
#endif
}

class RepackFilter : public Repack, public testing::WithParamInterface<Filter>
{
protected:
    void SetUp() override
    {
        if (GetParam() == Filter::Zstd) {
            addOwnPlugins();
        }
        if (GetParam() == Filter::Blosc) {
            // Blosc does not free its memory when HDF5 unloads it. If it stays loaded, the leak sanitizer
            // still finds the pointers.
            ::dlopen("libblosc.so.1", RTLD_NOW | RTLD_NODELETE);
        }
        if (!isAvailable(GetParam())) {
            GTEST_SKIP() << "its plugin is not installed";
        }
    }
};

INSTANTIATE_TEST_SUITE_P(Filters, RepackFilter,
                         testing::Values(Filter::None, Filter::Gzip, Filter::Lz4, Filter::Zstd,
                                         Filter::Blosc),
                         [](const auto& param) { return std::string(toString(param.param)); });

template <typename T>
T valueAt(std::size_t i)
{
    // Some values are the same, and others are like noise, which compression does not make smaller.
    const std::size_t k = i % 1000 < 500 ? i / 1000 : i * 2654435761U;
    if constexpr (isComplex(elementTypeOf<T>())) {
        return {static_cast<typename T::value_type>(k), -static_cast<typename T::value_type>(k) / 3};
    } else {
        return static_cast<T>(static_cast<T>(k) / 3);
    }
}

template <typename T>
void expectRoundTrip(const std::filesystem::path& path, Filter filter)
{
    const std::size_t steps = 150;
    const std::size_t components = 2 * 3 * 40;
    std::filesystem::remove(path);
    std::vector<T> values(steps * components);
    {
        Writer writer(path, {.fields = {{.name = "y", .shape = {2, 3, 40}, .type = elementTypeOf<T>()}}},
                      commitByHand());
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = valueAt<T>(i);
        }
        for (std::size_t step = 0; step < steps; ++step) {
            writer.append(timeOf(step), std::span(values).subspan(step * components, components));
        }
        writer.close();
    }
    EXPECT_EQ(repack(path, {.compression = {.filter = filter}}).steps, steps);
    Reader reader(path);
    std::vector<T> read(values.size());
    reader.readSteps("y", 0, steps, read);
    EXPECT_EQ(std::memcmp(read.data(), values.data(), values.size() * sizeof(T)), 0)
        << toString(elementTypeOf<T>());
}

TEST_P(RepackFilter, KeepsAllElementTypes)
{
    expectRoundTrip<float>(m_path, GetParam());
    expectRoundTrip<double>(m_path, GetParam());
    expectRoundTrip<std::int8_t>(m_path, GetParam());
    expectRoundTrip<std::int16_t>(m_path, GetParam());
    expectRoundTrip<std::int32_t>(m_path, GetParam());
    expectRoundTrip<std::int64_t>(m_path, GetParam());
    expectRoundTrip<std::uint8_t>(m_path, GetParam());
    expectRoundTrip<std::uint16_t>(m_path, GetParam());
    expectRoundTrip<std::uint32_t>(m_path, GetParam());
    expectRoundTrip<std::uint64_t>(m_path, GetParam());
    expectRoundTrip<std::complex<float>>(m_path, GetParam());
    expectRoundTrip<std::complex<double>>(m_path, GetParam());
}

TEST_P(RepackFilter, KeepsWhatUsersAdd)
{
    runScript("repack_files.py", {"make", m_path});
    EXPECT_EQ(sameAs({.filter = GetParam()}), "same\n");
}

TEST_P(RepackFilter, KeepsWhatUsersAddInTheirOrder)
{
    runScript("repack_files.py", {"make", m_path, "track"});
    EXPECT_EQ(sameAs({.filter = GetParam(), .shuffle = false}), "same\n");
}

TEST_P(RepackFilter, KeepsRunsOfOurs)
{
    Writer writer(m_path,
                  {.fields = {{.name = "u", .shape = {4}, .longName = "solution u(t, x)", .axes = {"x"}},
                              {.name = "energy", .longName = "energy"}},
                   .axes = {{.name = "x", .values = {1, 2, 3, 5}, .longName = "x"}}},
                  commitByHand());
    for (std::size_t step = 0; step < 100; ++step) {
        writer.append(timeOf(step), rowOf(step, 4), energyOf(step));
    }
    writer.close();
    EXPECT_EQ(sameAs({.filter = GetParam()}), "same\n");
}

TEST_P(RepackFilter, MakesRunsSmaller)
{
    writeFinished(m_path, 20'000);
    const auto before = std::filesystem::file_size(m_path);
    const RepackReport report = repack(m_path, {.compression = {.filter = GetParam()}});
    EXPECT_EQ(report.bytesBefore, before);
    EXPECT_EQ(report.bytesAfter, std::filesystem::file_size(m_path));
    EXPECT_EQ(report.steps, 20'000U);
    EXPECT_FALSE(report.cancelled);
    if (GetParam() != Filter::None) {
        EXPECT_LT(report.bytesAfter, before / 2);
        repack(m_path, {.compression = {.filter = Filter::None}});
        EXPECT_GT(std::filesystem::file_size(m_path), before * 9 / 10) << "taken off again";
    }
    Reader reader(m_path);
    EXPECT_EQ(reader.state(), RunState::Finished);
    EXPECT_EQ(wrongElements(reader, 20'000), 0U);
}

TEST_F(Repack, KeepsRunsOfFewSteps)
{
    for (const std::size_t steps : {0U, 1U, 2U}) {
        std::filesystem::remove(m_path);
        writeFinished(m_path, steps);
        EXPECT_EQ(sameAs({}), "same\n");
        repack(m_path);
        Reader reader(m_path);
        EXPECT_EQ(reader.steps(), steps);
        EXPECT_EQ(wrongElements(reader, steps), 0U);
    }
}

TEST_F(Repack, KeepsPayloadsOfNaN)
{
    runPython(m_path, "bits = np.arange(400, dtype='u8') + 0x7ff4000000000001\n"
                      "with h5py.File(path, 'w') as f:\n"
                      "    f.create_dataset('y', data=bits.view('f8'), maxshape=(None,), chunks=(64,), "
                      "fillvalue=bits.view('f8')[7])\n"
                      "    f.attrs['a'] = bits.view('f8')[:3]\n");
    EXPECT_EQ(sameAs({}), "same\n");
    repack(m_path);
    EXPECT_EQ(runPython(m_path, "f = h5py.File(path)\n"
                                "print(np.all(f['y'][()].view('u8') == np.arange(400, dtype='u8') + "
                                "0x7ff4000000000001))\n"),
              "True\n");
}

TEST_F(Repack, KeepsTheRunsDescriptionAndState)
{
    Writer(m_path,
           {.fields = {{.name = "y", .shape = {4}, .units = "m", .longName = "why", .axes = {"x"}},
                       {.name = "z"},
                       {.name = "a"}},
            .axes = {{.name = "x", .values = {1, 2, 3, 5}, .units = "s"}},
            .timeUnits = "s",
            .endTime = 7.0,
            .attributes = {{"n", std::int64_t{3}}, {"text", std::string("hällo")}}},
           commitByHand())
        .fail("diverged");
    EXPECT_EQ(sameAs({}), "same\n");
    repack(m_path);
    const Reader reader(m_path);
    EXPECT_EQ(reader.state(), RunState::Failed);
    EXPECT_THAT(reader.stateText(), testing::HasSubstr("diverged"));
    EXPECT_EQ(reader.fields().at(1).name, "z");
    EXPECT_EQ(reader.fields().at(2).name, "a");
    EXPECT_EQ(reader.axis("y", 0)->values, (std::vector<double>{1, 2, 3, 5}));
    EXPECT_EQ(reader.info().endTime, 7.0);
    EXPECT_EQ(reader.info().attributes.size(), 2U);
}

TEST_F(Repack, KeepsThatARunWasStopped)
{
    Writer writer(m_path, testRun(5), commitByHand());
    appendSteps(writer, 3, 5);
    writer.stop("enough seen");
    repack(m_path);
    const Reader reader(m_path);
    EXPECT_EQ(reader.state(), RunState::Stopped);
    EXPECT_EQ(reader.writerStatus().reason, "enough seen");
}

TEST_F(Repack, KeepsTheSegmentsAndCanBeResumed)
{
    writeCrashed(H5PULSE_TEST_WRITER, m_path, 100);
    {
        Writer writer = Writer::resume(m_path, testRun(5), commitByHand());
        appendSteps(writer, 100, 5);
        writer.close();
    }
    repack(m_path, {.compression = {.filter = Filter::None}});
    EXPECT_EQ(Reader(m_path).segments().size(), 2U);
    {
        Writer writer = Writer::resume(m_path, testRun(5), commitByHand());
        appendSteps(writer, 100, 5);
        writer.close();
    }
    Reader reader(m_path);
    EXPECT_EQ(reader.segments().size(), 3U);
    EXPECT_EQ(reader.steps(), 300U);
    EXPECT_EQ(wrongElements(reader, 300), 0U);
}

TEST_F(Repack, PutsTheHeartbeatInOnePage)
{
    writeFinished(m_path, 100);
    repack(m_path);
    const h5::Handle file(H5Fopen(m_path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose);
    const h5::Handle dataset(H5Dopen2(file.get(), layout::kHeartbeat, H5P_DEFAULT), H5Dclose);
    const haddr_t at = H5Dget_offset(dataset.get());
    EXPECT_EQ(at / 4096, (at + H5Dget_storage_size(dataset.get()) - 1) / 4096);
}

TEST_F(Repack, KeepsTheOverview)
{
    writeFinished(m_path, 100);
    {
        const h5::SuppressHdf5Errors silence;
        const OverviewLayout layout({{.components = 5}, {.components = 1}}, 1 << 20);
        const h5::Handle file(H5Fopen(m_path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose);
        H5Ldelete(file.get(), layout::kOverview, H5P_DEFAULT); // the overview of the writer, if any
        createOverview(file.get(), m_path, layout, 1 << 20);
    }
    runPython(m_path, "with h5py.File(path, 'r+') as f:\n"
                      "    d = f['h5pulse/overview/8/64']\n"
                      "    d.resize(100, axis=0)\n"
                      "    d[:, 0] = np.array((1.5, 2.5, 3, 4), dtype=d.dtype)\n");
    EXPECT_EQ(sameAs({}), "same\n");
    repack(m_path);
    const h5::Handle file(H5Fopen(m_path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose);
    EXPECT_TRUE(overviewStepBytes(file.get()));
}

TEST_F(Repack, GoesOnUnderAnOpenReader)
{
    writeFinished(m_path, 1000);
    Reader reader(m_path);
    ASSERT_EQ(reader.steps(), 1000U);
    repack(m_path);
    EXPECT_EQ(wrongElements(reader, 1000), 0U) << "of the file that is gone";
    EXPECT_NO_THROW(reader.refresh());
    EXPECT_EQ(reader.steps(), 1000U);
    EXPECT_EQ(reader.state(), RunState::Finished);
    EXPECT_EQ(wrongElements(reader, 1000), 0U);
    EXPECT_EQ(reader.refresh(), Refresh::Unchanged);
}

TEST_F(Repack, KeepsPermissionsAndLinks)
{
    writeFinished(m_path, 10);
    ASSERT_EQ(::chmod(m_path.c_str(), 0640), 0);
    const auto link = m_folder / "link.h5";
    std::filesystem::create_symlink("run.h5", link);
    repack(link);
    EXPECT_TRUE(std::filesystem::is_symlink(link));
    struct stat status = {};
    ASSERT_EQ(::stat(m_path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0640U);
    EXPECT_EQ(runPython(m_path, "print(h5py.File(path)['y'].compression)"), "gzip\n");
}

TEST_F(Repack, IntoAnotherFileLeavesTheFirst)
{
    writeFinished(m_path, 100);
    const std::string bytes = readBytes(m_path);
    const auto output = m_folder / "small.h5";
    repack(m_path, {.output = output});
    EXPECT_TRUE(readBytes(m_path) == bytes);
    Reader reader(output);
    EXPECT_EQ(wrongElements(reader, 100), 0U);
}

TEST_F(Repack, CompressesEachChunkOnce)
{
    // A chunk that is written a second time at another position would waste the first one.
    runPython(m_path, "with h5py.File(path, 'w') as f:\n"
                      "    f.create_dataset('y', data=np.random.rand(3000, 700), maxshape=(None, 700), "
                      "chunks=(100, 60))\n");
    repack(m_path, {.compression = {.shuffle = false}});
    const std::string stored = runPython(m_path, "print(h5py.File(path)['y'].id.get_storage_size())");
    EXPECT_LT(std::filesystem::file_size(m_path), std::stoul(stored) + 200'000);
}

} // namespace

} // namespace h5pulse::test
