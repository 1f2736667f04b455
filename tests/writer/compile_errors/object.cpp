// a field takes a number, a complex number, or a range of them
// 1
#include <h5pulse/writer.h>
struct State
{};
int main()
{
    h5pulse::Writer writer("run.h5", {.fields = {{.name = "y"}}});
    writer.append(0.0, State{});
}
