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
  space = table_->row(numbers_.empty() ? i : numbers_[i]);
  return space;
}

const Answer::Row* Hand::first() const {
  if (size_ == 0) return nullptr;
  if (!made_.empty()) return &made_.front();
  if (!first_) first_ = table_->row(numbers_.empty() ? 0 : numbers_.front());
  return &*first_;
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
  if (id == provenance_.id) return provenance_;
  const Answer::Table* found = answer_.table(id);
  expects(found != nullptr, "an answer has the table that it is viewed by");
  return *found;
}

std::size_t ViewedTables::place(const void* of, const Answer::Table& table, const std::string& column) {
  const auto found = places_.find(of);
  if (found != places_.end()) return found->second;
  return places_[of] = table.place(column);
}

const Answer::Cell& ViewedTables::cell(const void* of, const Hand& hand, const std::string& column) {
  const Answer::Row* row = hand.first();
  return row ? (*row)[place(of, hand.table(), column)] : nothing;
}

const ViewedTables::Index& ViewedTables::index(const View& view, const Answer::Table& table) {
  const auto [found, is_new] = indices_.try_emplace(&view);
  Index& index = found->second;
  if (!is_new) return index;
  std::vector<std::size_t> columns;
  for (const View::Match& it : view.matches) columns.push_back(table.place(it.column));
  for (std::size_t i = 0; i < table.size; ++i) {
    const Answer::Row row = table.row(i);
    std::string key;
    for (const std::size_t column : columns) key.append(key_of(row[column])) += between_keys;
    index[key].push_back(i);
  }
  return index;
}

Hand ViewedTables::rows_of(const View& view, const Hand& hand) {
  const Answer::Table& of = table(view.name);
  if (view.matches.empty()) return Hand(of);
  std::string key;
  for (const View::Match& it : view.matches)
    key.append(key_of(is_nothing(it.value) ? cell(&it, hand, it.column) : it.value)) += between_keys;
  const Index& rows = index(view, of);
  const auto found = rows.find(key);
  return found == rows.end() ? Hand(of, std::span<const Answer::Row>()) : Hand(of, std::span(found->second));
}

bool ViewedTables::is_left_out(const Part& part, const Hand& hand) {
  if (part.when == Part::When::always) return false;
  const Answer::Cell& it = cell(&part, hand, part.column);
  if (is_nothing(it) || it == Answer::Cell(false)) return true;
  return part.when == Part::When::counted && it == Answer::Cell(0.0);
}

bool ViewedTables::is_null(const View& view, const Hand& hand) {
  return !view.null_without.empty() && is_nothing(cell(&view.null_without, hand, view.null_without));
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
