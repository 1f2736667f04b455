// SPDX-License-Identifier: MIT
#include <h5pulse/service/run_address.h>

#include <gtest/gtest.h>

#include <stdexcept>

namespace h5pulse::test {

namespace {

RunAddress at(const std::string& host, const std::string& path,
              std::optional<std::uint16_t> port = std::nullopt)
{
    return {.host = host, .port = port, .path = path};
}

} // namespace

TEST(RunAddresses, OfThisMachineArePaths)
{
    for (const std::string path : {"run.h5", "/data/run.h5", "./a:b.h5", "/data/10:30/run.h5", "run 10:30.h5",
                                   ":x.h5", "", "dir/host:run.h5", "~/run.h5", "-run.h5", "a*b:c.h5"}) {
        EXPECT_EQ(parseAddress(path), at("", path)) << path;
        EXPECT_EQ(parseAddress(path).text(), path);
    }
}

TEST(RunAddresses, OfOthersHaveAHost)
{
    EXPECT_EQ(parseAddress("cluster:run.h5"), at("cluster", "run.h5"));
    EXPECT_EQ(parseAddress("me@node-1.example.org:/scratch/a b:c.h5"),
              at("me@node-1.example.org", "/scratch/a b:c.h5"));
    EXPECT_EQ(parseAddress("cluster:~/run.h5"), at("cluster", "run.h5"));
    EXPECT_EQ(parseAddress("[::1]:/run.h5"), at("::1", "/run.h5"));
    EXPECT_EQ(parseAddress("me@[fe80::1%eth0]:run.h5"), at("me@fe80::1%eth0", "run.h5"));
    EXPECT_EQ(parseAddress("ssh://cluster/data/run.h5"), at("cluster", "/data/run.h5"));
    EXPECT_EQ(parseAddress("ssh://me@cluster:2222/data/a%20b%25.h5"),
              at("me@cluster", "/data/a b%.h5", 2222));
    EXPECT_EQ(parseAddress("ssh://cluster/~/run.h5"), at("cluster", "run.h5"));
    EXPECT_EQ(parseAddress("ssh://[::1]:22/run.h5"), at("::1", "/run.h5", 22));
    EXPECT_EQ(parseAddress("ssh://c/run.h5"), at("c", "/run.h5"));
    EXPECT_EQ(parseAddress("c:run.h5"), at("c", "run.h5"));
}

TEST(RunAddresses, TextReadsBackAsTheSameAddress)
{
    for (const std::string text : {"cluster:run.h5", "me@[::1]:/run.h5",
                                   "ssh://me@cluster:2222/data/a b%25.h5", "ssh://[::1]:22/~/run.h5"}) {
        EXPECT_EQ(parseAddress(text).text(), text);
    }
}

TEST(RunAddresses, WrongOnesAreRefusedWithAReason)
{
    const auto reasonOf = [](const std::string& text) -> std::string {
        try {
            parseAddress(text);
            return "accepted";
        } catch (const std::invalid_argument& error) {
            return error.what();
        }
    };
    EXPECT_EQ(reasonOf("C:\\data\\run.h5"),
              "'C:\\data\\run.h5' names no run: it looks like a path of Windows; for a host of one "
              "letter write ssh://C/path");
    EXPECT_NE(reasonOf("C:/data/run.h5").find("Windows"), std::string::npos);
    EXPECT_NE(reasonOf("cluster:").find("it has no file"), std::string::npos);
    EXPECT_NE(reasonOf("cluster:/data/").find("it has no file"), std::string::npos);
    EXPECT_NE(reasonOf("ssh://cluster").find("it has no file"), std::string::npos);
    EXPECT_NE(reasonOf("ssh:///run.h5").find("it has no host"), std::string::npos);
    EXPECT_NE(reasonOf("me@:run.h5").find("it has no host"), std::string::npos);
    EXPECT_NE(reasonOf("-oProxyCommand=x:run.h5").find("accepted"), std::string::npos) << "'=': a path";
    EXPECT_NE(reasonOf("-Fx:run.h5").find("is not the name of a host"), std::string::npos);
    EXPECT_NE(reasonOf("ssh://-oProxyCommand=touch/run.h5").find("is not the name of a host"),
              std::string::npos);
    EXPECT_NE(reasonOf("ssh://me@-v/run.h5").find("is not the name of a host"), std::string::npos);
    for (const std::string port : {"0", "65536", "x", "", "-1"}) {
        EXPECT_NE(reasonOf("ssh://cluster:" + port + "/run.h5").find("is not a port"), std::string::npos)
            << port;
    }
    EXPECT_NE(reasonOf("ssh://cluster/run%2.h5").find("two hexadecimal digits"), std::string::npos);
    EXPECT_NE(reasonOf("ssh://cluster/run%00.h5").find("NUL"), std::string::npos);
}

} // namespace h5pulse::test
