// SPDX-License-Identifier: GPL-3.0-or-later
// Each kind of bad data in each view. All views must finish, show a title or a reason, and draw.
#include "core/texts.h"
#include "odd_runs.h"

#include "ui/fields/field_panel.h"
#include "ui/main_window.h"
#include "ui/slider/step_slider.h"
#include "ui/time/time_bar.h"
#include "ui/views/view_area.h"
#include "ui/views/view_dock.h"
#include "views/registry/view_registry.h"

#include "plot/placeholder.h"
#include "plot/plot_header.h"
#include "temporary_folder.h"
#include "waiting.h"

#include <QLabel>
#include <QSettings>
#include <QTest>

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

namespace h5pulse::viewer::test {

/// Prints the name, so that names of tests are the same in each run.
void PrintTo(const OddRun& run, std::ostream* out)
{
    *out << run.name;
}

namespace {

constexpr QSize kSize(1100, 700);
constexpr int kPatience = 60'000; // milliseconds, for ten million points on a busy machine

class OddRuns : public testing::TestWithParam<OddRun>
{
protected:
    void settle(const char* view)
    {
        EXPECT_TRUE(waitFor(
            [&] {
                const RunDocument& document = m_window->document();
                const bool stepShown =
                    document.status().steps == 0 || document.frame() || !document.frameProblem().isEmpty();
                // Without steps, views ask for nothing.
                return document.status().steps == 0 || (stepShown && m_window->views().isComplete());
            },
            kPatience))
            << view << " waits for ever";
    }
    /// All visible texts of the window.
    QStringList texts()
    {
        QStringList all;
        for (const QLabel* label : m_window->findChildren<QLabel*>()) {
            if (label->isVisible()) {
                EXPECT_LT(label->text().size(), 5000) << label->text().left(80).toStdString();
                EXPECT_TRUE(!label->text().contains(QStringLiteral("<b>bold")) ||
                            label->textFormat() == Qt::PlainText)
                    << "a name is no markup: " << label->text().toStdString();
                all << label->text();
            }
        }
        for (const ViewDock* dock : m_window->views().docks()) {
            if (dock->view().isVisible()) {
                all << dock->view().header().title();
            }
        }
        return all;
    }
    void look(const char* view, const QString& field)
    {
        SCOPED_TRACE(view);
        SCOPED_TRACE(field.left(40).toStdString());
        m_window->views().showOnly({QLatin1String(view)});
        settle(view);
        const QImage picture = m_window->grab().toImage();
        EXPECT_EQ(picture.size(), kSize) << "names do not make the window larger";
        for (const QString& text : texts()) {
            EXPECT_TRUE(m_namesHavePositions || !text.contains(QStringLiteral("%1"))) << text.toStdString();
        }
        ViewDock* dock = m_window->views().current();
        ASSERT_NE(dock, nullptr);
        const auto sentences = dock->view().findChildren<Placeholder*>();
        EXPECT_TRUE(
            !dock->view().header().title().isEmpty() || m_window->document().status().steps == 0 ||
            std::ranges::any_of(sentences,
                                [](const Placeholder* p) { return p->isVisible() && !p->text().isEmpty(); }))
            << "neither a headline nor a reason";
        dock->view().data(); // export must work too
        dock->view().resetZoom();
    }

    bool m_namesHavePositions = false; ///< "%1" is in a name of the file itself
    h5pulse::test::TemporaryFolder m_folder;
    std::unique_ptr<MainWindow> m_window = std::make_unique<MainWindow>();
};

} // namespace

TEST_P(OddRuns, AreShownInEveryView)
{
    const std::filesystem::path path = m_folder / "odd.h5";
    GetParam().write(path);
    m_window->resize(kSize);
    m_window->show();
    m_window->openFile(QString::fromStdString(path.string()));
    RunDocument& document = m_window->document();
    ASSERT_TRUE(waitFor([&] { return document.status().run != nullptr; }, kPatience))
        << document.status().message;
    const QStringList fields = toTexts(document.status().run->fieldNames()).mid(0, GetParam().fields);
    ASSERT_FALSE(fields.isEmpty());
    m_namesHavePositions =
        toTexts(document.status().run->fieldNames()).join(QLatin1Char(' ')).contains(QStringLiteral("%1"));
    for (const QString& field : fields) {
        document.selectField(field.toStdString());
        document.addTrace({field.toStdString(), 0, Part::Real});
        for (const ViewKind& kind : viewKinds()) {
            look(kind.id.toUtf8().constData(), field);
        }
    }
    // Goes through the run with the last view.
    for (const Qt::Key key : {Qt::Key_Home, Qt::Key_Right, Qt::Key_PageDown, Qt::Key_Left, Qt::Key_End}) {
        QTest::keyClick(m_window.get(), key);
        settle("after a key");
    }
    StepSlider& slider = m_window->timeBar().slider();
    QTest::mouseClick(&slider, Qt::LeftButton, {}, slider.rect().center());
    settle("after a click");
    EXPECT_EQ(document.status().phase,
              document.status().run->isOurs() ? RunPhase::Finished : document.status().phase);
}

INSTANTIATE_TEST_SUITE_P(, OddRuns, testing::ValuesIn(oddRuns()),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(OddSettings, DamagedAndForeignOnesLeaveAWindowThatWorks)
{
    const QString file = QSettings().fileName();
    for (const char* content :
         {"\x00\xff\xfe garbage \x80",
          "[General]\ntheme=telepathy\ndigits=-7\nframesPerSecond=1e99\nrecentFiles=@Invalid()\n",
          "[window]\ngeometry=@ByteArray(\\x1\\xd9)\nstate=@Variant(\\0\\0\\0\\x7f)\n", "[unclosed\n===\n"}) {
        SCOPED_TRACE(content);
        QDir().mkpath(QFileInfo(file).path());
        std::ofstream(file.toStdString(), std::ios::trunc) << content;
        MainWindow window;
        window.resize(kSize);
        window.show();
        EXPECT_EQ(window.preferences().value(), window.preferences().value().bounded());
        EXPECT_FALSE(window.grab().toImage().isNull());
        EXPECT_EQ(window.size(), kSize);
    }
    QFile::remove(file);
}

} // namespace h5pulse::viewer::test
