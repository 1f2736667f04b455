// SPDX-License-Identifier: MIT
// The order of what a writer does to its file, as readers and a kill at any moment need it; and that nothing
// is written again where committed rows lie. The calls of real programs are looked at, in event_log.h's
// words.
#include "recorded.h"

#include <algorithm>
#include <cstdio>

namespace h5pulse::faults {

namespace {

class CallOrder : public Recorded
{
protected:
    /// Commits in which something of the index or an extent was written before the last rows.
    static std::string commitsAheadOfTheirRows(const EventLog& log)
    {
        std::string found;
        bool published = false;
        for (const Event& event : log.events()) {
            const std::string& what = event.what;
            published = published || what.starts_with("extent") || what.find("metadata") != std::string::npos;
            if (published && (what.starts_with("rows") || what.starts_with("overview"))) {
                found += what + ", ";
            }
            published = published && !what.starts_with("heartbeat");
        }
        return found;
    }

    /// Chunks that hold committed rows and of which a part lies past the end of the file.
    static std::string chunksPastTheEnd(const EventLog& log, const FileMap& map)
    {
        std::string found;
        for (const Event& event : log.events()) {
            std::size_t steps = 0;
            if (std::sscanf(event.what.c_str(), "heartbeat(steps=%zu", &steps) == 1) {
                for (const FileMap::Chunk& chunk : map.chunks()) {
                    if (chunk.firstRow < steps && chunk.address + chunk.bytes > event.size) {
                        found += "at " + event.what + ": " + chunk.dataset + " from " +
                                 std::to_string(chunk.firstRow) + ", ";
                    }
                }
            }
        }
        return found;
    }
};

/// Fields, then times, then the heartbeat; whatever is seen is whole.
TEST_F(CallOrder, OfACommit)
{
    const EventLog log = events(writer(15));
    EXPECT_EQ(log.part("reported committed 5", "reported committed 10").text(),
              "rows f0, rows f1, rows f2, rows t, extent f0, extent f1, extent f2, extent t, "
              "heartbeat(steps=10 synced=- running)");
}

/// HDF5 would write extents when its cache is full.
TEST_F(CallOrder, OfCommitsWithATinyCache)
{
    for (const char* profile : {"all", "broad", "indexed"}) {
        SCOPED_TRACE(profile);
        std::filesystem::remove(m_path);
        const EventLog all =
            events(writer(60, {"--profile", profile, "--cache", "1024", "--commit-every", "20"}));
        const EventLog log = all.part("reported open", "reported closing");
        EXPECT_EQ(commitsAheadOfTheirRows(log), "");
        EXPECT_EQ(log.missing("rows f0", "extent t", "heartbeat"), "");
    }
}

TEST_F(CallOrder, OfGrowing)
{
    for (const char* profile : {"few", "wide", "broad"}) {
        SCOPED_TRACE(profile);
        std::filesystem::remove(m_path);
        const EventLog log = events(writer(60, {"--profile", profile, "--commit-every", "4"}));
        EXPECT_EQ(chunksPastTheEnd(log, FileMap(m_path)), "");
    }
}

TEST_F(CallOrder, OfANewName)
{
    const EventLog log = events(writer(15));
    EXPECT_EQ(log.disorder({"create .h5pulse", "lock", "superblock(5)", "heartbeat(steps=0",
                            "rename (new) run.h5", "reported open 0", "rows", "heartbeat(steps=5"}),
              "");
    EXPECT_FALSE(log.has("rename run.h5")) << log.text();
}

TEST_F(CallOrder, OfReplacingARun)
{
    prepare(writer(15));
    const EventLog log = events(writer(15, {"--mode", "replace"}));
    EXPECT_EQ(log.disorder({"other lock", "create .h5pulse", "lock", "reported open 0", "rows",
                            "heartbeat(steps=5", "rename run.h5", "reported committed 5"}),
              "");
    EXPECT_FALSE(log.has("other write|other grow|other cut|other sync|unlink run.h5"))
        << "the old run is touched: " << log.text();
}

/// Readers learn that a run has ended when all of it can be read; a kill leaves one or the other.
TEST_F(CallOrder, OfClosing)
{
    for (const char* end : {"close", "fail"}) {
        SCOPED_TRACE(end);
        std::filesystem::remove(m_path);
        const EventLog log = events(writer(15, {"--end", end}));
        const std::string ended = end == std::string_view("fail") ? "failed)" : "finished)";
        EXPECT_EQ(
            log.disorder({"heartbeat(steps=15 synced=- running)", "reported closing",
                          "heartbeat(steps=15 synced=- " + ended, "superblock(0)", "cut", "reported closed"}),
            "");
    }
}

/// What was reserved ahead of the end is given back by setting the size to what it is.
TEST_F(CallOrder, OfReservedBlocks)
{
    const EventLog log = events(writer(15));
    if (log.has("allocate")) {
        EXPECT_EQ(log.missing("allocate|superblock|journal", "cut", "reported rate"), "");
    }
    std::filesystem::remove(m_path);
    prepare(writer(15, {"--end", "exit"}));
    const EventLog recovery = events(readerCommand({"repair", m_path}));
    EXPECT_EQ(recovery.disorder({"superblock(0)", "cut"}), "");
    EXPECT_EQ(std::filesystem::file_size(m_path), recovery.events().back().size);
}

} // namespace

} // namespace h5pulse::faults
