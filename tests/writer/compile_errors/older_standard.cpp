// h5pulse needs C++20: compile with -std=c++20
// 2
#include <h5pulse/writer.h>
int main()
{
    h5pulse::Writer writer("run.h5", {});
}
