// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"

#include <h5pulse/service/query.h>

#include <QDockWidget>
#include <QJsonObject>

class QMenu;
class QToolButton;

namespace h5pulse::viewer {

class Comparison;
class RunDocument;
class TitleBar;
class View;
struct ViewKind;

/// The dock of a view. While the view is visible, the dock posts its queries, gives it the context and the
/// answers, and passes its signals to the document. The view shows the selected field, or its own field.
class ViewDock : public QDockWidget
{
    Q_OBJECT

public:
    /// @param name  unique among docks; identifies the queries and the settings of the view
    ViewDock(RunDocument& document, const ViewKind& kind, const QString& name, QWidget* parent);
    ~ViewDock() override;

    View& view() const { return *m_view; }
    const ViewKind& kind() const { return m_kind; }
    /// The view's own field. Empty: the view shows the selected field.
    const QString& ownField() const { return m_field; }
    void setOwnField(const QString& field);

    /// Sets the comparison whose run the view shows too. It must outlive the dock.
    void setComparison(Comparison& comparison);

    /// Whether the view has all answers for the cursor of the document.
    bool isComplete() const;

    void applyTheme(const Theme& theme);
    /// Shows everything again, after the format of numbers has changed.
    void refresh();
    /// Gives the view the keyboard focus.
    void takeFocus();
    /// Marks the title bar of the view that has the keyboard focus.
    void setFocused(bool focused);
    /// Opens the menu of the title bar.
    void openMenu();

    QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

signals:
    /// The user changed something that saveState() returns.
    void stateChanged();
    /// The user closes the dock, which is still open.
    void closing();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void connectView();
    void connectDocument();
    TitleBar* makeTitleBar();
    void fillMenu(QMenu* menu);
    /// Name of the field that the view shows.
    std::string subject() const;
    /// Posts the queries of the view, if it is visible.
    void ask();
    void showAll();
    void showContext();
    void showAnswer(std::size_t kind);
    void showComparedAnswers();
    /// Whether the document asks this query itself. All views then share the answer.
    bool isShared(const Query& query) const;
    QueryResultPtr answer(const Query& query) const;
    /// Name of a query of the view in the document.
    QString nameOf(std::size_t kind) const;

    RunDocument& m_document;
    Comparison* m_comparison = nullptr;
    const ViewKind& m_kind;
    View* m_view;
    TitleBar* m_titleBar = nullptr;
    QToolButton* m_menuButton = nullptr;
    QToolButton* m_closeButton = nullptr;
    QString m_field;
    std::size_t m_slice = 0; // of m_field
    std::vector<Query> m_asked;
    bool m_seen = false;
};

} // namespace h5pulse::viewer
