// SPDX-License-Identifier: MIT
// Every suite of `./run bench`, at toy sizes: that all figures and targets are there, not what they are.
#include "bench_program.h"

namespace {

using Program = bench::test::BenchProgram;

TEST_F(Program, ListsItsSuites)
{
    const auto program = run({"--list"});
    EXPECT_EQ(program.status, 0);
    for (const char* name :
         {"recording", "append", "commits", "visibility", "reader", "overview", "pieces"}) {
        EXPECT_NE(program.out.find(std::string("\n") + name + "\t"), program.out.find(name)) << program.out;
    }
}

} // namespace
