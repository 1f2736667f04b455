// the elements of this range are not numbers
// 1
#include <h5pulse/writer.h>
struct Particle
{
    double x, v;
};
int main()
{
    h5pulse::Writer writer("run.h5", {.fields = {{.name = "y"}}});
    writer.append(0.0, std::vector<Particle>(3));
}
