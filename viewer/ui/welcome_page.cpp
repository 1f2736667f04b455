// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome_page.h"

#include "models/recent_files.h"
#include "ui/icons.h"

#include <QFileInfo>
#include <QFontDatabase>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace h5pulse::viewer {

namespace {

constexpr qsizetype kRecentShown = 5;
constexpr int kIconSide = 64;
constexpr int kTextWidth = 620;

// The ten lines of the README: code is the same in every language.
const char* const kExample = R"(#include <h5pulse/writer.h>
#include <cmath>
#include <vector>

int main()
{
    h5pulse::Writer writer("run.h5", {
        .fields = {{.name = "y", .shape = {100}, .units = "V"}, {.name = "energy"}},
        .endTime = 10.0});
    std::vector<double> y(100);
    for (double t = 0.0; t <= 10.0; t += 0.01) {
        double energy = 0.0;
        for (int i = 0; i < 100; ++i) {
            y[i] = std::exp(-0.1 * t) * std::sin(0.1 * i - 6.0 * t);
            energy += 0.5 * y[i] * y[i];
        }
        writer.append(t, y, energy); // one step; watch it with: h5pulse-viewer run.h5
    }
    writer.close();
})";

QLabel* addText(QVBoxLayout* layout, const QString& text, qreal size = 1.0, bool bold = false)
{
    auto* label = new QLabel(text);
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * size);
    font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
    label->setFont(font);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    layout->addWidget(label);
    return label;
}

} // namespace

WelcomePage::WelcomePage(RecentFiles& recent, QWidget* parent)
    : QWidget(parent)
    , m_recent(recent)
    , m_list(new QVBoxLayout)
{
    auto* content = new QWidget;
    content->setMaximumWidth(kTextWidth);
    auto* column = new QVBoxLayout(content);
    column->setSpacing(8);
    auto* icon = new QLabel;
    icon->setPixmap(applicationIcon().pixmap(kIconSide, kIconSide));
    column->addStretch(1);
    column->addWidget(icon);
    addText(column, tr("Watch a run"), 1.7, true);
    addText(column, tr("Open the HDF5 file that a simulation writes, during the run or afterwards. "
                       "Drop it here, press Ctrl+O, or start with: h5pulse-viewer run.h5"));
    auto* open = new QPushButton(tr("&Open…"));
    open->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    column->addWidget(open);
    column->addLayout(m_list);
    column->addSpacing(12);
    addText(column, tr("Record a run"), 1.2, true);
    addText(column, tr("A C++ program records one with these lines; it links h5pulse::writer:"));
    auto* code = addText(column, QString::fromLatin1(kExample), 0.95);
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(code->font().pointSizeF());
    code->setFont(fixed);
    code->setWordWrap(false);
    code->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    code->setBackgroundRole(QPalette::Base);
    code->setAutoFillBackground(true);
    code->setMargin(10);
    code->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    addText(column,
            tr("Files of h5py and other programs can be watched too, if they have datasets that grow."))
        ->setForegroundRole(QPalette::PlaceholderText);
    column->addStretch(2);

    auto* centred = new QWidget;
    auto* row = new QHBoxLayout(centred);
    row->addStretch(1);
    row->addWidget(content, 20);
    row->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(centred);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);

    connect(open, &QPushButton::clicked, this, &WelcomePage::openWanted);
    connect(&m_recent, &RecentFiles::changed, this, &WelcomePage::listRecent);
    listRecent();
}

void WelcomePage::listRecent()
{
    while (QLayoutItem* item = m_list->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QString& path : m_recent.files().mid(0, kRecentShown)) {
        auto* link = new QPushButton(QFileInfo(path).fileName());
        link->setFlat(true);
        link->setToolTip(path);
        link->setStyleSheet(
            QStringLiteral("QPushButton { text-align: left; padding: 3px; color: palette(link); }"));
        link->setCursor(Qt::PointingHandCursor);
        link->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        connect(link, &QPushButton::clicked, this, [this, path] { emit fileWanted(path); });
        m_list->addWidget(link);
    }
}

} // namespace h5pulse::viewer
