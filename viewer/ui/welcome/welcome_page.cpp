// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome/welcome_page.h"

#include "ui/welcome/language_tabs.h"
#include "ui/welcome/recent_files.h"
#include "widgets/icons.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace h5pulse::viewer {

namespace {

constexpr qsizetype kRecentShown = 5;
constexpr int kIconSide = 64;
constexpr int kTextWidth = 720;
constexpr int kGoneWidth = 100;
constexpr int kButtonMargin = 16;

QLabel* addText(QBoxLayout* layout, const QString& text, qreal size = 1.0, bool bold = false)
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

WelcomePage::WelcomePage(RecentFiles& recent, bool hasDemo, QWidget* parent)
    : QWidget(parent)
    , m_recent(recent)
    , m_list(new QVBoxLayout)
{
    m_list->setSpacing(0);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setSpacing(8);
    column->addStretch(1);
    addHead(column);
    addOpen(column, hasDemo);
    column->addSpacing(12);
    const int width = addExample(column);
    content->setMaximumWidth(std::max(kTextWidth, width));
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
    connect(&m_recent, &RecentFiles::changed, this, &WelcomePage::listRecent);
    listRecent();
}

void WelcomePage::addHead(QVBoxLayout* column)
{
    auto* icon = new QLabel;
    icon->setPixmap(applicationIcon().pixmap(kIconSide, kIconSide));
    auto* title = new QVBoxLayout;
    addText(title, tr("Watch a run"), 1.7, true);
    addText(title, tr("Open the HDF5 file that a simulation writes, during the run or afterwards. "
                      "Drop it here, press Ctrl+O, or start with: h5pulse-viewer run.h5"));
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(icon, 0, Qt::AlignTop);
    row->addLayout(title, 1);
    column->addLayout(row);
}

void WelcomePage::addOpen(QVBoxLayout* column, bool hasDemo)
{
    auto* open = new QPushButton(tr("&Open…"));
    connect(open, &QPushButton::clicked, this, &WelcomePage::openWanted);
    auto* row = new QHBoxLayout;
    row->addWidget(open);
    auto* remote = new QPushButton(tr("Open on &another machine…"));
    connect(remote, &QPushButton::clicked, this, &WelcomePage::remoteWanted);
    row->addWidget(remote);
    if (hasDemo) {
        auto* demo = new QPushButton(tr("&Show a demo run"));
        demo->setObjectName(QStringLiteral("demo"));
        demo->setToolTip(tr("Starts a small simulation, and ends it with this window"));
        connect(demo, &QPushButton::clicked, this, &WelcomePage::demoWanted);
        demo->setMinimumWidth(demo->sizeHint().width() + kButtonMargin);
        row->addWidget(demo);
    }
    row->addStretch(1);
    column->addLayout(row);
    if (!hasDemo) {
        addText(column, tr("A demo run needs the program h5pulse-demo beside this one."))
            ->setForegroundRole(QPalette::PlaceholderText);
    }
    m_problem = addText(column, QString());
    m_problem->hide();
    column->addLayout(m_list);
}

int WelcomePage::addExample(QVBoxLayout* column)
{
    addText(column, tr("Record a run"), 1.2, true);
    auto* tabs = new LanguageTabs;
    column->addWidget(tabs);
    addText(column,
            tr("Files of h5py and other programs can be watched too, if they have datasets that grow."))
        ->setForegroundRole(QPalette::PlaceholderText);
    const QMargins margins = column->contentsMargins();
    return tabs->textWidth() + margins.left() + margins.right();
}

void WelcomePage::setProblem(const QString& text)
{
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
}

void WelcomePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_recent.lookForMissing();
}

void WelcomePage::listRecent()
{
    while (QLayoutItem* item = m_list->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QString& path : m_recent.files().mid(0, kRecentShown)) {
        const bool missing = m_recent.isMissing(path);
        const QString name =
            fontMetrics().elidedText(m_recent.nameOf(path), Qt::ElideMiddle, kTextWidth - kGoneWidth);
        QString text = missing ? tr("%1 (gone)").arg(name) : name;
        auto* link = new QPushButton(text.replace(QLatin1Char('&'), QLatin1String("&&")));
        link->setFlat(true);
        link->setEnabled(!missing);
        link->setToolTip(path);
        link->setStyleSheet(
            QStringLiteral("QPushButton { text-align: left; padding: 3px; color: palette(link); }"
                           "QPushButton:disabled { color: palette(placeholder-text); }"));
        link->setCursor(Qt::PointingHandCursor);
        link->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        connect(link, &QPushButton::clicked, this, [this, path] { emit fileWanted(path); });
        m_list->addWidget(link);
    }
}

} // namespace h5pulse::viewer
