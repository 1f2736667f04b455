// SPDX-License-Identifier: MIT
// Valid files that are out of all proportion: each is read as far as it makes sense, and says what it leaves
// out.
#include "bytes/little_endian.h"
#include "hostile_file.h"
#include "process.h"

#include <cmath>

namespace h5pulse::test {

namespace {

using namespace std::string_literals;

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

using StrangeFiles = HostileFile;

TEST_F(StrangeFiles, AMillionMillionTimesThatAreNaN)
{
    Reader reader(file("nan_times"));
    EXPECT_EQ(reader.steps(), 1'000'000'000'000U);
    EXPECT_TRUE(std::isnan(reader.readTimes(999'999'999'999, 1).front()));
    EXPECT_EQ(reader.stepAt(0.5), 0U);
    std::vector<double> trace(1000);
    reader.readComponent("y", 0, 500'000'000'000, trace.size(), trace);
    EXPECT_THAT(trace, Each(0.0));
}

TEST_F(StrangeFiles, ThirtyTwoDimensions)
{
    Reader reader(file("rank_32"));
    EXPECT_THAT(reader.info().skipped,
                ElementsAre(AllOf(HasSubstr("'deep'"), HasSubstr("more than three dimensions"))));
    expectPlain(reader);
}

TEST_F(StrangeFiles, LoopsOfLinks)
{
    Reader reader(file("loops"));
    EXPECT_THAT(fieldNames(reader), ElementsAre("y"));
    expectPlain(reader);
}

TEST_F(StrangeFiles, NamesOfSeveralLinesAndOfTenThousandCharacters)
{
    Reader reader(file("names"));
    EXPECT_THAT(fieldNames(reader),
                UnorderedElementsAre("y", "two\nlines\x1b[31m", std::string(10'000, 'n')));
    std::vector<double> value(1);
    reader.readStep(std::string(10'000, 'n'), 2, value);
    EXPECT_EQ(value.front(), 2.0);
    EXPECT_THAT(messageOf<std::invalid_argument>([&] { reader.steps("none"); }),
                HasSubstr("there is no field"));
}

#ifdef H5PULSE_COMMAND
TEST_F(StrangeFiles, NamesDoNotReachATerminalAsTheyAre)
{
    for (const char* command : {"info", "export"}) {
        const ProcessResult result = run({H5PULSE_COMMAND, command, file("names")});
        const std::string all = result.out + result.err;
        EXPECT_THAT(all, AllOf(Not(HasSubstr("\x1b")), Not(HasSubstr("\x07")), Not(HasSubstr("\nlines"))));
        EXPECT_LT(all.size(), 30'000U) << command;
    }
    EXPECT_THAT(run({H5PULSE_COMMAND, "info", file("names")}).out, HasSubstr("two\\nlines\\x1b[31m"));
}
#endif

TEST_F(StrangeFiles, AttributesOf64KilobytesAndThreeThousandOfThem)
{
    Reader reader(file("big_attributes"));
    const Attributes& attributes = reader.info().attributes;
    EXPECT_THAT(std::get<std::vector<double>>(attributes.at("almost")), SizeIs(8000));
    EXPECT_THAT(std::get<std::string>(attributes.at("text")), SizeIs(64'000));
    EXPECT_THAT(attributes, SizeIs(2)) << "what is beyond 64 KiB is left out";
    expectPlain(reader);
}

TEST_F(StrangeFiles, DatatypesThatAreObjects)
{
    Reader reader(file("committed_types"));
    std::vector<double> values(4);
    reader.readSteps("z", 0, 4, values);
    EXPECT_THAT(values, ElementsAre(0.0, 1.0, 2.0, 3.0));
    expectPlain(reader);
}

TEST_F(StrangeFiles, CommittedTypesWithAttributesOfCommittedTypes)
{
    Reader reader(file("types_of_types"));
    EXPECT_THAT(reader.info().skipped, IsEmpty());
    EXPECT_THAT(fieldNames(reader), UnorderedElementsAre("a", "y"));
    expectPlain(reader);
}

/// HDF5 moves a message to the continuation of an object header where the header has no room for it.
TEST_F(StrangeFiles, ACommittedTypeInAContinuation)
{
    std::string bytes = readBytes(file("dataset_before_its_type"));
    const std::string prefix = "\x03\0\x18\0\x05\0\0\0"s; // a committed datatype of 24 bytes
    const std::size_t at = bytes.find(prefix);
    ASSERT_NE(at, std::string::npos);
    const std::string message = bytes.substr(at, 8 + 24);
    bytes.resize((bytes.size() + 7) / 8 * 8);
    auto* raw = reinterpret_cast<unsigned char*>(bytes.data());
    storeLittle(&raw[at], 0x10, 2); // a continuation instead
    raw[at + 4] = 0;
    storeLittle(&raw[at + 8], bytes.size(), 8);
    storeLittle(&raw[at + 16], message.size(), 8);
    raw[at - 14] += 1;                                       // messages of the header
    storeLittle(&raw[40], bytes.size() + message.size(), 8); // end of the file
    writeBytes(m_folder / "moved.h5", bytes + message);
    Reader reader(m_folder / "moved.h5");
    EXPECT_THAT(reader.info().skipped, IsEmpty());
    EXPECT_THAT(fieldNames(reader), UnorderedElementsAre("a", "y"));
    expectPlain(reader);
}

TEST_F(StrangeFiles, FiltersThatBelieveTheirChunks)
{
    Reader reader(file("filters"));
    EXPECT_THAT(reader.info().skipped,
                ElementsAre(AllOf(HasSubstr("'scaled'"), HasSubstr("scale-offset"))));
    EXPECT_THAT(fieldNames(reader), UnorderedElementsAre("y", "gzip"));
    expectPlain(reader);
}

TEST_F(StrangeFiles, GroupsThreeThousandDeep)
{
    Reader reader(file("deep_groups"));
    EXPECT_THAT(reader.info().skipped, ElementsAre(HasSubstr("more than 64 groups deep")));
    expectPlain(reader);
}

TEST_F(StrangeFiles, ThirtyThousandNamesOfOneDataset)
{
    Reader reader(file("many_names"));
    EXPECT_THAT(fieldNames(reader), ElementsAre("n0"));
    EXPECT_EQ(reader.info().timeDataset, "t");
}

TEST_F(StrangeFiles, NumbersOfOddSizes)
{
    Reader reader(file("odd_numbers"));
    const auto valuesOf = [&](const std::string& name) {
        std::vector<double> values(4);
        reader.readSteps(name, 0, 4, values);
        return values;
    };
    EXPECT_THAT(valuesOf("three_bytes"), ElementsAre(0.0, 1.0, -2.0, 8388607.0));
    EXPECT_THAT(valuesOf("long_double"), ElementsAre(0.0, 0.5, -1.5, 2.0));
    EXPECT_THAT(valuesOf("big_endian"), ElementsAre(0.0, 0.5, -1.5, 2.0));
    EXPECT_THAT(valuesOf("ten_bits"), ElementsAre(0.0, 1.0, 2.0, 1023.0));
    EXPECT_THAT(reader.info().skipped,
                ElementsAre(HasSubstr("'forty_bytes': its elements are not numbers")));
}

TEST_F(StrangeFiles, EverythingThatIsNoNumber)
{
    Reader reader(file("no_numbers"));
    EXPECT_THAT(reader.info().skipped, AllOf(SizeIs(10), Each(HasSubstr("its elements are not numbers"))));
    expectPlain(reader);
}

TEST_F(StrangeFiles, TimesThatCannotBeTimes)
{
    for (const char* kind : {"time_2d", "time_vlen"}) {
        Reader reader(file(kind));
        EXPECT_EQ(reader.info().timeDataset, "") << kind;
        EXPECT_EQ(reader.readTimes(3, 1).front(), 3.0) << kind;
    }
}

TEST_F(StrangeFiles, DimensionScalesThatAreNone)
{
    Reader reader(file("scales"));
    for (const char* field : {"of_huge", "of_itself", "dangling", "wrong_type", "wrong_length"}) {
        EXPECT_FALSE(reader.axis(field, 0)) << field;
        EXPECT_EQ(reader.steps(field), 2U) << field;
    }
    Reader other(file("scale_of_another_class"));
    expectPlain(other);
    EXPECT_TRUE(other.axis("y", 0));
}

TEST_F(StrangeFiles, OursWithoutAHeartbeatOrWithAnother)
{
    for (const char* kind : {"ours", "ours_with_many_heartbeats", "ours_with_another_heartbeat",
                             "ours_with_a_group_for_heartbeat"}) {
        SCOPED_TRACE(kind);
        Reader reader(file(kind));
        EXPECT_EQ(reader.refresh(), Refresh::Unchanged);
        EXPECT_EQ(reader.writerStatus().processId, 0);
        expectPlain(reader);
    }
}

/// What HDF5 reads is not refused, although it does not write it. Public test files of other libraries have both.
TEST_F(StrangeFiles, ASmallGlobalHeapIsRead)
{
    constexpr std::size_t kSmall = 1024;
    std::string bytes = readBytes(file("scales"));
    auto* heap = reinterpret_cast<unsigned char*>(bytes.data() + bytes.find("GCOL"));
    ASSERT_EQ(loadLittle(heap + 8, 8), 4096U);
    std::size_t at = 16; // of the objects, up to the free space
    while (loadLittle(heap + at, 2) != 0) {
        at += 16 + (loadLittle(heap + at + 8, 8) + 7) / 8 * 8;
    }
    ASSERT_LT(at + 16, kSmall);
    storeLittle(heap + 8, kSmall, 8);
    storeLittle(heap + at + 8, kSmall - at, 8);
    const std::filesystem::path small = m_folder / "small.h5";
    writeBytes(small, bytes);
    Reader before(file("scales"));
    Reader reader(small);
    EXPECT_EQ(reader.info().skipped, before.info().skipped);
    EXPECT_EQ(fieldNames(reader), fieldNames(before));
    expectPlain(reader);
}

TEST_F(StrangeFiles, AnArrayInATypeOfVersionOneIsUnderstood)
{
    const std::string newer = "\x2a\0\0\0\x18\0\0\0\x01"s; // version 2, array of 24 bytes, one dimension
    std::string bytes = readBytes(file("no_numbers"));
    const std::size_t at = bytes.find(newer);
    ASSERT_NE(at, std::string::npos);
    bytes[at] = '\x1a';
    const std::filesystem::path old = m_folder / "old.h5";
    writeBytes(old, bytes);
    Reader before(file("no_numbers"));
    Reader reader(old);
    EXPECT_EQ(reader.info().skipped, before.info().skipped) << "with the same reasons";
    expectPlain(reader);
}

} // namespace

} // namespace h5pulse::test
