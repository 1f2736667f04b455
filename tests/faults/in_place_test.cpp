// SPDX-License-Identifier: MIT
// Rows that are committed are never written again: a kill or a power loss in the middle would tear them.
#include "recorded.h"

#include <algorithm>
#include <cstring>

namespace h5pulse::faults {

namespace {

class InPlace : public Recorded
{
protected:
    struct Range
    {
        std::uint64_t from;
        std::uint64_t to;
    };

    /// Where the first `rows` rows of a chunk lie. One that was filtered is whole or nothing.
    static Range committedPart(const FileMap::Chunk& chunk, std::uint64_t rows)
    {
        const std::uint64_t count = std::min(rows - std::min(rows, chunk.firstRow), chunk.rows);
        const std::uint64_t bytes = count == 0 ? 0 : chunk.filtered ? chunk.bytes : count * chunk.rowBytes;
        return {chunk.address, chunk.address + bytes};
    }

    /// Writes to the file that touch committed rows of these chunks.
    static std::string touched(const std::vector<LoggedCall>& calls, const FileMap& map, std::uint64_t file,
                               std::uint64_t committed)
    {
        std::string found;
        for (const LoggedCall& call : calls) {
            if (call.call != FaultWrite || call.file != file) {
                continue;
            }
            const std::uint64_t end = call.offset + call.bytes.size();
            for (const FileMap::Chunk& chunk : map.chunks()) {
                const Range part = committedPart(chunk, committed);
                if (call.offset < part.to && part.from < end) {
                    found += chunk.dataset + " from row " + std::to_string(chunk.firstRow) + " by " +
                             std::to_string(call.bytes.size()) + " bytes at " + std::to_string(call.offset) +
                             "; ";
                }
            }
            if (call.offset == map.heartbeat() && call.bytes.size() >= 16) {
                std::uint64_t steps = 0; // after `sequence`
                std::memcpy(&steps, call.bytes.data() + 8, sizeof steps);
                committed = std::max(committed, steps);
            }
        }
        return found;
    }

    /// Of a program that goes on with the run as it is now.
    std::string touchedBy(const Command& command) const
    {
        const FileMap before(m_path);
        const std::uint64_t file = inodeOf(m_path);
        return touched(calls(command), before, file, before.rows("t"));
    }
};

TEST_F(InPlace, WhileARunIsWritten)
{
    for (const Command& options :
         {Command{"--profile", "few"}, Command{"--profile", "all", "--compress"},
          Command{"--profile", "wide", "--compress"}, Command{"--profile", "broad"}}) {
        SCOPED_TRACE(options[1]);
        std::filesystem::remove(m_path);
        const std::vector<LoggedCall> made = calls(writer(60, options));
        EXPECT_EQ(touched(made, FileMap(m_path), inodeOf(m_path), 0), "");
    }
}

class InPlaceAfter : public InPlace, public testing::WithParamInterface<const char*>
{
};

/// The last chunk of each dataset is only filled in part, and gets more rows.
TEST_P(InPlaceAfter, ResumingAfterRepacking)
{
    for (const Command& options : {Command{"--profile", "few"}, Command{"--profile", "one", "--compress"}}) {
        SCOPED_TRACE(options[1]);
        std::filesystem::remove(m_path);
        prepare(writer(403, options));
        if (GetParam() != std::string_view("not")) {
            prepare(readerCommand({"repack", m_path, GetParam()}));
        }
        for (const std::size_t steps : {404, 416, 800}) {
            Command more = options;
            more.insert(more.end(), {"--mode", "resume"});
            EXPECT_EQ(touchedBy(writer(steps, more)), "") << "up to " << steps;
        }
        prepare(readerCommand({"check", m_path}));
    }
}

INSTANTIATE_TEST_SUITE_P(Repacking, InPlaceAfter, testing::Values("not", "gzip", "none"),
                         [](const auto& filter) { return std::string(filter.param); });

TEST_F(InPlace, ResumingACrashedRun)
{
    prepare(writer(103, {"--end", "exit"}));
    EXPECT_EQ(touchedBy(writer(160, {"--mode", "resume"})), "");
}

TEST_F(InPlace, Recovery)
{
    prepare(writer(103, {"--end", "exit"}));
    EXPECT_EQ(touchedBy(readerCommand({"recover", m_path})), "");
}

TEST_F(InPlace, RepackingLeavesTheOriginal)
{
    prepare(writer(103));
    const std::uint64_t file = inodeOf(m_path);
    for (const LoggedCall& call : calls(readerCommand({"repack", m_path}))) {
        EXPECT_FALSE(call.file == file && call.call == FaultWrite) << "at " << call.offset;
    }
}

} // namespace

} // namespace h5pulse::faults
