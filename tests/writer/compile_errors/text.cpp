// text is not a value of a field: put it into RunSpec::attributes
// 1
#include <h5pulse/writer.h>

int main()
{
    h5pulse::Writer writer("run.h5", {.fields = {{.name = "y"}}});
    writer.append(0.0, "hot");
}
