// this looks like a matrix, but does not tell how its elements lie in memory
// 1
#include <h5pulse/writer.h>
#include <Eigen/Dense>
int main()
{
    h5pulse::Writer writer("run.h5", {.fields = {{.name = "y"}}});
    const Eigen::MatrixXd a(2, 3);
    writer.append(0.0, a + a);
}
