// an enumerator is not a number: static_cast it to an integer
// 1
#include <h5pulse/writer.h>
enum class Phase { Solid, Liquid };
int main()
{
    h5pulse::Writer writer("run.h5", {.fields = {{.name = "y"}}});
    writer.append(0.0, Phase::Solid);
}
