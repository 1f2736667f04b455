// SPDX-License-Identifier: GPL-3.0-or-later
// Windows from small sizes to 4K screens, at the scale of QT_SCALE_FACTOR, cut no text and have no widget
// outside.
#include "scenes.h"

#include "widgets/elided_label.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include <gtest/gtest.h>

namespace h5pulse::viewer::test {

namespace {

constexpr int kRoundedOff = 1; // pixels; letters have fractional widths
constexpr int kFrame = 4;      // pixels on each side of an entry

struct Fit
{
    const Scene* scene;
    QSize size;
};

std::string nameOf(const Fit& fit)
{
    std::string name = fit.scene->name;
    std::ranges::replace(name, ' ', '_');
    return name + "_" + std::to_string(fit.size.width()) + "x" + std::to_string(fit.size.height());
}

/// Prints the name, so that names of tests are the same in each run.
void PrintTo(const Fit& fit, std::ostream* out)
{
    *out << nameOf(fit);
}

std::vector<Fit> fits()
{
    std::vector<Fit> all;
    for (const Scene& scene : scenes()) {
        for (const QSize size : {QSize(1024, 640), QSize(1280, 720), QSize(3840, 2160)}) {
            if (scene.size.height() <= size.height() ||
                size.height() > 700) { // a lower window has no room for all views
                all.push_back({&scene, size});
            }
        }
    }
    return all;
}

/// Size that a widget needs for its text; invalid: it has no text, or may cut it.
QSize neededBy(const QWidget& widget)
{
    if (qobject_cast<const ElidedLabel*>(&widget)) {
        return {};
    }
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
        return label->wordWrap() ? QSize(1, label->heightForWidth(label->width())) : label->minimumSizeHint();
    }
    if (const auto* entry = qobject_cast<const QLineEdit*>(&widget)) {
        const QString text = entry->text().isEmpty() ? entry->placeholderText() : entry->text();
        return {entry->fontMetrics().horizontalAdvance(text) + 2 * kFrame, entry->fontMetrics().height()};
    }
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) {
        return {button->fontMetrics().horizontalAdvance(QString(button->text()).remove(QLatin1Char('&'))),
                button->text().isEmpty() ? 0 : button->fontMetrics().height()};
    }
    if (const auto* box = qobject_cast<const QComboBox*>(&widget)) {
        return {box->fontMetrics().horizontalAdvance(box->currentText()) + 2 * kFrame,
                box->fontMetrics().height()};
    }
    return {};
}

QString describe(const QWidget& widget)
{
    const QVariant text = widget.property("text");
    return QStringLiteral("%1 '%2' %3 x %4 '%5'")
        .arg(QLatin1String(widget.metaObject()->className()), widget.objectName())
        .arg(widget.width())
        .arg(widget.height())
        .arg(text.toString().isEmpty() ? widget.accessibleName() : text.toString());
}

bool isScrolled(const QWidget* widget)
{
    for (; widget; widget = widget->parentWidget()) {
        if (qobject_cast<const QAbstractScrollArea*>(widget)) {
            return true;
        }
    }
    return false;
}

class Fits : public testing::TestWithParam<Fit>
{
};

} // namespace

TEST_P(Fits, NoTextIsCutAndNothingIsOutside)
{
    const Fit& fit = GetParam();
    const std::unique_ptr<MainWindow> window = makeWindow(*fit.scene, ThemeChoice::Light, fit.size);
    ASSERT_NE(window, nullptr);
    ASSERT_FALSE(settledPicture(*window).isNull());
    EXPECT_EQ(window->size(), fit.size) << "it takes the size that it is given";
    int looked = 0;
    for (const QWidget* widget : window->findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->window() != window.get() || widget->visibleRegion().isEmpty()) {
            continue;
        }
        const QSize needed = neededBy(*widget);
        if (needed.isValid()) {
            ++looked;
            EXPECT_GE(widget->width() + kRoundedOff, needed.width()) << describe(*widget).toStdString();
            EXPECT_GE(widget->height() + kRoundedOff, needed.height()) << describe(*widget).toStdString();
        }
        const QRect place(widget->mapTo(window.get(), QPoint()), widget->size());
        EXPECT_TRUE(isScrolled(widget) || window->rect().contains(place)) << describe(*widget).toStdString();
    }
    EXPECT_GE(looked, 5);
}

INSTANTIATE_TEST_SUITE_P(, Fits, testing::ValuesIn(fits()),
                         [](const auto& test) { return nameOf(test.param); });

} // namespace h5pulse::viewer::test
