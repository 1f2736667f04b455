// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome/language_tabs.h"

#include "widgets/copy_button.h"

#include <QFile>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QLabel>
#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>
#include <QVBoxLayout>

#include <array>

namespace h5pulse::viewer {

namespace {

constexpr int kVisibleLines = 21;   // longer programs are scrolled, so that all tabs have the same height
constexpr int kMargin = 10;         // around the program
constexpr qreal kProgramSize = 0.9; // size of the font, relative to that of the text

struct Language
{
    QString name;
    QString file; // in the folder examples
    QString introduction;
};

std::array<Language, 4> languages()
{
    return {
        {{LanguageTabs::tr("Python"), QStringLiteral("ten_lines.py"),
          LanguageTabs::tr("A Python program records a run with these lines; it needs the package h5pulse:")},
         {LanguageTabs::tr("C++"), QStringLiteral("ten_lines.cpp"),
          LanguageTabs::tr("A C++ program records a run with these lines; it links h5pulse::writer:")},
         {LanguageTabs::tr("C"), QStringLiteral("ten_lines.c"),
          LanguageTabs::tr("A C program records a run with these lines; it links h5pulse::c:")},
         {LanguageTabs::tr("Fortran"), QStringLiteral("ten_lines.f90"),
          LanguageTabs::tr("A Fortran program records a run with these lines; it links h5pulse::fortran:")}}};
}

/// A file of the folder examples, without its leading comments.
QString programOf(const Language& language)
{
    QFile file(QStringLiteral(":/examples/") + language.file);
    file.open(QIODevice::ReadOnly); // a resource of the program
    static const QRegularExpression leadingComments(QStringLiteral("\\A((//|# |! |/\\*)[^\\n]*\\n)*"));
    return QString::fromUtf8(file.readAll()).remove(leadingComments).trimmed();
}

} // namespace

LanguageTabs::LanguageTabs(QWidget* parent)
    : QWidget(parent)
    , m_tabs(new QTabBar)
    , m_introduction(new QLabel)
    , m_copy(new CopyButton)
    , m_program(new QLabel)
{
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setAccessibleName(tr("Language of the program"));
    for (const Language& language : languages()) {
        m_tabs->addTab(language.name);
    }
    m_introduction->setWordWrap(true);
    m_introduction->setTextFormat(Qt::PlainText);
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_introduction, 1);
    row->addWidget(m_copy);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tabs);
    layout->addLayout(row);
    layout->addWidget(makeText());
    connect(m_tabs, &QTabBar::currentChanged, this, &LanguageTabs::showLanguage);
    showLanguage(m_tabs->currentIndex());
}

QWidget* LanguageTabs::makeText()
{
    m_program->setTextFormat(Qt::PlainText);
    m_program->setObjectName(QStringLiteral("example"));
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(m_program->font().pointSizeF() * kProgramSize);
    m_program->setFont(fixed);
    m_program->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_program->setBackgroundRole(QPalette::Base);
    m_program->setAutoFillBackground(true);
    m_program->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_program->setMargin(kMargin);
    // Long lines are not wrapped. The program scrolls instead of the page.
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_program);
    scroll->setFixedHeight(kVisibleLines * QFontMetrics(fixed).lineSpacing() + 2 * kMargin +
                           scroll->horizontalScrollBar()->sizeHint().height());
    return scroll;
}

int LanguageTabs::textWidth() const
{
    int width = 0;
    for (const Language& language : languages()) {
        const QSize size = QFontMetrics(m_program->font()).size(0, programOf(language));
        width = std::max(width, size.width());
    }
    return width + 2 * kMargin;
}

void LanguageTabs::showLanguage(int language)
{
    const Language shown = languages().at(static_cast<std::size_t>(language));
    const QString program = programOf(shown);
    m_introduction->setText(shown.introduction);
    m_program->setText(program);
    m_copy->setCopiedText(program);
}

} // namespace h5pulse::viewer
