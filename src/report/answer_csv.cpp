#include "base/contract.hpp"
#include "report/csv_line.hpp"
#include "report/view_rows.hpp"

/// What an answer's sheets show of its tables, and a table whole, as CSV.
namespace allot {
namespace {

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
  explicit SheetWriter(const Answer& answer) : tables_(answer) {}

  std::string written(const std::vector<Sheet>& sheets) {
    for (const Sheet& sheet : sheets) {
      if (!out_.empty()) out_ += '\n';
      append_line(out_, sheet.head, [](const std::string& name) { return name; });
      for (const View& view : sheet.lines) lines(view, tables_.provenance());
    }
    return std::move(out_);
  }

 private:
  void lines(const View& view, const Hand& hand) {
    switch (view.form) {
      case View::Form::list:
        return append_line(out_, view.parts, [&](const Part& part) { return text_of(part.view, hand); });
      case View::Form::of: return lines(view.parts.front().view, tables_.rows_of(view, hand));
      case View::Form::each: return rows(view, hand);
      case View::Form::cell:
      case View::Form::constant:
      case View::Form::object:
      case View::Form::groups: break;
    }
    expects(false, "a sheet is made of lists, for each row of a table");
  }

  void rows(const View& view, const Hand& hand) {
    Answer::Row space;
    for (std::size_t i = 0; i < hand.size(); ++i) {
      const Hand one(hand.table(), std::span<const Answer::Row>(&hand.row(i, space), 1));
      for (const Part& part : view.parts)
        if (!tables_.is_left_out(part, one)) lines(part.view, one);
    }
  }

  std::string text_of(const View& view, const Hand& hand) {
    switch (view.form) {
      case View::Form::cell: return std::visit(InCsv{}, tables_.cell(&view, hand, view.name));
      case View::Form::constant: return std::visit(InCsv{}, view.value);
      case View::Form::list: {
        std::string text;
        for (const Part& part : view.parts) text += text_of(part.view, hand);
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

  report::ViewedTables tables_;
  std::string out_;
};

}  // namespace

std::string csv_of(const Answer& answer) { return SheetWriter(answer).written(answer.sheets); }

std::string csv(const Answer::Table& table) {
  std::string out;
  append_line(out, table.columns, [](const Answer::Column& it) { return it.name; });
  for (std::size_t i = 0; i < table.size; ++i)
    append_line(out, table.row(i), [](const Answer::Cell& it) { return std::visit(InCsv{}, it); });
  return out;
}

}  // namespace allot
