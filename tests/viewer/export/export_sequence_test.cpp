// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of many steps, and the actions of the window.
#include "colors.h"

#include "export/frame_sink.h"
#include "ui/export/export_actions.h"
#include "ui/export/sequence_export.h"
#include "ui/views/view_dock.h"
#include "window_fixture.h"

#include <QClipboard>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDir>
#include <QLineEdit>
#include <QMenuBar>
#include <QProgressDialog>
#include <QPushButton>
#include <QSignalSpy>

#include <webp/demux.h>

namespace h5pulse::viewer::test {

namespace {

struct Animated
{
    std::vector<QImage> frames;
    std::vector<int> ends; // milliseconds
    unsigned loops = 1;
};

Animated decode(const QString& path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    const WebPData data{reinterpret_cast<const std::uint8_t*>(bytes.constData()),
                        static_cast<std::size_t>(bytes.size())};
    WebPAnimDecoderOptions options;
    WebPAnimDecoderOptionsInit(&options);
    WebPAnimDecoder* decoder = WebPAnimDecoderNew(&data, &options);
    Animated animated;
    if (!decoder) {
        return animated;
    }
    WebPAnimInfo info;
    WebPAnimDecoderGetInfo(decoder, &info);
    animated.loops = info.loop_count;
    while (WebPAnimDecoderHasMoreFrames(decoder)) {
        std::uint8_t* pixels = nullptr;
        int end = 0;
        WebPAnimDecoderGetNext(decoder, &pixels, &end);
        animated.frames.push_back(QImage(pixels, static_cast<int>(info.canvas_width),
                                         static_cast<int>(info.canvas_height), QImage::Format_RGBA8888)
                                      .convertToFormat(QImage::Format_RGB32));
        animated.ends.push_back(end);
    }
    WebPAnimDecoderDelete(decoder);
    return animated;
}

class ExportSequence : public WindowTest
{
protected:
    QString file(const char* name) { return QString::fromStdString((m_folder / name).string()); }
    Picture picture() { return Picture::ofWindow(*m_window); }
    QStringList pictures()
    {
        return QDir(file("")).entryList({QStringLiteral("*.png"), QStringLiteral("*.webp")});
    }

    /// Runs an export to its end. Returns the error; empty: it has succeeded.
    QString exportSteps(const SequencePlan& plan)
    {
        SequenceExport sequence(document(), m_window->views(), picture(), plan);
        QString said = QStringLiteral("nothing");
        QObject::connect(&sequence, &SequenceExport::written, [&] { said.clear(); });
        QObject::connect(&sequence, &SequenceExport::failed, [&](const QString& problem) { said = problem; });
        sequence.start();
        EXPECT_TRUE(waitFor([&] { return said != QStringLiteral("nothing"); }));
        return said;
    }

    /// Whether the traces' cursor is drawn at this step, and not at its neighbours.
    testing::AssertionResult showsStepAt(const QImage& image, double step)
    {
        const QPoint offset =
            traces().plot().mapTo(m_window.get(), QPoint()) - QPoint(0, m_window->menuBar()->height());
        const QCPAxisRect* subplot = traces().plot().axisRects().front();
        const int row = subplot->rect().top() + 3 + offset.y(); // next to the curve
        const auto isCursor = [&](double at) {
            const double x = subplot->axis(QCPAxis::atBottom)->coordToPixel(0.1 * at) + offset.x();
            for (int column = static_cast<int>(x) - 2; column <= static_cast<int>(x) + 2; ++column) {
                if (image.rect().contains(column, row) &&
                    isNear(image.pixelColor(column, row), lightTheme().selection, 90)) {
                    return true;
                }
            }
            return false;
        };
        if (isCursor(step) && !isCursor(step - 1) && !isCursor(step + 1)) {
            return testing::AssertionSuccess();
        }
        return testing::AssertionFailure() << "step " << step << " is not where the cursor is";
    }
};

} // namespace

TEST_F(ExportSequence, EachPictureShowsItsStep)
{
    LiveWriter writer(m_path);
    writer.append(20);
    writer.close();
    open();
    ASSERT_TRUE(waitForStep(19));
    document().goToStep(5);
    ASSERT_TRUE(waitForStep(5));
    ASSERT_EQ(exportSteps({.first = 2, .last = 14, .stride = 3, .path = file("u.png")}), "");
    EXPECT_EQ(pictures(), (QStringList{QStringLiteral("u-000001.png"), QStringLiteral("u-000002.png"),
                                       QStringLiteral("u-000003.png"), QStringLiteral("u-000004.png"),
                                       QStringLiteral("u-000005.png")}));
    EXPECT_TRUE(waitForStep(5)) << "the cursor is back";
    EXPECT_EQ(document().cursor(), (Cursor{false, 5}));
    for (int k = 0; k < 5; ++k) {
        const QImage image(file(QStringLiteral("u-00000%1.png").arg(k + 1).toLatin1()));
        EXPECT_TRUE(showsStepAt(image, 2 + 3 * k));
    }
    EXPECT_NE(exportSteps({.first = 2, .last = 14, .path = file("u.png")}), "") << "nothing is written over";
    EXPECT_EQ(pictures().size(), 5);
}

TEST_F(ExportSequence, TheAnimationIsWhatWasDrawn)
{
    LiveWriter writer(m_path);
    writer.append(6);
    writer.close();
    open();
    ASSERT_TRUE(waitForStep(5));
    ASSERT_EQ(exportSteps({.last = 5, .framesPerSecond = 8.0, .path = file("u.webp")}), "");
    const Animated animated = decode(file("u.webp"));
    ASSERT_EQ(animated.frames.size(), 6U);
    EXPECT_EQ(animated.ends, (std::vector<int>{125, 250, 375, 500, 625, 750}));
    EXPECT_EQ(animated.loops, 0U) << "for ever";
    for (std::size_t k = 0; k < animated.frames.size(); ++k) {
        EXPECT_TRUE(showsStepAt(animated.frames[k], static_cast<double>(k)));
    }
    ASSERT_TRUE(waitForStep(5));
    document().goToStep(3);
    ASSERT_TRUE(waitFor([&] { return shownStep() == 3 && showsStep(document(), m_window->views(), 3); }));
    EXPECT_EQ(animated.frames[3], picture().image(1.0)) << "without loss";
}

TEST_F(ExportSequence, WaitsForViewsOfAFieldOfTheirOwn)
{
    LiveWriter writer(m_path);
    writer.append(20);
    writer.close();
    open();
    ASSERT_TRUE(waitForStep(19));
    document().selectField("energy");
    ViewDock& dock = *m_window->views().docks().front();
    dock.setOwnField(QStringLiteral("y"));
    EXPECT_FALSE(dock.isComplete()) << "it is not read yet";
    ASSERT_TRUE(waitFor([&] { return showsStep(document(), m_window->views(), 19); }));
    ASSERT_EQ(exportSteps({.first = 3, .last = 17, .stride = 7, .path = file("u.png")}), "");
    const PlotHeader& header = dock.view().header();
    const QRect line(header.mapTo(m_window.get(), QPoint()) - QPoint(0, m_window->menuBar()->height()),
                     header.size());
    for (int k = 0; k < 3; ++k) {
        const auto step = static_cast<std::uint64_t>(3 + 7 * k);
        document().goToStep(step);
        ASSERT_TRUE(waitFor([&] {
            return header.title().startsWith(QStringLiteral("y   step %1 ").arg(step)) &&
                   showsStep(document(), m_window->views(), step);
        }));
        const QImage image(file(QStringLiteral("u-00000%1.png").arg(k + 1).toLatin1()));
        EXPECT_EQ(image.convertToFormat(QImage::Format_RGB32).copy(line), picture().image(1.0).copy(line))
            << k;
    }
}

TEST_F(ExportSequence, WorksWhileTheRunGrowsAndGoesBackToLive)
{
    LiveWriter writer(m_path);
    writer.append(10);
    open();
    ASSERT_TRUE(waitForStep(9));
    writer.runFree();
    ASSERT_EQ(exportSteps({.first = 1, .last = 9, .stride = 4, .scale = 2.0, .path = file("u.png")}), "");
    EXPECT_EQ(pictures().size(), 3);
    EXPECT_EQ(QImage(file("u-000003.png")).height(),
              2 * (m_window->height() - m_window->menuBar()->height()));
    EXPECT_TRUE(document().cursor().live);
    EXPECT_TRUE(waitFor([&] { return shownStep() > 9; }));
    writer.stopFree();
}

TEST_F(ExportSequence, CancelLeavesNothingAndPutsTheCursorBack)
{
    LiveWriter writer(m_path);
    writer.append(300);
    writer.close();
    open();
    ASSERT_TRUE(waitForStep(299));
    for (const char* name : {"u.png", "u.webp"}) {
        SequenceExport sequence(document(), m_window->views(), picture(), {.last = 299, .path = file(name)});
        QSignalSpy progress(&sequence, &SequenceExport::progressed);
        QSignalSpy canceled(&sequence, &SequenceExport::canceled);
        sequence.start();
        ASSERT_TRUE(waitFor([&] { return progress.count() >= 3; }));
        EXPECT_EQ(pictures().size(), name == std::string("u.png") ? pictures().size() : 0);
        sequence.cancel();
        EXPECT_EQ(canceled.count(), 1);
        EXPECT_EQ(pictures(), QStringList());
        EXPECT_TRUE(document().cursor().live);
        EXPECT_TRUE(waitForStep(299));
    }
}

TEST_F(ExportSequence, WhatCannotBeDoneIsSaid)
{
    {
        LiveWriter writer(m_path);
        writer.append(300);
        writer.close();
    }
    open();
    ASSERT_TRUE(waitForStep(299));
    EXPECT_TRUE(
        exportSteps({.last = 3, .path = file("no/u.png")}).contains(QStringLiteral("no such folder")));
    EXPECT_TRUE(exportSteps({.last = 3, .path = file("u.gif")}).contains(QStringLiteral(".webp")));
    EXPECT_TRUE(
        exportSteps({.first = 400, .last = 500, .path = file("u.png")}).contains(QStringLiteral("400")));
    QString tooMany;
    EXPECT_FALSE(makeFrameSink(file("u.webp"), 10'001, 25.0, tooMany));
    EXPECT_TRUE(tooMany.contains(QStringLiteral("10,001 pictures"))) << tooMany.toStdString();
    QDir().mkdir(file("u.webp"));
    EXPECT_TRUE(
        exportSteps({.last = 3, .path = file("u.webp")}).contains(QStringLiteral("cannot be written")));
    // Opens another file during the export.
    const std::filesystem::path other = m_folder / "other.h5";
    LiveWriter writer(other);
    writer.append(3);
    SequenceExport sequence(document(), m_window->views(), picture(), {.last = 299, .path = file("v.png")});
    QString said;
    QObject::connect(&sequence, &SequenceExport::failed, [&](const QString& problem) { said = problem; });
    QSignalSpy progress(&sequence, &SequenceExport::progressed);
    sequence.start();
    ASSERT_TRUE(waitFor([&] { return progress.count() >= 2; }));
    m_window->openFile(QString::fromStdString(other.string()));
    ASSERT_TRUE(waitFor([&] { return !said.isEmpty(); }));
    EXPECT_EQ(QDir(file("")).entryList({QStringLiteral("v-*")}), QStringList());
    EXPECT_TRUE(waitForStep(2)) << "and it is left alone";
}

TEST_F(ExportSequence, TheCursorIsTakenBackFromWhoMovesIt)
{
    LiveWriter writer(m_path);
    writer.append(40);
    writer.close();
    open();
    ASSERT_TRUE(waitForStep(39));
    SequenceExport sequence(document(), m_window->views(), picture(), {.last = 9, .path = file("u.png")});
    QSignalSpy written(&sequence, &SequenceExport::written);
    QObject::connect(&sequence, &SequenceExport::progressed, [&](quint64 done) {
        if (done == 4) {
            document().goToStep(30);
        }
    });
    sequence.start();
    ASSERT_TRUE(waitFor([&] { return written.count() == 1; }));
    for (int k = 0; k < 10; ++k) {
        const QString name = QStringLiteral("u-%1.png").arg(k + 1, 6, 10, QLatin1Char('0'));
        EXPECT_TRUE(showsStepAt(QImage(file(name.toLatin1())), k));
    }
}

TEST_F(ExportSequence, ADialogSavesAPictureInLightColours)
{
    LiveWriter writer(m_path);
    writer.append(5);
    const QPalette before = QApplication::palette();
    QApplication::setPalette(paletteOf(darkTheme()));
    open();
    ASSERT_TRUE(waitFor([&] { return showsStep(document(), m_window->views(), 4); }));
    picture().image(1.0); // completes the layout
    m_window->exports().askForPicture();
    auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("export-picture"));
    ASSERT_TRUE(dialog);
    EXPECT_FALSE(dialog->isModal());
    QPushButton* save =
        dialog->findChild<QDialogButtonBox*>()->buttons().back()->text().contains(QStringLiteral("Save"))
            ? qobject_cast<QPushButton*>(dialog->findChild<QDialogButtonBox*>()->buttons().back())
            : qobject_cast<QPushButton*>(dialog->findChild<QDialogButtonBox*>()->buttons().front());
    auto* path = dialog->findChild<QLineEdit*>(QStringLiteral("path"));
    path->setText(file("u.bmp"));
    EXPECT_FALSE(save->isEnabled());
    path->setText(file("u.png"));
    ASSERT_TRUE(save->isEnabled());
    dialog->findChild<QCheckBox*>()->setChecked(true);
    View& state = m_window->views().docks().front()->view();
    const QSize size = Picture::ofView(state).size();
    EXPECT_EQ(size, QSize(state.width(), state.height() + state.header().height())) << "with its headline";
    save->click(); // the message bar makes views smaller
    ASSERT_TRUE(waitFor([&] { return message().contains(file("u.png")); })) << message().toStdString();
    const QImage image(file("u.png"));
    EXPECT_EQ(image.size(), 2 * size);
    EXPECT_TRUE(isNear(image.pixelColor(image.width() - 5, image.height() - 5), lightTheme().surface));
    const QImage window = picture().image(1.0);
    EXPECT_TRUE(isNear(profile().plot().theme().surface, darkTheme().surface)) << "the window is as before";
    EXPECT_TRUE(isNear(window.pixelColor(window.width() - 5, window.height() / 3), darkTheme().surface));
    QApplication::setPalette(before);
}

TEST_F(ExportSequence, ValuesGoToTheClipboardAndIntoFiles)
{
    LiveWriter writer(m_path);
    writer.append(5);
    open();
    ASSERT_TRUE(waitForStep(4));
    document().selectField("energy");
    ASSERT_TRUE(waitFor([&] { return document().frame() && document().frame()->field->name == "energy"; }));
    m_window->exports().copyValues();
    EXPECT_EQ(QGuiApplication::clipboard()->text(), "step\tt [s]\tenergy [J]\n4\t0.4\t8\n");
    m_window->exports().saveValues(file("e.csv"));
    ASSERT_TRUE(waitFor([&] { return message().contains(file("e.csv")); })) << message().toStdString();
    QFile csv(file("e.csv"));
    ASSERT_TRUE(csv.open(QIODevice::ReadOnly));
    EXPECT_EQ(csv.readAll(), "step,t [s],energy [J]\r\n4,0.4,8\r\n");
    m_window->exports().saveValues(file("no/e.csv"));
    EXPECT_TRUE(waitFor([&] { return message().contains(QStringLiteral("cannot be written")); }));
    m_window->exports().copyPicture();
    EXPECT_EQ(QGuiApplication::clipboard()->image().width(),
              m_window->views().docks().front()->view().width());
}

TEST_F(ExportSequence, TheWindowShowsHowFarItIs)
{
    LiveWriter writer(m_path);
    writer.append(300);
    open();
    ASSERT_TRUE(waitForStep(299));
    m_window->exports().exportSequence(picture(), {.last = 299, .path = file("u.png")});
    auto* progress = m_window->findChild<QProgressDialog*>(QStringLiteral("export-progress"));
    ASSERT_TRUE(progress);
    EXPECT_FALSE(progress->isModal());
    ASSERT_TRUE(waitFor([&] { return progress->value() > 1; }));
    QTest::mouseClick(progress->findChild<QPushButton*>(), Qt::LeftButton);
    EXPECT_TRUE(message().contains(QStringLiteral("Canceled"))) << message().toStdString();
    EXPECT_EQ(pictures(), QStringList());
    EXPECT_TRUE(document().cursor().live);
}

} // namespace h5pulse::viewer::test
