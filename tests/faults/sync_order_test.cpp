// SPDX-License-Identifier: MIT
// WriterOptions::syncInterval: the disk gets things in an order in which a power loss at any moment leaves a
// run. The calls of real programs are looked at, in event_log.h's words.
#include "recorded.h"

namespace h5pulse::faults {

namespace {

constexpr const char* kAnyWrite =
    "superblock|rows|extent|overview|metadata|new metadata|large metadata|heartbeat|grow|cut";

class SyncOrder : public Recorded
{
protected:
    const Command m_each{"--sync", "0"};
    const Command m_hourly{"--sync", "3600000"};

    /// What holds in every run with a syncInterval.
    static void expectSound(const EventLog& log)
    {
        EXPECT_EQ(log.untrueHeartbeat(), "");
        EXPECT_EQ(log.missing("heartbeat", "sync", "reported synced"), "");
    }

    /// And in one whose writer created it: no index leads to a block that the disk lacks.
    static void expectNewBlocksFirst(const EventLog& log)
    {
        EXPECT_EQ(log.after("reported open").missing("new metadata", "sync", "metadata|extent"), "");
    }

    /// And in one that was closed: what was written last is on the disk.
    static void expectSyncedEnd(const EventLog& log)
    {
        EXPECT_EQ(log.missing(kAnyWrite, "sync", "reported rate"), "");
    }
};

TEST_F(SyncOrder, OfANewFile)
{
    const EventLog log = events(writer(5, m_hourly));
    EXPECT_EQ(log.missing(kAnyWrite, "sync", "rename (new) run.h5"), "");
    EXPECT_EQ(log.missing("rename (new) run.h5", "folder sync", "reported open 0"), "");
    EXPECT_EQ(log.disorder({"lock", "superblock(5)", "heartbeat(steps=0 synced=0 running)", "rename (new)"}),
              "");
}

TEST_F(SyncOrder, OfCommitsThatAreAllSynchronised)
{
    for (const char* profile : {"few", "wide", "broad"}) {
        SCOPED_TRACE(profile);
        std::filesystem::remove(m_path);
        // The overview of "broad" gets a chunk at step 512.
        const EventLog all = events(
            writer(profile == std::string_view("broad") ? 520 : 30, {"--profile", profile, "--sync", "0"}));
        expectSound(all);
        expectNewBlocksFirst(all);
        expectSyncedEnd(all);
        const EventLog log = all.part("reported open 0", "reported closing");
        EXPECT_EQ(log.missing("rows|overview|grow", "sync", "new metadata|metadata|extent"), "");
        EXPECT_EQ(log.missing("extent|metadata|new metadata", "sync", "heartbeat"), "");
        EXPECT_EQ(log.missing("heartbeat", "sync", "reported committed"), "");
        EXPECT_EQ(log.has("overview"), profile == std::string_view("broad"));
    }
}

TEST_F(SyncOrder, OfCommitsBetweenDueSynchronisations)
{
    const EventLog all = events(writer(30, {"--profile", "wide", "--sync", "3600000"}));
    expectSound(all);
    expectNewBlocksFirst(all);
    const EventLog log = all.part("reported committed 5", "reported closing");
    EXPECT_EQ(log.missing("sync", "new metadata", "sync"), "") << "only new blocks are waited for";
    EXPECT_FALSE(log.has("reported synced")) << log.text();
    EXPECT_EQ(log.disorder({"heartbeat(steps=10 synced=0 running)", "heartbeat(steps=30 synced=0 running)"}),
              "");
}

TEST_F(SyncOrder, OfCommitsSomeOfWhichAreSynchronised)
{
    const EventLog log = events(writer(200, {"--sync", "5", "--pace", "300"}));
    expectSound(log);
    expectSyncedEnd(log);
    EXPECT_TRUE(log.part("reported open", "reported closing").has("reported synced"));
}

TEST_F(SyncOrder, OfAnIdleWriter)
{
    // The commit comes before a synchronisation is due, and nothing after it.
    const EventLog log =
        events(writerCommand(m_path, {"--commit-interval", "0", "--commit-every", "5", "--steps", "5",
                                      "--sync", "900", "--idle", "10000", "--end", "exit"}));
    expectSound(log);
    EXPECT_EQ(log.disorder({"heartbeat(steps=5 synced=0 running)", "reported committed 5", "sync",
                            "heartbeat(steps=5 synced=5 running)", "sync", "reported synced 5",
                            "reported closing"}),
              "");
}

TEST_F(SyncOrder, OfClosing)
{
    for (const char* end : {"close", "fail"}) {
        SCOPED_TRACE(end);
        std::filesystem::remove(m_path);
        const EventLog all = events(writer(15, {"--sync", "3600000", "--end", end}));
        expectSound(all);
        expectSyncedEnd(all);
        const std::string ended = end == std::string_view("fail") ? "heartbeat(steps=15 synced=15 failed)"
                                                                  : "heartbeat(steps=15 synced=15 finished)";
        const EventLog log = all.after("reported closing");
        EXPECT_EQ(log.disorder({"sync", "heartbeat(steps=15 synced=15 running)", "sync", ended,
                                "superblock(0)", "sync"}),
                  "");
        EXPECT_EQ(log.missing("heartbeat(steps=15 synced=15 running)", "sync", ended), "");
    }
}

TEST_F(SyncOrder, IsNotPaidForByWhoDidNotAsk)
{
    const EventLog log = events(writer(30));
    EXPECT_FALSE(log.has("sync|folder sync")) << log.text();
}

TEST_F(SyncOrder, OfRecovery)
{
    prepare(writer(15, {"--sync", "0", "--end", "exit"}));
    const EventLog log = events(readerCommand({"repair", m_path}));
    EXPECT_TRUE(log.text().starts_with("lock, sync, grow, sync, superblock(0), sync")) << log.text();
}

TEST_F(SyncOrder, OfABackup)
{
    prepare(writer(15, {"--end", "exit"}));
    const EventLog log = events(readerCommand({"backup", m_path}));
    EXPECT_EQ(log.missing("other write|other grow|other cut", "other sync", "grow|superblock"), "");
    EXPECT_EQ(log.disorder({"create run.h5.backup|other create run.h5.backup", "other sync", "sync", "grow",
                            "sync", "superblock(0)", "sync"}),
              "");
}

TEST_F(SyncOrder, OfResumingACrashedRun)
{
    prepare(writer(15, {"--end", "exit"}));
    const EventLog log = events(writer(25, {"--mode", "resume", "--sync", "0"}));
    EXPECT_TRUE(log.text().starts_with("lock, sync, grow, sync, superblock(0), sync")) << log.text();
    EXPECT_EQ(log.missing("heartbeat", "sync", "reported open 15"), "");
    EXPECT_TRUE(log.has("heartbeat(steps=15 synced=15 running)"));
    expectSound(log);
    expectSyncedEnd(log);
}

/// Its writer synchronised nothing, and the next one counts its steps as synchronised.
TEST_F(SyncOrder, OfResumingAFinishedRun)
{
    prepare(writer(15));
    const EventLog log = events(writer(25, {"--mode", "resume", "--sync", "3600000"}));
    const EventLog opening = log.part("lock", "reported open 15");
    EXPECT_EQ(opening.disorder({"sync", "heartbeat(steps=15 synced=15 running)", "sync"}), "");
    EXPECT_TRUE(opening.has("folder sync")) << "nor has it brought the name to the disk";
    expectSound(log);
    expectSyncedEnd(log);
}

TEST_F(SyncOrder, OfRepacking)
{
    prepare(writer(15));
    const EventLog log = events(readerCommand({"repack", m_path}));
    EXPECT_EQ(log.missing(kAnyWrite, "sync", "rename run.h5"), "");
    EXPECT_EQ(log.disorder({"other lock", "create .h5pulse", "lock", "rename run.h5", "folder sync"}), "");
    EXPECT_FALSE(log.has("other write|other grow|other cut|other allocate|other sync"))
        << "it writes to the original: " << log.text();
}

TEST_F(SyncOrder, OfReplacingARun)
{
    prepare(writer(15));
    const EventLog log = events(writer(25, {"--mode", "replace", "--sync", "3600000"}));
    EXPECT_EQ(log.missing(kAnyWrite, "sync", "rename run.h5"), "");
    EXPECT_EQ(log.missing("rename run.h5", "folder sync", "reported committed 5"), "");
    EXPECT_EQ(log.disorder({"reported open", "heartbeat(steps=5", "rename run.h5"}), "");
    expectSound(log);
}

/// Blocks of an index that are larger than a page: after some 8,000 chunks.
TEST_F(SyncOrder, OfTheJournal)
{
    prepare(writer(8'190, {"--profile", "indexed", "--commit-every", "4000", "--quiet"}));
    for (const bool durable : {false, true}) {
        Command options{"--mode", "resume", "--profile", "indexed"};
        const std::size_t steps = durable ? 8'210 : 8'200;
        if (durable) {
            options.insert(options.end(), m_hourly.begin(), m_hourly.end());
        }
        const EventLog log = events(writer(steps, options));
        EXPECT_EQ(log.missing("rows|extent|metadata|new metadata|heartbeat|large metadata", "journal",
                              "large metadata"),
                  "");
        EXPECT_EQ(log.disorder({"large metadata", "journal(empty)"}), "")
            << "at its end there is nothing to do";
        if (durable) {
            EXPECT_EQ(log.missing("journal", "sync", "large metadata"), "");
            expectSyncedEnd(log);
        } else {
            EXPECT_FALSE(log.has("sync")) << log.text();
        }
    }
}

} // namespace

} // namespace h5pulse::faults
