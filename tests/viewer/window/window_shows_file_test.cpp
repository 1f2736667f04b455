// SPDX-License-Identifier: GPL-3.0-or-later
// Compares what each view draws and exports with the values that h5py reads from the run.
#include "colors.h"

#include "export/data_file.h"
#include "process.h"
#include "ui/views/view_dock.h"
#include "views/diagnostics/diagnostics_view.h"
#include "views/histogram/histogram_view.h"
#include "views/image/image_view.h"
#include "views/information/information_view.h"
#include "views/map/map_view.h"
#include "views/spectrum/spectrum_view.h"
#include "views/table/table_view.h"
#include "views/value/value_view.h"
#include "window_fixture.h"

#include <h5pulse/writer.h>

#include <cmath>
#include <complex>
#include <fstream>
#include <numbers>
#include <numeric>
#include <random>

namespace h5pulse::viewer::test {

namespace {

constexpr std::size_t kSteps = 50;
constexpr std::size_t kPoints = 64;
constexpr std::size_t kModes = 16;
constexpr std::size_t kRows = 5;
constexpr std::size_t kColumns = 7;
constexpr std::array<std::size_t, 3> kLooks{0, 17, kSteps - 1}; // steps

/// All values are different, so that a test cannot mistake one for another.
class WindowShowsFile : public WindowTest
{
protected:
    WindowShowsFile()
    {
        writeRun();
        WindowTest::open();
        EXPECT_TRUE(waitForStep(kSteps - 1));
        m_y = read("y");
        m_times = read("t");
    }

    void writeRun()
    {
        std::mt19937 random(5);
        std::normal_distribution<double> normal(0.5, 2.0);
        const auto some = [&](std::size_t count) {
            std::vector<double> values(count);
            std::ranges::generate(values, [&] { return normal(random); });
            return values;
        };
        std::vector<double> x(kPoints);
        for (std::size_t i = 0; i < kPoints; ++i) {
            x[i] = -3.0 + 0.25 * static_cast<double>(i);
        }
        Writer writer(m_path, {.fields = {{.name = "y", .shape = {kPoints}, .units = "V", .axes = {"x"}},
                                          {.name = "z", .shape = {kModes}, .type = ElementType::Complex128},
                                          {.name = "m", .shape = {kRows, kColumns}},
                                          {.name = "energy", .units = "J"}},
                               .axes = {{.name = "x", .values = x, .units = "mm"}},
                               .timeUnits = "s"});
        for (std::size_t step = 0; step < kSteps; ++step) {
            std::vector<std::complex<double>> z(kModes);
            std::ranges::generate(z, [&] { return std::complex(normal(random), normal(random)); });
            writer.append(0.1 * static_cast<double>(step), some(kPoints), z, some(kRows * kColumns),
                          normal(random));
        }
    }

    /// All values of a dataset, row-major. Complex numbers give their real and imaginary parts in turn.
    std::vector<double> read(const std::string& dataset)
    {
        const std::filesystem::path out = m_folder / "values";
        const auto result = h5pulse::test::run(
            {H5PULSE_TEST_PYTHON, "-c",
             "import sys, h5py\nh5py.File(sys.argv[1], 'r')[sys.argv[2]][()].tofile(sys.argv[3])",
             m_path.string(), dataset, out.string()});
        EXPECT_EQ(result.status, 0) << result.err;
        return numbersIn(out);
    }

    /// The content of a file that consists of doubles.
    static std::vector<double> numbersIn(const std::filesystem::path& path)
    {
        std::vector<double> values(std::filesystem::file_size(path) / sizeof(double));
        std::ifstream(path, std::ios::binary)
            .read(reinterpret_cast<char*>(values.data()),
                  static_cast<std::streamsize>(values.size() * sizeof(double)));
        return values;
    }

    static std::vector<double> rowOf(const std::vector<double>& all, std::size_t step, std::size_t size)
    {
        const auto first = all.begin() + static_cast<std::ptrdiff_t>(step * size);
        return {first, first + static_cast<std::ptrdiff_t>(size)};
    }

    /// Every `stride`-th value, from `first` on.
    static std::vector<double> every(const std::vector<double>& all, std::size_t first, std::size_t stride)
    {
        std::vector<double> values;
        for (std::size_t i = first; i < all.size(); i += stride) {
            values.push_back(all[i]);
        }
        return values;
    }

    template <typename T>
    T& open(const char* kind)
    {
        return static_cast<T&>(m_window->views().open(QString::fromLatin1(kind))->view());
    }
    template <typename T>
    T& view(const char* name)
    {
        return static_cast<T&>(*m_window->views().view(QString::fromLatin1(name)));
    }

    /// Goes to a step of a field, and waits until every view shows it.
    void look(std::size_t step, const char* field = "y")
    {
        document().selectField(field);
        document().goToStep(step);
        ASSERT_TRUE(waitFor([&] {
            return shownStep() == static_cast<qint64>(step) && document().frame()->field->name == field &&
                   m_window->views().isComplete();
        }));
        m_window->views().drawNow();
    }

    static std::vector<double> valuesOf(const QCPGraph& graph)
    {
        std::vector<double> values;
        for (const QCPGraphData& point : *graph.data()) {
            values.push_back(point.value);
        }
        return values;
    }
    static std::vector<double> keysOf(const QCPGraph& graph)
    {
        std::vector<double> keys;
        for (const QCPGraphData& point : *graph.data()) {
            keys.push_back(point.key);
        }
        return keys;
    }

    /// Exports a view, and compares the numbers in the files.
    /// @param expected  row-major
    void expectSaved(const View& view, const std::vector<double>& expected)
    {
        const ViewData data = view.data();
        for (const char* name : {"saved.npy", "saved.csv"}) {
            const QString path = QString::fromStdString((m_folder / name).string());
            ASSERT_EQ(saveData(path, data), "");
            const auto result = h5pulse::test::run(
                {H5PULSE_TEST_PYTHON, "-c",
                 "import sys, numpy as np\n"
                 "name, out, skip = sys.argv[1], sys.argv[2], int(sys.argv[3])\n"
                 "a = np.load(name) if name.endswith('npy') else "
                 "np.loadtxt(name, delimiter=',', skiprows=1, ndmin=2)[:, skip:]\n"
                 "a.astype('f8').tofile(out)",
                 path.toStdString(), (m_folder / "numbers").string(), data.isMatrix() ? "1" : "0"});
            ASSERT_EQ(result.status, 0) << result.err;
            const std::vector<double> saved = numbersIn(m_folder / "numbers");
            ASSERT_EQ(saved.size(), expected.size()) << name;
            for (std::size_t i = 0; i < saved.size(); ++i) {
                if (!std::isnan(expected[i]) || !std::isnan(saved[i])) {
                    ASSERT_EQ(saved[i], expected[i]) << name << ", number " << i;
                }
            }
        }
    }

    /// Columns of the same length as row-major values.
    static std::vector<double> table(const std::vector<std::vector<double>>& columns)
    {
        std::vector<double> rows;
        for (std::size_t row = 0; row < columns.front().size(); ++row) {
            for (const std::vector<double>& column : columns) {
                rows.push_back(column[row]);
            }
        }
        return rows;
    }

    /// Whether a position in a plot has the colour of a value.
    static testing::AssertionResult hasColor(const QImage& image, PlotWidget& plot,
                                             const QCPColorScale& scale, double x, double y, double value)
    {
        const QPoint pixel(static_cast<int>(std::lround(plot.xAxis->coordToPixel(x))),
                           static_cast<int>(std::lround(plot.yAxis->coordToPixel(y))));
        QCPColorGradient gradient = scale.gradient();
        const QColor expected(gradient.color(value, scale.dataRange()));
        const QColor found = image.pixelColor(pixel);
        if (isNear(found, expected, 3)) {
            return testing::AssertionSuccess();
        }
        return testing::AssertionFailure()
               << value << " at " << x << ", " << y << " is " << found.name().toStdString() << " and not "
               << expected.name().toStdString();
    }

    std::vector<double> m_y;
    std::vector<double> m_times;
};

} // namespace

TEST_F(WindowShowsFile, AsProfiles)
{
    const std::vector<double> x = read("x");
    const std::vector<double> z = read("z");
    for (const std::size_t step : kLooks) {
        look(step);
        EXPECT_EQ(keysOf(*profile().plot().graph(0)), x);
        EXPECT_EQ(valuesOf(*profile().plot().graph(0)), rowOf(m_y, step, kPoints)) << step;
        expectSaved(profile(), table({x, rowOf(m_y, step, kPoints)}));
        look(step, "z");
        const std::vector<double> row = rowOf(z, step, 2 * kModes);
        EXPECT_EQ(valuesOf(*profile().plot().graph(0)), every(row, 0, 2)) << step;
        EXPECT_EQ(valuesOf(*profile().plot().graph(1)), every(row, 1, 2)) << step;
        std::vector<double> indices(kModes);
        std::iota(indices.begin(), indices.end(), 0.0);
        expectSaved(profile(), table({indices, every(row, 0, 2), every(row, 1, 2)}));
    }
}

TEST_F(WindowShowsFile, AsImages)
{
    const std::vector<double> m = read("m");
    for (const std::size_t step : kLooks) {
        look(step, "m");
        auto& image = view<ImageView>("image");
        const QImage drawn = image.plot().grab().toImage();
        const std::vector<double> expected = rowOf(m, step, kRows * kColumns);
        for (std::size_t i = 0; i < expected.size(); ++i) {
            EXPECT_TRUE(hasColor(drawn, image.plot(), image.colorScale(), static_cast<double>(i % kColumns),
                                 static_cast<double>(i / kColumns), expected[i]));
        }
        expectSaved(image, expected);
    }
}

TEST_F(WindowShowsFile, AsNumbers)
{
    const std::vector<double> energy = read("energy");
    for (const std::size_t step : kLooks) {
        look(step, "energy");
        const QString text = view<ValueView>("value").text();
        EXPECT_NEAR(text.section(QLatin1Char(' '), 0, 0).toDouble(), energy[step],
                    1e-5 * std::abs(energy[step]))
            << text.toStdString();
        EXPECT_TRUE(text.endsWith(QStringLiteral(" J"))) << text.toStdString();
    }
}

TEST_F(WindowShowsFile, AsTraces)
{
    const std::vector<double> energy = read("energy");
    const std::vector<double> component = every(m_y, 20, kPoints);
    const std::vector<double> imaginary = every(read("z"), 2 * 3 + 1, 2 * kModes);
    document().setTraceIds({{"energy", 0, Part::Real}, {"y", 20, Part::Real}, {"z", 3, Part::Imaginary}});
    ASSERT_TRUE(waitFor([&] { return document().hasAllTraces() && traces().plot().axisRectCount() == 3; }));
    traces().drawNow();
    for (const auto& [field, expected] :
         {std::pair("energy", energy), std::pair("y", component), std::pair("z", imaginary)}) {
        const AxisControl* control = traces().valueControl(QString::fromLatin1(field));
        ASSERT_NE(control, nullptr) << field;
        bool drawn = false;
        for (int i = 0; i < traces().plot().graphCount(); ++i) {
            const QCPGraph& graph = *traces().plot().graph(i);
            if (graph.valueAxis() == control->axis() && graph.dataCount() > 0) {
                drawn = true;
                EXPECT_EQ(keysOf(graph), m_times) << field;
                EXPECT_EQ(valuesOf(graph), expected) << field;
            }
        }
        EXPECT_TRUE(drawn) << field;
    }
    std::vector<double> steps(kSteps);
    std::iota(steps.begin(), steps.end(), 0.0);
    expectSaved(traces(), table({steps, m_times, energy, component, imaginary}));
}

TEST_F(WindowShowsFile, AsAMap)
{
    const std::vector<double> x = read("x");
    look(17);
    auto& map = open<MapView>("map");
    ASSERT_TRUE(waitFor([&] {
        map.drawNow();
        return map.isComplete() && map.data().matrix.size() == m_y.size();
    }));
    map.plot().resize(900, 600);
    map.drawNow();
    const QImage drawn = map.plot().grab().toImage();
    std::vector<double> transposed;
    for (std::size_t point = 0; point < kPoints; ++point) {
        for (std::size_t step = 0; step < kSteps; ++step) {
            const double value = m_y[step * kPoints + point];
            transposed.push_back(value);
            // the cursor covers step 17; cells at the ends are half visible
            if (step != 17 && step > 0 && step < kSteps - 1) {
                EXPECT_TRUE(hasColor(drawn, map.plot(), map.colorScale(), m_times[step], x[point], value));
            }
        }
    }
    expectSaved(map, transposed);
}

TEST_F(WindowShowsFile, AsDiagnostics)
{
    auto& view = open<DiagnosticsView>("diagnostics");
    look(17);
    ASSERT_TRUE(waitFor([&] { return view.isComplete() && !view.data().isEmpty(); }));
    view.drawNow();
    std::vector<std::vector<double>> expected(5);
    for (std::size_t step = 0; step < kSteps; ++step) {
        const std::vector<double> row = rowOf(m_y, step, kPoints);
        const std::vector<double> before = step > 0 ? rowOf(m_y, step - 1, kPoints) : row;
        double sum = 0.0, squares = 0.0, changes = 0.0;
        for (std::size_t i = 0; i < kPoints; ++i) {
            sum += row[i];
            squares += row[i] * row[i];
            changes += (row[i] - before[i]) * (row[i] - before[i]);
        }
        expected[0].push_back(std::ranges::min(row));
        expected[1].push_back(std::ranges::max(row));
        expected[2].push_back(sum / kPoints);
        expected[3].push_back(std::sqrt(squares));
        expected[4].push_back(std::sqrt(changes));
    }
    const std::array measures{Measure::Minimum, Measure::Maximum, Measure::Mean, Measure::Norm,
                              Measure::Change};
    for (std::size_t i = 0; i < measures.size(); ++i) {
        const QCPAxis* axis = view.valueControl(measures[i]).axis();
        const std::size_t first = measures[i] == Measure::Change ? 1 : 0; // the first step has no change
        bool drawn = false;
        for (int k = 0; k < view.plot().graphCount(); ++k) {
            const QCPGraph& graph = *view.plot().graph(k);
            if (graph.valueAxis() != axis || graph.dataCount() == 0) {
                continue;
            }
            drawn = true;
            EXPECT_EQ(keysOf(graph), every(m_times, first, 1));
            const std::vector<double> values = valuesOf(graph);
            ASSERT_EQ(values.size(), kSteps - first);
            for (std::size_t step = first; step < kSteps; ++step) {
                EXPECT_NEAR(values[step - first], expected[i][step], 1e-9) << i << ", step " << step;
            }
        }
        EXPECT_TRUE(drawn) << i;
    }
    const ViewData data = view.data();
    std::vector<std::vector<double>> saved(data.columns.size());
    std::ranges::transform(data.columns, saved.begin(), &ViewData::Column::values);
    ASSERT_GE(saved.size(), 7U);
    for (std::size_t i = 0; i < 4; ++i) {
        for (std::size_t step = 0; step < kSteps; ++step) {
            EXPECT_NEAR(saved[2 + i][step], expected[i][step], 1e-9) << i << ", step " << step;
        }
    }
    expectSaved(view, table(saved));
}

TEST_F(WindowShowsFile, AsASpectrum)
{
    auto& view = open<SpectrumView>("spectrum");
    for (const std::size_t step : kLooks) {
        look(step);
        std::vector<double> row = rowOf(m_y, step, kPoints);
        const double mean = std::reduce(row.begin(), row.end()) / kPoints;
        std::vector<double> wanted;
        for (std::size_t k = 1; k <= kPoints / 2; ++k) { // the value at 0 is a rounding error
            std::complex<double> sum;
            for (std::size_t i = 0; i < kPoints; ++i) {
                sum += (row[i] - mean) *
                       std::polar(1.0, -2.0 * std::numbers::pi * static_cast<double>(k * i) / kPoints);
            }
            wanted.push_back(std::abs(sum) * (k == kPoints / 2 ? 1.0 : 2.0) / kPoints);
        }
        ASSERT_TRUE(waitFor([&] {
            view.drawNow();
            const auto data = view.plot().graph(0)->data();
            return data->size() == static_cast<int>(kPoints / 2 + 1) &&
                   std::abs(data->at(1)->value - wanted[0]) < 1e-9;
        })) << step;
        const std::vector<double> values = valuesOf(*view.plot().graph(0));
        for (std::size_t k = 1; k <= kPoints / 2; ++k) {
            EXPECT_NEAR(values[k], wanted[k - 1], 1e-9) << "step " << step << ", wave number " << k;
            EXPECT_NEAR(keysOf(*view.plot().graph(0))[k], static_cast<double>(k) / 16.0, 1e-12);
        }
    }
}

TEST_F(WindowShowsFile, AsAHistogram)
{
    auto& view = open<HistogramView>("histogram");
    for (const std::size_t step : kLooks) {
        look(step, "m");
        const std::vector<double> values = rowOf(read("m"), step, kRows * kColumns);
        ASSERT_TRUE(waitFor([&] {
            view.drawNow();
            return view.isComplete() && view.header().title().contains(QStringLiteral("step %1 ").arg(step));
        })) << step;
        const ViewData data = view.data();
        ASSERT_EQ(data.columns.size(), 3U);
        const std::vector<double>& from = data.columns[0].values;
        const std::vector<double>& to = data.columns[1].values;
        ASSERT_EQ(from.size(), 100U);
        EXPECT_EQ(from.front(), std::ranges::min(values));
        EXPECT_NEAR(to.back(), std::ranges::max(values), 1e-12);
        std::vector<double> counts(from.size(), 0.0);
        for (const double value : values) {
            const auto above = std::ranges::upper_bound(from, value);
            ++counts[static_cast<std::size_t>(above - from.begin()) - 1];
        }
        EXPECT_EQ(data.columns[2].values, counts);
        const std::vector<double> drawn = valuesOf(*view.plot().graph(0));
        ASSERT_EQ(drawn.size(), counts.size() + 2) << "with the sides of the first and the last bin";
        EXPECT_EQ(std::vector(drawn.begin() + 1, drawn.end() - 1), counts);
        expectSaved(view, table({from, to, counts}));
    }
}

TEST_F(WindowShowsFile, AsATable)
{
    const std::vector<double> x = read("x");
    auto& view = open<TableView>("table");
    for (const std::size_t step : kLooks) {
        look(step);
        const std::vector<double> expected = rowOf(m_y, step, kPoints);
        const auto cell = [&](int row, int column) {
            return view.model().index(row, column).data().toString().toDouble();
        };
        ASSERT_TRUE(waitFor([&] { return cell(0, view.model().columnCount() - 1) == expected[0]; })) << step;
        for (int row = 0; row < 10; ++row) { // the visible rows
            EXPECT_EQ(cell(row, view.model().columnCount() - 1), expected[static_cast<std::size_t>(row)]);
            EXPECT_EQ(cell(row, view.model().columnCount() - 2), x[static_cast<std::size_t>(row)]);
        }
    }
}

TEST_F(WindowShowsFile, AsInformation)
{
    auto& view = open<InformationView>("information");
    const auto told = [&] { return view.model().text(); };
    ASSERT_TRUE(waitFor([&] {
        view.drawNow();
        return told().contains(QStringLiteral("energy"));
    }));
    const auto attribute = [&](const std::string& expression) {
        const auto result = h5pulse::test::run(
            {H5PULSE_TEST_PYTHON, "-c",
             "import sys, h5py\nf = h5py.File(sys.argv[1], 'r')\nprint(" + expression + ")",
             m_path.string()});
        EXPECT_EQ(result.status, 0) << result.err;
        return QString::fromStdString(result.out).trimmed();
    };
    const QString text = told();
    for (const char* field : {"y", "z", "m", "energy"}) {
        EXPECT_TRUE(text.contains(QLatin1String("\n") + QLatin1String(field) + QLatin1Char('\t'))) << field;
    }
    EXPECT_TRUE(text.contains(attribute("f['y'].attrs['units'].decode() if isinstance(f['y'].attrs['units'], "
                                        "bytes) else f['y'].attrs['units']")));
    EXPECT_TRUE(text.contains(attribute("f['t'].shape[0]"))) << text.toStdString();
}

TEST_F(WindowTest, InformationOfARunWithoutStepsIsThere)
{
    Writer writer(m_path,
                  {.fields = {{.name = "y", .shape = {3}}}, .attributes = {{"case", std::string("7b")}}});
    writer.commit();
    open();
    auto& view = static_cast<InformationView&>(m_window->views().open(QStringLiteral("information"))->view());
    EXPECT_TRUE(waitFor([&] { return view.model().text().contains(QStringLiteral("no steps")); }))
        << "its writer, " << view.model().text().toStdString();
    EXPECT_TRUE(view.model().text().contains(QStringLiteral("case\t7b")));
}

} // namespace h5pulse::viewer::test
