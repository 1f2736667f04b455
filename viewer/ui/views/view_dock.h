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

/// Holds a view. While the view is seen, the dock posts its queries, hands it the context and the answers, and passes
/// the user's wishes on to the document. The view shows the selected field, or one of its own.
class ViewDock : public QDockWidget
{
    Q_OBJECT

public:
    /// @param name  unlike those of all other docks; names its queries and its place in settings
    ViewDock(RunDocument& document, const ViewKind& kind, const QString& name, QWidget* parent);
    ~ViewDock() override;

    View& view() const { return *m_view; }
    const ViewKind& kind() const { return m_kind; }
    /// Empty: it follows the selection.
    const QString& ownField() const { return m_field; }
    void setOwnField(const QString& field);

    /// Another run to be shown beside; outlives the dock.
    void setComparison(Comparison& comparison);

    /// Whether all that its view waits for is there, at the cursor of the document.
    bool isComplete() const;

    void applyTheme(const Theme& theme);
    /// Shows everything anew: numbers are written in another way.
    void refresh();
    /// Puts the keyboard into the view.
    void takeFocus();
    /// The title bar tells where the keyboard is.
    void setFocused(bool focused);
    /// Opens the menu of what can be done with it.
    void openMenu();

    QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

signals:
    /// The user chose something that saveState() tells of.
    void stateChanged();
    /// The user closes it; it is still open.
    void closing();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void connectView();
    void connectDocument();
    TitleBar* makeTitleBar();
    void fillMenu(QMenu* menu);
    /// Name of the field that the view is about.
    std::string subject() const;
    /// Posts the queries of the view, if it is seen.
    void ask();
    void showAll();
    void showContext();
    void showAnswer(std::size_t kind);
    void showComparedAnswers();
    /// Whether the document asks this itself, so that all views share the answer.
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
    std::size_t m_slice = 0; // of the own field
    std::vector<Query> m_asked;
    bool m_seen = false;
};

} // namespace h5pulse::viewer
