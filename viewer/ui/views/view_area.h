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

/// The views of a window. The user arranges them beside each other, as tabs or as separate windows. Closed
/// views keep their settings, and open() shows them again.
class ViewArea : public QMainWindow
{
    Q_OBJECT

public:
    explicit ViewArea(RunDocument& document, QWidget* parent = nullptr);
    ~ViewArea() override;

    /// The view with an object name; null: none. The first view of a kind has the id of the kind as its name.
    /// The parts of a state view are "profile", "image" and "value".
    View* view(const QString& name) const;
    const QList<ViewDock*>& docks() const { return m_docks; }
    /// The open view that was used last; null: none is open.
    ViewDock* current() const;

    /// Opens a view of this kind: a closed one, or a new one if the kind allows several. Else brings the open
    /// one to the front. Null: the kind is unknown, or there are too many views.
    ViewDock* open(const QString& kindId);
    /// Opens the first view of a kind, or brings it to the front.
    ViewDock* show(const QString& kindId);
    using QMainWindow::show;

    /// Sets the comparison whose run the views show too. It must outlive the views.
    void setComparison(Comparison& comparison);
    void applyTheme(const Theme& theme);
    /// The marks of all open views.
    std::vector<StepMark> marks() const;
    void resetZoom();
    void drawNow();
    /// Shows everything again, after the format of numbers has changed.
    void refresh();
    /// Whether all visible views have their answers. Pictures wait for it.
    bool isComplete() const;
    /// See RunDocument; also for the compared run.
    bool thinsFrames() const;
    std::shared_ptr<void> wantWholeFrames() const;

    /// Whether views over time show the same part of the run.
    bool isTimeLinked() const { return m_timeLinked; }
    void setTimeLinked(bool linked) { m_timeLinked = linked; }

    /// Arranges the views as for a run that was not opened before.
    void arrangeDefault();
    /// Shows a view of each of these kinds, and closes all others. After that, the traces do not open or
    /// close automatically.
    void showOnly(const QStringList& kindIds);
    QJsonObject saveLayout() const;
    /// Restores a layout. False: it is invalid. The views then keep their layout, or get the default one.
    bool restoreLayout(const QJsonObject& layout);

signals:
    /// The user opened, closed or moved a view.
    void layoutChanged();
    /// The user changed what a view shows.
    void viewChanged(h5pulse::viewer::ViewDock* dock);
    /// Another view is the current one, or a view was opened or closed.
    void currentChanged();
    /// marks() may have changed.
    void marksChanged();

protected:
    bool event(QEvent* event) override;

private:
    ViewDock* add(const QString& kindId);
    QString freeName(const QString& kindId) const;
    ViewDock* first(const QString& kindId) const;
    void bringForward(ViewDock* dock);
    /// Puts a dock into half of the space of the largest view. Returns that view; null: no view is open.
    ViewDock* place(ViewDock* dock);
    void onMoved();
    /// Whether a dock, open or closed, has a place in the layout or a separate window.
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
    bool m_fixed = false; // whether the traces stay open or closed, with or without traces
    bool m_timeLinked = true;
};

} // namespace h5pulse::viewer
