// An answer's tree of JSON, by a walk over its tables.
//
// Every question nests its tables in a way of its own: metrics by kind, entity and name, what moved by intervention, a
// threshold beside the ranges between which it holds. The nesting is a value, made beside the tables (allot/view.hpp),
// and this is the one place that turns it into text. The walk takes each row once and in the order of its table; only a
// table that is looked into from another one (the players of a rule) is gone through once before, for an index.
//
// Rows of a group need not stand behind one another: the text of each group but the innermost is kept apart until its
// table is through, and what comes is put to it. Only the innermost groups are runs of rows, which costs nothing where
// each is of one row, as a metric is.
//
// The invariants: a key comes once in an object, and keys come in the order in which the rows first have them; a number
// is the shortest that reads back the same; what is not known is null. Equal answers give equal bytes.

#include <list>
#include <unordered_map>

#include "base/contract.hpp"
#include "report/json.hpp"
#include "report/view_rows.hpp"

namespace allot {
namespace {

using report::append_number;
using report::append_string;
using report::BoundPart;
using report::BoundView;
using report::Hand;
using report::ViewedTables;

/// An object that is being written: how its entries are set apart.
struct OpenObject {
  bool has_lines = false;
  std::size_t depth = 0;  ///< of its entries
  bool is_empty = true;
};

// What stands before the key of an entry.
void begin_entry(std::string& out, OpenObject& object) {
  if (object.has_lines)
    out.append(object.is_empty ? "\n" : ",\n").append(2 * object.depth, ' ');
  else if (!object.is_empty)
    out += ", ";
  object.is_empty = false;
}

std::string json_key(const std::string& key) {
  std::string out;
  append_string(out, key);
  return out += ": ";
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
  std::list<Group> inner;  // most have none, which then takes no memory
  std::unordered_map<std::string, Group*> by_key;

  /// About that of the text: of an inner group with its key, quotes, colon, braces, commas and the space before them.
  std::size_t length() const {
    std::size_t sum = entries.size();
    for (const Group& it : inner) sum += it.length() + it.key.size() + 4 * it.object.depth + 8;
    return sum;
  }

  Group& of(const std::string& name) {
    if (name.empty()) return *this;
    Group*& found = by_key[name];
    if (!found) {
      if (!inner.empty()) inner.back().entries.shrink_to_fit();  // mostly it gets no more
      found = &inner.emplace_back();
      found->key = name;
      found->object = {object.has_lines, object.depth + 1};
    }
    return *found;
  }
};

bool is_at(const Answer::Row& path, const Answer::Row& row, const std::vector<std::size_t>& columns) {
  for (std::size_t i = 0; i < path.size(); ++i)
    if (path[i] != row[columns[i]]) return false;
  return true;
}

class TreeWriter {
 public:
  std::string written(const Answer& answer) {
    ViewedTables tables(answer);
    value(tables.bound(answer.tree), tables.provenance());
    return std::move(out_ += '\n');
  }

 private:
  void value(const BoundView& it, const Hand& hand) {
    if (report::is_null(it, hand)) {
      out_ += "null";
      return;
    }
    switch (it.view->form) {
      case View::Form::cell: return cell(hand.cell(it.place), it.view->is_digits);
      case View::Form::constant: return cell(it.view->value, false);
      case View::Form::list: return list(it, hand);
      case View::Form::each: return rows(it, hand);
      case View::Form::of: return value(it.parts.front().view, report::rows_of(it, hand));
      case View::Form::object:
      case View::Form::groups: return braces(it, hand);
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

  void list(const BoundView& it, const Hand& hand) {
    out_ += '[';
    for (const BoundPart& part : it.parts) {
      if (&part != &it.parts.front()) out_ += ", ";
      value(part.view, hand);
    }
    out_ += ']';
  }

  void rows(const BoundView& it, const Hand& hand) {
    out_ += '[';
    Answer::Row space;
    bool is_first = true;
    for (std::size_t i = 0; i < hand.size(); ++i) {
      const Hand one(hand.table(), std::span<const Answer::Row>(&hand.row(i, space), 1));
      for (const BoundPart& part : it.parts) {
        if (part.is_left_out(one)) continue;
        if (!std::exchange(is_first, false)) out_ += ", ";
        value(part.view, one);
      }
    }
    out_ += ']';
  }

  void braces(const BoundView& it, const Hand& hand) {
    OpenObject object{it.view->has_lines, depth_ + 1};
    out_ += '{';
    entries(it, hand, object);
    close(out_, object);
  }

  void entry(const std::string& key, const BoundView& view, const Hand& hand, OpenObject& object) {
    begin_entry(out_, object);
    out_ += key;
    const std::size_t before = std::exchange(depth_, object.depth);
    value(view, hand);
    depth_ = before;
  }

  void entries(const BoundView& it, const Hand& hand, OpenObject& object) {
    if (it.view->form == View::Form::of) return entries(it.parts.front().view, report::rows_of(it, hand), object);
    if (it.view->form == View::Form::groups) return groups(it, hand, object);
    expects(it.view->form == View::Form::object, "entries are those of an object or of groups");
    for (const BoundPart& part : it.parts) {
      if (part.is_left_out(hand)) continue;
      if (part.part->key.empty())
        entries(part.view, hand, object);
      else
        entry(key_of(part), part.view, hand, object);
    }
  }

  // Groups within groups are gone through at once.
  void groups(const BoundView& outermost, const Hand& hand, OpenObject& object) {
    const BoundView* innermost = &outermost;
    std::vector<std::size_t> columns = {innermost->place};
    const auto inner = [&]() -> const BoundView& { return innermost->parts.front().view; };
    while (innermost->view->has_lines && inner().view->form == View::Form::groups && inner().view->has_lines) {
      innermost = &inner();
      columns.push_back(innermost->place);
    }
    const std::vector<std::string>& keys = outermost.view->keys;
    Group all;
    all.object = object;
    for (const std::string& key : keys) all.of(key);
    Group* group = &all;  // that of the run before, which has mostly the same
    Answer::Row path;
    report::for_each_run(hand, columns, [&](std::span<const Answer::Row> run) {
      const Answer::Row& row = run.front();
      if (path.empty() || !is_at(path, row, columns)) {
        if (!keys.empty() && !all.by_key.contains(report::key_of(row[columns.front()]))) return;
        path.clear();
        group = &all;
        for (std::size_t i = 0; i + 1 < columns.size(); ++i) {
          path.push_back(row[columns[i]]);
          group = &group->of(report::key_of(row[columns[i]]));
        }
      }
      std::swap(out_, group->entries);
      entry(json_key(report::key_of(row[columns.back()])), inner(), Hand(hand.table(), run), group->object);
      std::swap(out_, group->entries);
    });
    // With room for what comes behind, for which a long text would else be copied into twice its space.
    const std::size_t length = all.length();
    out_.reserve(out_.size() + length + length / 8);
    append(all, object);
  }

  // What has been gathered, in the object that is open.
  void append(Group& group, OpenObject& object) {
    out_ += group.entries;
    group.entries = {};
    object.is_empty = group.object.is_empty;
    for (Group& it : group.inner) {
      begin_entry(out_, object);
      out_ += json_key(it.key) + "{";
      append(it, it.object);
      close(out_, it.object);
    }
  }

  // Keys of parts are the same for every row.
  const std::string& key_of(const BoundPart& part) {
    std::string& key = keys_[part.part];
    if (key.empty()) key = json_key(part.part->key);
    return key;
  }

  std::string out_;
  std::unordered_map<const Part*, std::string> keys_;
  std::size_t depth_ = 0;  ///< of the entries of the object that is open
};

}  // namespace

std::string json_of(const Answer& answer) { return TreeWriter().written(answer); }

}  // namespace allot
