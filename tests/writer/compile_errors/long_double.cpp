// long double is not stored: static_cast it to double
// 1
#include <h5pulse/writer.h>

int main()
{
    h5pulse::Writer writer("run.h5", {.fields = {{.name = "y"}}});
    writer.append(0.0, 1.0L);
}
