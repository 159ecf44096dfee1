#include "scenario/opening_rows.hpp"

#include <unordered_map>

#include "base/literals.hpp"
#include "scenario/book_shelf.hpp"
#include "scenario/members.hpp"

namespace allot::scenario {
namespace {

/// What was shipped of one order.
struct Shipped {
  Place place;  ///< where its first row names it
  Draft delivered, in_transit;
};

Draft pair_of(const Draft& date, const Draft& units, const Place& place) {
  Draft pair;
  pair.type = Draft::Type::array;
  pair.place = place;
  pair.items = {date, units};
  return pair;
}

void add_to(Draft& list, Draft pair) {
  list.type = Draft::Type::array;
  list.place = pair.place;
  list.items.push_back(std::move(pair));
}

bool is_after(const Draft& date, Date start) {
  const auto read = date.is(Draft::Type::string) ? parse_date(date.text) : std::nullopt;
  return read && *read > start;
}

void add_shipment(Reader& reader, const Draft& row, Date start, Shipped& order) {
  const Draft *units = row.find("units"), *arrived = row.find("delivered"), *expected = row.find("expected");
  const auto refuse = [&](const char* message) { reader.problem({row.place, "", message, "", false}); };
  if (!units) return refuse("'units' is missing: how many were shipped");
  if (!arrived && !expected)
    return refuse("what was shipped before the start says when it was 'delivered', or is 'expected'");
  const Draft& date = arrived ? *arrived : *expected;
  const bool is_there = arrived && !is_after(*arrived, start);
  add_to(is_there ? order.delivered : order.in_transit, pair_of(date, *units, row.place));
}

/// Orders by id, in the order in which rows name them first.
struct AllShipped {
  std::vector<std::string> ids;
  std::unordered_map<std::string, Shipped> orders;
};

AllShipped by_order(Reader& reader, const std::vector<Draft>& rows, Date start) {
  AllShipped all;
  for (const Draft& row : rows) {
    const Draft* const order = row.find("order");
    if (!order) {
      reader.problem({row.place, "", "'order' is missing: of which order it was shipped", "", false});
      continue;
    }
    const auto [found, is_new] = all.orders.try_emplace(order->text);
    if (is_new) all.ids.push_back(order->text), found->second.place = order->place;
    add_shipment(reader, row, start, found->second);
  }
  return all;
}

std::unordered_map<std::string, std::size_t> places_of(const Draft& orders) {
  std::unordered_map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < orders.items.size(); ++i)
    places.emplace(i < orders.keys.size() ? orders.keys[i] : std::string(id_of(orders.items[i])), i);
  return places;
}

void set_opening(Reader& reader, const std::string& id, const Shipped& shipped, Draft& order) {
  for (const char* key : {"delivered", "in_transit"})
    if (order.find(key))
      return reader.problem({shipped.place, "", "order '" + id + "' says itself what was '" + key + "' at the start",
                             "leave one of the two out", false});
  if (!shipped.delivered.items.empty()) order.set("delivered", shipped.delivered);
  if (!shipped.in_transit.items.empty()) order.set("in_transit", shipped.in_transit);
}

// As an edit of the row; none is there yet, but from a file that this one extends.
void set_in_row(ScenarioFile& file, Reader& reader, const std::string& id, const Shipped& shipped) {
  file.shelf->open(file.root, file.load);
  const std::optional<Draft>* const edited = file.book_edits.row(id);
  std::optional<Draft> row = edited ? *edited : file.shelf->find(id);
  if (!row) {
    const std::string near = file.shelf->nearest(id);
    return reader.problem(
        {shipped.place, "", "unknown order '" + id + "'", near.empty() ? "" : "did you mean '" + near + "'?", false});
  }
  set_opening(reader, id, shipped, *row);
  file.book_edits.rows[id] = std::move(row);
}

}  // namespace

void OpeningRows::put_into(ScenarioFile& file, Reader& reader, Date start) const {
  if (rows_.empty()) return;
  const AllShipped all = by_order(reader, rows_, start);
  Draft* const orders = file.root.find("orders");
  const auto places = orders ? places_of(*orders) : std::unordered_map<std::string, std::size_t>();
  for (const std::string& id : all.ids) {
    const Shipped& shipped = all.orders.at(id);
    if (const auto place = places.find(id); place != places.end())
      set_opening(reader, id, shipped, orders->items[place->second]);
    else if (Draft* const added = file.book_edits.added.find(id))
      set_opening(reader, id, shipped, *added);
    else
      set_in_row(file, reader, id, shipped);
  }
}

}  // namespace allot::scenario
