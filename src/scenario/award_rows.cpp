#include "scenario/award_rows.hpp"

#include "base/nearest.hpp"
#include "scenario/book_shelf.hpp"
#include "scenario/members.hpp"

namespace allot::scenario {
namespace {

const Draft* order_in(const Draft& root, const std::string& id) {
  const Draft* const orders = root.find("orders");
  const auto place = orders ? member(*orders, id) : std::nullopt;
  return place && orders->items[*place].is(Draft::Type::object) ? &orders->items[*place] : nullptr;
}

std::optional<Draft> order_said(const ScenarioFile& file, const std::string& id) {
  if (const Draft* own = order_in(file.root, id)) return *own;
  if (const Draft* added = file.book_edits.added.find(id)) return *added;
  if (const std::optional<Draft>* edited = file.book_edits.row(id)) return *edited;
  if (!file.root.find("order_books")) return std::nullopt;
  file.shelf->open(file.root, file.load);
  return file.shelf->find(id);
}

const Draft* default_of_orders(const Draft& root, std::string_view key) {
  const Draft* const defaults = root.find("defaults");
  const Draft* const orders = defaults ? defaults->find("orders") : nullptr;
  return orders ? orders->find(key) : nullptr;
}

}  // namespace

std::optional<std::string> supplier_of_order(const ScenarioFile& file, const std::string& order) {
  const std::optional<Draft> said = order_said(file, order);
  if (!said) return std::nullopt;
  const Draft* const own = said->find("supplier");
  const Draft* const supplier = own ? own : default_of_orders(file.root, "supplier");
  return supplier ? supplier->text : std::string();
}

std::string near_order(const ScenarioFile& file, const std::string& order) {
  std::vector<std::string> known;
  if (const Draft* orders = file.root.find("orders")) {
    if (orders->is(Draft::Type::object)) known = orders->keys;
    for (const Draft& it : orders->items)
      if (orders->is(Draft::Type::array)) known.emplace_back(id_of(it));
  }
  const std::string in_books = file.root.find("order_books") ? file.shelf->nearest(order) : "";
  if (!in_books.empty()) known.push_back(in_books);
  return did_you_mean(order, known);
}

void add_award(Draft& supplier, Draft row) {
  Draft* const allocation = object_in(supplier, "allocation");
  if (!allocation) return;  // said by the check
  Place nowhere = row.place;
  nowhere.text = nullptr;
  if (Draft* const awards = list_in(*allocation, "awards", nowhere)) awards->items.push_back(std::move(row));
}

}  // namespace allot::scenario
