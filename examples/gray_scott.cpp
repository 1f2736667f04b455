// SPDX-License-Identifier: MIT
// Two substances react and diffuse on a periodic square (Gray and Scott, Chem. Eng. Sci. 38, 1983): spots grow
// and divide. A 2-D field for the viewer's image.
//
// usage: gray_scott FILE [SAVED_STEPS]
#include <h5pulse/writer.h>

#include <cstdlib>
#include <iostream>
#include <numeric>
#include <string_view>
#include <vector>

namespace {

constexpr std::size_t kSide = 96; // cells
constexpr double kFeed = 0.035, kKill = 0.0625;
constexpr double kSpreadU = 0.16, kSpreadV = 0.08;
constexpr int kEvery = 20; // steps (of time 1) between saved steps

class Dish
{
public:
    Dish()
    {
        for (const auto& [y, x] : {std::pair{30U, 25U}, {60U, 70U}, {75U, 30U}}) { // a few drops
            for (std::size_t i = 0; i < 64; ++i) {
                const std::size_t cell = (y + i / 8) * kSide + x + i % 8;
                m_u[cell] = 0.5;
                m_v[cell] = 0.25;
            }
        }
    }

    void step()
    {
        const std::vector<double> u = m_u, v = m_v;
        for (std::size_t cell = 0; cell < u.size(); ++cell) {
            const double reaction = u[cell] * v[cell] * v[cell];
            m_u[cell] += kSpreadU * laplacian(u, cell) - reaction + kFeed * (1.0 - u[cell]);
            m_v[cell] += kSpreadV * laplacian(v, cell) + reaction - (kFeed + kKill) * v[cell];
        }
    }

    const std::vector<double>& v() const { return m_v; }

private:
    static double laplacian(const std::vector<double>& a, std::size_t cell)
    {
        const std::size_t row = cell / kSide * kSide, x = cell % kSide, size = kSide * kSide;
        return a[row + (x + 1) % kSide] + a[row + (x + kSide - 1) % kSide] + a[(cell + kSide) % size] +
               a[(cell + size - kSide) % size] - 4.0 * a[cell];
    }

    std::vector<double> m_u = std::vector<double>(kSide * kSide, 1.0);
    std::vector<double> m_v = std::vector<double>(kSide * kSide, 0.0);
};

} // namespace

int main(int argc, char** argv)
{
    const int saved = argc > 2 ? std::atoi(argv[2]) : 300;
    const std::string_view file = argc > 1 ? argv[1] : "";
    const bool help = file == "-h" || file == "--help";
    if (help || argc < 2 || argc > 3 || file.starts_with('-') || saved < 1) {
        (help ? std::cout : std::cerr) << "usage: gray_scott FILE [SAVED_STEPS]\n";
        return help ? 0 : 2;
    }
    try {
        std::vector<double> place(kSide);
        std::iota(place.begin(), place.end(), 0.0);
        h5pulse::Writer writer(argv[1], {.fields = {{.name = "v",
                                                     .shape = {kSide, kSide},
                                                     .longName = "concentration",
                                                     .axes = {"y", "x"}},
                                                    {.name = "total"}},
                                         .axes = {{.name = "y", .values = place, .units = "mm"},
                                                  {.name = "x", .values = place, .units = "mm"}},
                                         .timeUnits = "s",
                                         .endTime = static_cast<double>(kEvery * saved)});
        Dish dish;
        for (int step = 0; step <= kEvery * saved; ++step) {
            if (step % kEvery == 0) {
                const double total = std::accumulate(dish.v().begin(), dish.v().end(), 0.0);
                writer.append(static_cast<double>(step), dish.v(), total);
            }
            dish.step();
        }
        writer.close();
    } catch (const std::exception& error) {
        std::cerr << "gray_scott: " << error.what() << '\n';
        return 1;
    }
    return 0;
}
