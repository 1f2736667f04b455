// unit
// 2
#include <h5pulse/writer.h>
int main()
{
    const h5pulse::FieldSpec field{.name = "y", .unit = "V"};
}
