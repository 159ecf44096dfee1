// An answer's tree of JSON, by a walk over its tables.
//
// Every question nests its tables in a way of its own: metrics by kind, entity and name, what moved by intervention, a
// threshold beside the ranges between which it holds. The nesting is a value, made beside the tables (allot/view.hpp), and
// this is the one place that turns it into text. The walk takes each row once and in the order of its table; only a table
// that is looked into from another one (the players of a rule) is gone through once before, for an index.
//
// Rows of a group need not stand behind one another: the text of each group but the innermost is kept apart until its
// table is through, and what comes is put to it. Only the innermost groups are runs of rows, which costs nothing where each
// is of one row, as a metric is.
//
// The invariants: a key comes once in an object, and keys come in the order in which the rows first have them; a number is
// the shortest that reads back the same; what is not known is null. Equal answers give equal bytes.

#include <deque>
#include <unordered_map>

#include "base/contract.hpp"
#include "report/json.hpp"
#include "report/view_rows.hpp"

namespace allot {
namespace {

using report::append_number;
using report::append_string;
using report::Hand;

/// An object that is being written: how its entries are set apart.
struct OpenObject {
  bool has_lines = false;
  std::size_t depth = 0;  ///< of its entries
  bool is_empty = true;
};

void begin_entry(std::string& out, OpenObject& object, std::string_view key) {
  if (object.has_lines)
    out.append(object.is_empty ? "\n" : ",\n").append(2 * object.depth, ' ');
  else if (!object.is_empty)
    out += ", ";
  object.is_empty = false;
  append_string(out, key);
  out += ": ";
}

void close(std::string& out, const OpenObject& object) {
  if (object.has_lines && !object.is_empty) out.append("\n").append(2 * (object.depth - 1), ' ');
  out += '}';
}

/// A group, whose entries come as the rows do.
struct Group {
  std::string key;
  OpenObject object;
  std::string entries;
  std::deque<Group> inner;
  std::unordered_map<std::string, Group*> by_key;

  Group& of(const std::string& name) {
    if (name.empty()) return *this;
    Group*& found = by_key[name];
    if (!found) {
      found = &inner.emplace_back();
      found->key = name;
      found->object = {object.has_lines, object.depth + 1};
    }
    return *found;
  }
};

class TreeWriter {
 public:
  explicit TreeWriter(const Answer& answer) : tables_(answer) {}

  std::string written(const View& tree) {
    value(tree, tables_.provenance());
    return std::move(out_ += '\n');
  }

 private:
  void value(const View& view, const Hand& hand) {
    if (tables_.is_null(view, hand)) {
      out_ += "null";
      return;
    }
    switch (view.form) {
      case View::Form::cell: return cell(tables_.cell(&view, hand, view.name), view.is_digits);
      case View::Form::constant: return cell(view.value, false);
      case View::Form::list: return list(view, hand);
      case View::Form::each: return rows(view, hand);
      case View::Form::of: return value(view.parts.front().view, tables_.rows_of(view, hand));
      case View::Form::object:
      case View::Form::groups: return braces(view, hand);
    }
  }

  void cell(const Answer::Cell& it, bool is_digits) {
    if (const auto* number = std::get_if<double>(&it)) return append_number(out_, *number);
    if (const auto* text = std::get_if<std::string>(&it)) {
      if (is_digits)
        out_ += *text;
      else
        append_string(out_, *text);
      return;
    }
    const auto* truth = std::get_if<bool>(&it);
    out_ += !truth ? "null" : *truth ? "true" : "false";
  }

  void list(const View& view, const Hand& hand) {
    out_ += '[';
    for (const Part& part : view.parts) {
      if (&part != &view.parts.front()) out_ += ", ";
      value(part.view, hand);
    }
    out_ += ']';
  }

  void rows(const View& view, const Hand& hand) {
    out_ += '[';
    Answer::Row space;
    bool is_first = true;
    for (std::size_t i = 0; i < hand.size(); ++i) {
      const Hand one(hand.table(), std::span<const Answer::Row>(&hand.row(i, space), 1));
      for (const Part& part : view.parts) {
        if (tables_.is_left_out(part, one)) continue;
        if (!std::exchange(is_first, false)) out_ += ", ";
        value(part.view, one);
      }
    }
    out_ += ']';
  }

  void braces(const View& view, const Hand& hand) {
    OpenObject object{view.has_lines, depth_ + 1};
    out_ += '{';
    entries(view, hand, object);
    close(out_, object);
  }

  void entry(const std::string& key, const View& view, const Hand& hand, OpenObject& object) {
    begin_entry(out_, object, key);
    const std::size_t before = std::exchange(depth_, object.depth);
    value(view, hand);
    depth_ = before;
  }

  void entries(const View& view, const Hand& hand, OpenObject& object) {
    if (view.form == View::Form::of)
      return entries(view.parts.front().view, tables_.rows_of(view, hand), object);
    if (view.form == View::Form::groups) return groups(view, hand, object);
    expects(view.form == View::Form::object, "entries are those of an object or of groups");
    for (const Part& part : view.parts) {
      if (tables_.is_left_out(part, hand)) continue;
      if (part.key.empty())
        entries(part.view, hand, object);
      else
        entry(part.key, part.view, hand, object);
    }
  }

  void groups(const View& view, const Hand& hand, OpenObject& object) {
    std::vector<const View*> levels = {&view};
    const auto inner = [&]() -> const View& { return levels.back()->parts.front().view; };
    while (view.has_lines && inner().form == View::Form::groups && inner().has_lines) levels.push_back(&inner());
    std::vector<std::size_t> columns;
    for (const View* level : levels) columns.push_back(tables_.place(level, hand.table(), level->name));
    Group all;
    all.object = object;
    for (const std::string& key : view.keys) all.of(key);
    const bool has_keys = !view.keys.empty();
    report::for_each_run(hand, columns, [&](std::span<const Answer::Row> run) {
      Group* group = &all;
      if (has_keys && !all.by_key.contains(report::key_of(run.front()[columns.front()]))) return;
      for (std::size_t i = 0; i + 1 < columns.size(); ++i) group = &group->of(report::key_of(run.front()[columns[i]]));
      std::swap(out_, group->entries);
      entry(report::key_of(run.front()[columns.back()]), inner(), Hand(hand.table(), run), group->object);
      std::swap(out_, group->entries);
    });
    append(all, object);
  }

  // What has been gathered, in the object that is open.
  void append(Group& group, OpenObject& object) {
    out_ += group.entries;
    group.entries = {};
    object.is_empty = group.object.is_empty;
    for (Group& it : group.inner) {
      begin_entry(out_, object, it.key);
      out_ += '{';
      append(it, it.object);
      close(out_, it.object);
    }
  }

  report::ViewedTables tables_;
  std::string out_;
  std::size_t depth_ = 0;  ///< of the entries of the object that is open
};

}  // namespace

std::string json_of(const Answer& answer) { return TreeWriter(answer).written(answer.tree); }

}  // namespace allot
