// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>

#include <functional>
#include <vector>

namespace h5pulse::viewer {

/// A name and its value.
struct InformationRow
{
    QString name;
    QString value;

    friend bool operator==(const InformationRow&, const InformationRow&) = default;
};

using InformationRows = std::vector<InformationRow>;

/// Tree model with groups of rows and two columns. A row keeps its selection and scroll position when its
/// text changes.
class InformationModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    using QAbstractItemModel::QAbstractItemModel;

    /// @param id  of the group, for settings and tests
    void addGroup(const QString& id, const QString& title);
    /// @param note  text beside the title, such as the number of rows
    void setRows(const QString& id, const InformationRows& rows, const QString& note = {});
    /// The same for many rows. The model calls `row` when it needs one.
    void setRows(const QString& id, std::size_t count, std::function<InformationRow(std::size_t)> row,
                 const QString& note);

    int groupCount() const { return static_cast<int>(m_groups.size()); }
    QString groupId(int group) const { return m_groups[static_cast<std::size_t>(group)].id; }
    InformationRows rowsOf(const QString& id) const;
    /// All rows as text: a name, a tab and a value in each line. An empty line separates groups.
    QString text() const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    struct Group
    {
        QString id;
        QString title;
        QString note;
        std::size_t count = 0;
        InformationRows rows{};
        std::function<InformationRow(std::size_t)> make{}; // empty: they are in rows

        InformationRow at(std::size_t i) const { return make ? make(i) : rows[i]; }
    };

    int indexOf(const QString& id) const;
    void setNote(int group, const QString& note);
    /// Inserts or removes rows at the end of a group. `work` sets the new rows.
    void resize(int group, std::size_t count, auto&& work);
    bool isGroup(const QModelIndex& index) const { return index.isValid() && index.internalId() == 0; }

    std::vector<Group> m_groups;
};

} // namespace h5pulse::viewer
