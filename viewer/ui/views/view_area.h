// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/theme.h"
#include "views/step_mark.h"

#include <QJsonObject>
#include <QMainWindow>

#include <vector>

namespace h5pulse::viewer {

class Comparison;
class RunDocument;
class View;
class ViewDock;

/// The views of a window, in a layout that the user arranges: beside each other, as tabs, as windows of their
/// own. Closed ones are kept, and come back as they were.
class ViewArea : public QMainWindow
{
    Q_OBJECT

public:
    explicit ViewArea(RunDocument& document, QWidget* parent = nullptr);
    ~ViewArea() override;

    /// By its object name: the kind's id for the first of a kind, or "profile", "image" and "value", which
    /// are parts of a state. Null: there is none.
    View* view(const QString& name) const;
    const QList<ViewDock*>& docks() const { return m_docks; }
    /// The one that was used last, of those that are open; null: none is.
    ViewDock* current() const;

    /// Opens a view of this kind, or another one where there may be several, or brings it to the front.
    ViewDock* open(const QString& kindId);
    /// Opens the first one of its kind, or brings it to the front.
    ViewDock* show(const QString& kindId);
    using QMainWindow::show;

    /// Another run to be shown beside; outlives the views.
    void setComparison(Comparison& comparison);
    void applyTheme(const Theme& theme);
    /// Of all open views.
    std::vector<StepMark> marks() const;
    void resetZoom();
    void drawNow();
    /// Shows everything anew: numbers are written in another way.
    void refresh();
    /// Whether no open view waits for something, for pictures.
    bool isComplete() const;

    /// Whether views over time show the same stretch of the run.
    bool isTimeLinked() const { return m_timeLinked; }
    void setTimeLinked(bool linked) { m_timeLinked = linked; }

    /// As for a run that was never seen.
    void arrangeDefault();
    /// Shows a view of each of these kinds, and none other. From now on none opens or closes by itself.
    void showOnly(const QStringList& kindIds);
    QJsonObject saveLayout() const;
    /// False: it cannot be made out, and nothing was changed.
    bool restoreLayout(const QJsonObject& layout);

signals:
    /// The user opened, closed or moved a view.
    void layoutChanged();
    /// The user changed what a view shows.
    void viewChanged(h5pulse::viewer::ViewDock* dock);
    /// Another view is the current one, or it is open or closed now.
    void currentChanged();
    /// It may be that marks() are others.
    void marksChanged();

protected:
    bool event(QEvent* event) override;

private:
    ViewDock* add(const QString& kindId);
    QString freeName(const QString& kindId) const;
    ViewDock* first(const QString& kindId) const;
    void bringForward(ViewDock* dock);
    /// Gives it half of the largest view, which it returns; null: there is none.
    ViewDock* place(ViewDock* dock);
    void onMoved();
    /// Open or closed, it has a place in the layout, or a window of its own.
    bool isPlaced(ViewDock* dock) const;
    void showTraces();
    void onFocus(QWidget* widget);

    RunDocument& m_document;
    Comparison* m_comparison = nullptr;
    const Theme* m_theme;
    QList<ViewDock*> m_docks;
    ViewDock* m_current = nullptr;
    bool m_hadTraces = false;
    bool m_arranging = false;
    bool m_fixed = false; // what is open does not depend on what there is
    bool m_timeLinked = true;
};

} // namespace h5pulse::viewer
