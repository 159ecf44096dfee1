#include "base/contract.hpp"
#include "report/csv_line.hpp"
#include "report/view_rows.hpp"

/// What an answer's sheets show of its tables, and a table whole, as CSV.
namespace allot {
namespace {

using report::BoundPart;
using report::BoundView;
using report::csv_cell;
using report::Hand;

/// What a cell of a table is in one of CSV, without quotes.
struct InCsv {
  std::string operator()(std::monostate) const { return ""; }
  std::string operator()(bool it) const { return it ? "true" : "false"; }
  std::string operator()(double it) const { return report::csv_number(it); }
  std::string operator()(const std::string& it) const { return it; }
};

template <class Cells, class Text>
void append_line(std::string& out, const Cells& cells, const Text& text) {
  bool is_first = true;
  for (const auto& it : cells) {
    if (!std::exchange(is_first, false)) out += ',';
    out += csv_cell(text(it));
  }
  out += '\n';
}

class SheetWriter {
 public:
  std::string written(const Answer& answer) {
    report::ViewedTables tables(answer);
    for (const Sheet& sheet : answer.sheets) {
      if (!out_.empty()) out_ += '\n';
      append_line(out_, sheet.head, [](const std::string& name) { return name; });
      for (const View& view : sheet.lines) lines(tables.bound(view), tables.provenance());
    }
    return std::move(out_);
  }

 private:
  void lines(const BoundView& it, const Hand& hand) {
    switch (it.view->form) {
      case View::Form::list:
        return append_line(out_, it.parts, [&](const BoundPart& part) { return text_of(part.view, hand); });
      case View::Form::of: return lines(it.parts.front().view, report::rows_of(it, hand));
      case View::Form::each: return rows(it, hand);
      case View::Form::cell:
      case View::Form::constant:
      case View::Form::object:
      case View::Form::groups: break;
    }
    expects(false, "a sheet is made of lists, for each row of a table");
  }

  void rows(const BoundView& it, const Hand& hand) {
    Answer::Row space;
    for (std::size_t i = 0; i < hand.size(); ++i) {
      const Hand one(hand.table(), std::span<const Answer::Row>(&hand.row(i, space), 1));
      for (const BoundPart& part : it.parts)
        if (!part.is_left_out(one)) lines(part.view, one);
    }
  }

  std::string text_of(const BoundView& it, const Hand& hand) {
    switch (it.view->form) {
      case View::Form::cell: return std::visit(InCsv{}, hand.cell(it.place));
      case View::Form::constant: return std::visit(InCsv{}, it.view->value);
      case View::Form::list: {
        std::string text;
        for (const BoundPart& part : it.parts) text += text_of(part.view, hand);
        return text;
      }
      case View::Form::of:
      case View::Form::each:
      case View::Form::object:
      case View::Form::groups: break;
    }
    expects(false, "a cell of CSV is made of cells and constants");
    return {};
  }

  std::string out_;
};

}  // namespace

std::string csv_of(const Answer& answer) { return SheetWriter().written(answer); }

std::string csv(const Answer::Table& table) {
  std::string out;
  append_line(out, table.columns, [](const Answer::Column& it) { return it.name; });
  for (std::size_t i = 0; i < table.size; ++i)
    append_line(out, table.row(i), [](const Answer::Cell& it) { return std::visit(InCsv{}, it); });
  return out;
}

}  // namespace allot
