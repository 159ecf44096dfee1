#include "report/view_rows.hpp"

#include "base/contract.hpp"
#include "base/text.hpp"

namespace allot::report {
namespace {

constexpr char between_keys = '\x1f';
const Answer::Cell nothing;

bool is_nothing(const Answer::Cell& cell) { return std::holds_alternative<std::monostate>(cell); }

}  // namespace

const Answer::Row& Hand::row(std::size_t i, Answer::Row& space) const {
  if (!made_.empty()) return made_[i];
  space = table_->row(number(i));
  return space;
}

const Answer::Cell& Hand::cell(std::size_t column) const {
  if (size_ == 0) return nothing;
  if (!made_.empty()) return made_.front()[column];
  if (!first_) first_ = table_->row(number(0));
  return (*first_)[column];
}

bool BoundPart::is_left_out(const Hand& hand) const {
  if (part->when == Part::When::always) return false;
  const Answer::Cell& it = hand.cell(place);
  if (is_nothing(it) || it == Answer::Cell(false)) return true;
  return part->when == Part::When::counted && it == Answer::Cell(0.0);
}

bool is_null(const BoundView& it, const Hand& hand) {
  return !it.view->null_without.empty() && is_nothing(hand.cell(it.null_place));
}

Hand rows_of(const BoundView& it, const Hand& hand) {
  if (!it.rows) return Hand(*it.table, it.view->from);
  std::string key;
  for (std::size_t i = 0; i < it.here.size(); ++i) {
    const Answer::Cell& value = it.view->matches[i].value;
    key.append(key_of(is_nothing(value) ? hand.cell(it.here[i]) : value)) += between_keys;
  }
  const auto found = it.rows->find(key);
  if (found == it.rows->end()) return Hand(*it.table, std::span<const Answer::Row>());
  return Hand(*it.table, std::span(found->second));
}

ViewedTables::ViewedTables(const Answer& answer) : answer_(answer) {
  Answer::Row row;
  provenance_.id = "provenance";
  for (const auto& [name, value] : answer.provenance) {
    provenance_.columns.push_back({name, Answer::Kind::text});
    row.push_back(value);
  }
  provenance_.size = 1;
  provenance_.row = [row = std::move(row)](std::size_t) { return row; };
}

const Answer::Table& ViewedTables::table(const std::string& id) const {
  const Answer::Table* found = answer_.table(id);
  expects(found != nullptr, "an answer has the table that it is viewed by");
  return *found;
}

const RowIndex& ViewedTables::index(const Answer::Table& table, std::vector<std::size_t> columns) {
  const auto [found, is_new] = indices_.try_emplace({&table, columns});
  RowIndex& index = found->second;
  if (!is_new) return index;
  for (std::size_t i = 0; i < table.size; ++i) {
    const Answer::Row row = table.row(i);
    std::string key;
    for (const std::size_t column : columns) key.append(key_of(row[column])) += between_keys;
    index[key].push_back(i);
  }
  return index;
}

BoundView ViewedTables::bound(const View& view, const Answer::Table& here) {
  BoundView out{&view};
  if (view.form == View::Form::cell || view.form == View::Form::groups) out.place = here.place(view.name);
  if (!view.null_without.empty()) out.null_place = here.place(view.null_without);
  const bool is_of = view.form == View::Form::of;
  out.table = is_of ? &table(view.name) : &here;
  std::vector<std::size_t> there;
  for (const View::Match& it : view.matches) {
    there.push_back(out.table->place(it.column));
    out.here.push_back(is_nothing(it.value) ? here.place(it.column) : 0);
  }
  if (!there.empty()) out.rows = &index(*out.table, std::move(there));
  for (const Part& part : view.parts)
    out.parts.push_back({&part, part.column.empty() ? 0 : out.table->place(part.column), bound(part.view, *out.table)});
  return out;
}

std::string key_of(const Answer::Cell& cell) {
  struct Text {
    std::string operator()(std::monostate) const { return ""; }
    std::string operator()(bool it) const { return it ? "true" : "false"; }
    std::string operator()(double it) const { return shortest(it); }
    std::string operator()(const std::string& it) const { return it; }
  };
  return std::visit(Text{}, cell);
}

}  // namespace allot::report
