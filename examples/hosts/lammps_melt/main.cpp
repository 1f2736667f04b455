// SPDX-License-Identifier: MIT
// A Lennard-Jones crystal melts: LAMMPS as a library. Records positions and the radial distribution function.
// Usage: lammps_melt [FILE [STEPS]]
#include <h5pulse/writer.h>

#include <lammps/library.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr double kTimeStep = 0.002; // Lennard-Jones units, like all quantities here
constexpr int kStepsPerRecord = 10;
constexpr std::size_t kBins = 100;

constexpr const char* kMelt = R"(
units lj
lattice fcc 0.8442
region box block 0 6 0 6 0 6
create_box 1 box
create_atoms 1 box
mass 1 1.0
velocity all create 3.0 87287
pair_style lj/cut 2.5
pair_coeff 1 1 1.0 1.0
pair_modify shift yes
fix motion all nve
timestep 0.002
compute gr all rdf 100
thermo_style custom step temp pe ke etotal
run 0
)";

/// The C interface takes constant texts as char*.
char* text(const char* constant)
{
    return const_cast<char*>(constant);
}

class Lammps
{
public:
    Lammps()
    {
        std::array arguments{text("lammps"), text("-log"), text("none"), text("-screen"), text("none")};
        m_handle = lammps_open_no_mpi(static_cast<int>(arguments.size()), arguments.data(), nullptr);
        if (!m_handle) {
            throw std::runtime_error("LAMMPS does not start");
        }
        lammps_commands_string(m_handle, kMelt);
    }
    ~Lammps()
    {
        lammps_close(m_handle);
        lammps_mpi_finalize();
    }
    Lammps(const Lammps&) = delete;
    Lammps& operator=(const Lammps&) = delete;

    void run(int steps)
    {
        lammps_command(m_handle, ("run " + std::to_string(steps) + " pre no post no").c_str());
    }
    std::size_t atoms() const { return static_cast<std::size_t>(lammps_get_natoms(m_handle)); }
    double thermo(const char* name) const { return lammps_get_thermo(m_handle, name); }

    std::vector<std::array<double, 3>> positions() const
    {
        std::vector<std::array<double, 3>> x(atoms());
        lammps_gather_atoms(m_handle, text("x"), 1, 3, x.data());
        return x;
    }

    /// Column 0 of compute rdf: distances; column 1: g(r).
    std::vector<double> radial(std::size_t column) const
    {
        auto** rows = static_cast<double**>(
            lammps_extract_compute(m_handle, text("gr"), LMP_STYLE_GLOBAL, LMP_TYPE_ARRAY));
        std::vector<double> values(kBins);
        for (std::size_t i = 0; i < kBins; ++i) {
            values[i] = rows[i][column];
        }
        return values;
    }

private:
    void* m_handle = nullptr;
};

void simulate(const char* path, int steps)
{
    Lammps melt;
    // begin recording
    h5pulse::Writer writer(path,
                           {.fields = {{.name = "g", .shape = {kBins}, .axes = {"r"}},
                                       {.name = "x", .shape = {melt.atoms(), 3}},
                                       {.name = "temperature"},
                                       {.name = "energy"}},
                            .axes = {{.name = "r", .values = melt.radial(0)}},
                            .endTime = steps * kTimeStep},
                           {.existing = h5pulse::Existing::Replace});
    // end recording
    for (int step = 0; step <= steps; step += kStepsPerRecord) {
        const double t = step * kTimeStep;
        // begin recording
        writer.append(t, melt.radial(1), melt.positions(), melt.thermo("temp"), melt.thermo("etotal"));
        // end recording
        melt.run(kStepsPerRecord);
    }
    // begin recording
    writer.close();
    // end recording
}

/// Exit status for a command line that asks for help (0) or is wrong (2); -1 if it is correct.
int usage(int argc, char** argv)
{
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        const bool help = argument == "-h" || argument == "--help";
        if (help || argument.starts_with('-') || i > 2) {
            std::fputs("usage: lammps_melt [FILE [STEPS]]\n", help ? stdout : stderr);
            return help ? 0 : 2;
        }
    }
    return -1;
}

} // namespace

int main(int argc, char** argv)
{
    if (const int status = usage(argc, argv); status >= 0) {
        return status;
    }
    try {
        simulate(argc > 1 ? argv[1] : "melt.h5", argc > 2 ? std::atoi(argv[2]) : 4000);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "lammps_melt: %s\n", error.what());
        return 1;
    }
}
