// a pointer does not tell how many elements there are: pass std::span(pointer, count)
// 1
#include <h5pulse/writer.h>

int main()
{
    h5pulse::Writer writer("run.h5", {.fields = {{.name = "y"}}});
    const double* y = nullptr;
    writer.append(0.0, y);
}
