// SPDX-License-Identifier: MIT
// One wrong number each, where HDF5 would crash, hang or read past a buffer: refused with a reason.
#include "bytes/little_endian.h"
#include "checksums.h"
#include "exercise.h"
#include "hostile_file.h"

namespace h5pulse::test {

namespace {

using ::testing::HasSubstr;
using namespace std::string_literals;

/// A change of a file: at `offset` bytes from the `nth` place of `find`.
struct Patch
{
    const char* name;
    const char* kind;
    std::string find;
    std::size_t nth;
    std::size_t offset;
    std::string bytes;
    const char* reason; ///< in the error, or among what is passed over
};

void PrintTo(const Patch& patch, std::ostream* out)
{
    *out << patch.name;
}

const std::string kHuge = "\xff\xff\xff\xff\xff\xff\xff\x7f"s;
const std::string kDouble = "\x11\x20\x3f\0\x08\0\0\0\0\0\x40\0\x34\x0b\0\x34\xff\x03\0\0"s; // IEEE, 8 bytes
const std::string kChunk = "\x04\0\0\0\x03\0\0\0\x08\0\0\0"s; // 4 rows of 3 doubles

const Patch kPatches[]{
    {"ChunksOfNoSize", "plain", kChunk, 0, 4, "\0\0\0\0"s, "chunks are empty"},
    {"ChunksOf4GiB", "plain", kChunk, 0, 0, "\xff\xff\xff\x7f"s, "larger than 4 GiB"},
    {"ChunksOfOtherElements", "plain", kChunk, 0, 8, "\x10"s, "elements of another size"},
    {"ChunksOfOtherRank", "plain", "\x03\x02\x03"s, 0, 2, "\x02"s, "number of dimensions"},
    {"BitsOutsideANumber", "plain", kDouble, 0, 10, "\xff"s, "bits outside itself"},
    {"ExponentOutsideANumber", "plain", kDouble, 0, 13, "\xff"s, "parts outside itself"},
    {"TypeOfALaterVersion", "plain", kDouble, 0, 0, "\x51"s, "a type has an unknown version"},
    {"MostBitsOfANumberUnused", "odd_numbers", "\x28\0\0\0\0\0\x40\x01"s, 0, 6, "\x40\0"s, "'forty_bytes'"},
    {"FillValueOf2GiB", "nan_times", "\0\0\0\0\0\0\xf8\x7f"s, 0, ~std::size_t{3}, "\xff\xff\xff\x7f"s,
     "longer than the whole"},
    {"FillValueOfOtherSize", "nan_times", "\0\0\0\0\0\0\xf8\x7f"s, 0, ~std::size_t{3}, "\x04"s,
     "fill value has another size"},
    {"SymbolsBeyondTheirNode", "plain", "SNOD", 0, 6, "\xff\xff"s, ""},
    {"FreeSpaceInALoop", "plain", "HEAP", 0, 16, "\0"s, "free space in a heap"},
    {"ChunkLargerThanItsDataset", "plain", "TREE\x01"s, 0, 24, "\xff\xff"s, "impossible size"},
    {"MembersOutsideTheirCompound", "no_numbers", "b\0\0\0\0\0\0\0\x08"s, 0, 8, "\xf0"s,
     "members outside itself"},
    {"EnumerationWithoutIntegers", "no_numbers", "\x18\x02\0\0\x01\0\0\0\x10"s, 0, 8, "\x11"s, ""},
    {"TextOfOtherLength", "scales", "GCOL", 0, 24, "\x04"s, "than its heap says"},
    {"HeapObjectWithoutEnd", "scales", "GCOL", 0, 24, kHuge, "global heap is too long"},
    {"HeapObjectThatIsMissing", "scales", "GCOL", 0, 16, "\x63"s, "missing from its heap"},
    {"HeapThatNeverEnds", "scales", "GCOL", 0, 8, "\0\0\0\0\x01"s, "outside the file"},
    {"IndexOfNamesTooLong", "many_names", "BTHD", 0, 26, kHuge, "another length than it says"},
    {"NodesOfNoRecords", "many_names", "BTHD", 0, 10, "\0\0"s, "impossible sizes"},
    {"TreeOfAnotherKind", "many_names", "BTHD", 0, 5, "\0"s, "belongs to no object"},
    {"HeapOfNamesWithoutWidth", "many_names", "FRHP", 0, 110, "\0\0"s, "impossible sizes"},
    {"HeapOfNamesWithAnEmptyTree", "many_names", "FRHP", 0, 22, "\x60\0\0\0\0\0\0\0"s, "empty tree"},
    {"LinkOfAnUnknownKind", "plain_modern", "\x01\x08"s, 0, 0, "\x01\x09"s, ""},
    {"ArrayOfNoBlocks", "plain_modern", "EAHD", 0, 9, "\0"s, "impossible sizes"},
};

/// All that a reader says of a file in the way of complaints.
std::string complaintsOf(const std::filesystem::path& path)
{
    std::string messages;
    const auto note = [&](const auto& call) {
        try {
            call();
        } catch (const Error& error) {
            messages += error.what() + "\n"s;
        }
    };
    note([&] {
        Reader reader(path);
        for (const std::string& passed : reader.info().skipped) {
            messages += passed + '\n';
        }
        note([&] { reader.readTimes(0, 1); });
        for (const FieldInfo& field : std::vector<FieldInfo>(reader.fields())) {
            std::vector<double> row(field.components());
            note([&] { reader.readStep(field.name, reader.steps(field.name) - 1, row); });
        }
    });
    return messages;
}

class PatchedFiles : public HostileFile, public ::testing::WithParamInterface<Patch>
{
};

TEST_P(PatchedFiles, SayWhatIsWrong)
{
    const Patch& patch = GetParam();
    std::string bytes = readBytes(file(patch.kind));
    std::size_t at = bytes.find(patch.find);
    for (std::size_t i = 0; i < patch.nth; ++i) {
        at = bytes.find(patch.find, at + 1);
    }
    ASSERT_NE(at, std::string::npos);
    bytes.replace(at + patch.offset, patch.bytes.size(), patch.bytes);
    fuzz::repairChecksums({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
    const std::filesystem::path path = m_folder / "patched.h5";
    writeBytes(path, bytes);
    EXPECT_THAT(complaintsOf(path), HasSubstr(patch.reason));
    fuzz::readAll(path);
}

TEST_F(HostileFile, TreesThatAreTheirOwnChildren)
{
    const std::string whole = readBytes(file("plain"));
    constexpr std::size_t firstChild = 24 + 24; // after the key of a chunk of one dimension
    const std::size_t at = whole.find("TREE\x01");
    ASSERT_NE(at, std::string::npos);
    std::string bytes = whole;
    bytes[at + 5] = 1;
    storeLittle(reinterpret_cast<unsigned char*>(&bytes[at + firstChild]), at, 8);
    writeBytes(m_folder / "loop.h5", bytes);
    EXPECT_THAT(complaintsOf(m_folder / "loop.h5"), HasSubstr("a B-tree has a loop"));
}

INSTANTIATE_TEST_SUITE_P(Each, PatchedFiles, ::testing::ValuesIn(kPatches),
                         [](const auto& which) { return std::string(which.param.name); });

} // namespace

} // namespace h5pulse::test
