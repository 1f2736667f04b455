// SPDX-License-Identifier: MIT
#include "cli_test.h"

#include <nlohmann/json.hpp>

#include <sys/stat.h>

namespace h5pulse::test {

namespace {

using testing::HasSubstr;
using testing::Not;
using Json = nlohmann::json;

class ListTest : public CliTest
{
protected:
    static void makeRun(const std::filesystem::path& file)
    {
        Process writer = startWriter(file);
        tell(writer, "append 3");
        tell(writer, "finish");
    }
};

} // namespace

TEST_F(ListTest, TellsRunsTheLatestFirstAndFolders)
{
    std::filesystem::create_directories(path("runs/inner"));
    makeRun(path("runs/b.h5"));
    makeRun(path("runs/without extension"));
    write(path("runs/notes.h5"), "no HDF5 inside");
    write(path("runs/.hidden.h5"), read(path("runs/b.h5")));
    write(path("runs/after a block of text.h5"), std::string(2048, 'x') + read(path("runs/b.h5")));
    ASSERT_EQ(::mkfifo(path("runs/pipe.h5").c_str(), 0600), 0);
    const auto now = std::filesystem::file_time_type::clock::now();
    std::filesystem::last_write_time(path("runs/b.h5"), now);
    std::filesystem::last_write_time(path("runs/without extension"), now - std::chrono::hours(1));
    std::filesystem::last_write_time(path("runs/after a block of text.h5"), now - std::chrono::hours(2));

    const ProcessResult result = h5pulse({"list", "--json", path("runs").string()});
    ASSERT_EQ(result.status, 0) << result.err;
    const Json listing = Json::parse(result.out);
    EXPECT_EQ(listing["folder"], path("runs").string());
    EXPECT_EQ(listing["folders"], Json({"inner"}));
    ASSERT_EQ(listing["runs"].size(), 3U) << result.out;
    EXPECT_EQ(listing["runs"][0]["name"], "b.h5");
    EXPECT_EQ(listing["runs"][1]["name"], "without extension");
    EXPECT_EQ(listing["runs"][2]["name"], "after a block of text.h5");
    EXPECT_EQ(listing["runs"][0]["bytes"], std::filesystem::file_size(path("runs/b.h5")));

    const ProcessResult text = h5pulse({"list", path("runs").string()});
    EXPECT_THAT(text.out, HasSubstr("inner/\n"));
    EXPECT_THAT(text.out, HasSubstr("b.h5"));
    EXPECT_THAT(text.out, Not(HasSubstr("notes")));
}

TEST_F(ListTest, SaysThatThereIsNoSuchFolderOrNothingInIt)
{
    EXPECT_THAT(h5pulse({"list", path("nowhere").string()}),
                failsWith(1, {"nowhere", "cannot list this folder"}));
    write(path("file"), "text");
    EXPECT_THAT(h5pulse({"list", path("file").string()}), failsWith(1, {"file", "cannot list this folder"}));
    std::filesystem::create_directory(path("empty"));
    EXPECT_EQ(h5pulse({"list", path("empty").string()}).out, "no HDF5 files and no folders\n");
}

} // namespace h5pulse::test
