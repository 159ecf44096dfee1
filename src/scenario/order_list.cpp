#include "allot/scenario.hpp"
#include "base/contract.hpp"

namespace allot {
namespace {

bool is_figure(const Value& value, Kind kind) {
  const bool goes_to_lots = kind == Kind::units && value.is_derived;
  return value.is_known() && value.kind == kind && value.per == 1 && value.number.exponent() == 0 && !goes_to_lots;
}

// Moves a figure out of what is left of the order, which is then of its kind.
std::int64_t taken(Value& value, Kind kind) {
  if (!is_figure(value, kind)) return OrderFigures::of_kind;
  const auto figure = value.number.digits();
  value = Value{};
  return figure;
}

std::int64_t taken(std::optional<Value>& value, Kind kind) {
  if (!value) return OrderFigures::none;
  const std::int64_t figure = taken(*value, kind);
  if (figure != OrderFigures::of_kind) value.reset();
  return figure;
}

void give(std::int64_t figure, Kind kind, Value& value) {
  if (figure == OrderFigures::of_kind) return;
  value = Value{};
  value.kind = kind;
  value.number = figure;
}

void give(std::int64_t figure, Kind kind, std::optional<Value>& value) {
  if (figure == OrderFigures::of_kind || figure == OrderFigures::none) return;
  give(figure, kind, value.emplace());
}

OrderFigures figures_taken(Order& order) {
  return {taken(order.units, Kind::units), taken(order.placed, Kind::date), taken(order.not_before, Kind::date),
          taken(order.due, Kind::date), taken(order.needed, Kind::date)};
}

bool has_own_figures(const OrderFigures& it) {
  constexpr std::int64_t of_kind = OrderFigures::of_kind;
  return it.units != of_kind && it.placed != of_kind && it.not_before != of_kind && it.due != of_kind &&
         it.needed != of_kind;
}

// Whether others are likely to be alike in all of it.
bool is_likely_shared(const Order& kind, const OrderFigures& figures) {
  return has_own_figures(figures) && kind.label.empty() && kind.deliveries.empty() && !kind.opening;
}

std::uint64_t hash_of(const Order& kind) {
  std::uint64_t hash = 0;
  const auto add = [&](auto number) {
    hash = (hash ^ static_cast<std::uint64_t>(number)) * 0x9E3779B97F4A7C15 + (hash >> 29);
  };
  for (const Ref ref : {kind.organisation, kind.supplier, kind.product, kind.pegged}) add(ref.index);
  for (const Ref site : kind.sites) add(site.index);
  for (const std::int64_t number : {kind.priority, kind.min_shipment, static_cast<std::int64_t>(kind.partial)})
    add(number);
  if (kind.bid) add(*kind.bid);
  for (const char letter : kind.kit) add(letter);
  if (kind.contract.patience) add(kind.contract.patience->value.number.digits());
  if (kind.contract.term) add(kind.contract.term->value.number.digits());
  if (kind.contract.payments) add(kind.contract.payments->delivery.net);
  return hash;
}

}  // namespace

OrderList::OrderList(std::initializer_list<Order> orders) {
  for (const Order& order : orders) push_back(order);
}

const Order OrderList::operator[](std::size_t place) const {
  const OrderFigures& it = figures(place);
  Order order = common(place);
  order.id = id(place);
  give(it.units, Kind::units, order.units);
  give(it.placed, Kind::date, order.placed);
  give(it.not_before, Kind::date, order.not_before);
  give(it.due, Kind::date, order.due);
  give(it.needed, Kind::date, order.needed);
  return order;
}

bool OrderList::is_of_shared_kind(std::size_t place) const { return is_likely_shared(common(place), figures(place)); }

OrderList::Row OrderList::row_of(List& list, const Order& order) {
  Order kind = order;
  kind.id.clear();
  for (auto* delay : {&kind.contract.patience, &kind.contract.term, &kind.contract.return_time})
    if (*delay) (*delay)->value.address = 0;  // drawn by the order's own name
  Row row{0, figures_taken(kind)};
  const bool is_shared = is_likely_shared(kind, row.figures);
  const std::uint64_t hash = is_shared ? hash_of(kind) : 0;
  if (is_shared) {
    const auto [first, last] = list.kinds_by_hash.equal_range(hash);
    for (auto it = first; it != last; ++it)
      if (list.kinds[it->second] == kind) return {it->second, row.figures};
  }
  row.kind = static_cast<std::uint32_t>(list.kinds.size());
  if (is_shared) list.kinds_by_hash.emplace(hash, row.kind);
  list.kinds.push_back(std::move(kind));
  return row;
}

void OrderList::reserve(std::size_t orders, std::size_t letters_of_ids) {
  names_.reserve(orders, letters_of_ids);
  list_.own().rows.reserve(orders);
}

void OrderList::push_back(const Order& order) {
  List& list = list_.own();
  list.rows.push_back(row_of(list, order));
  names_.push_back(order.id);
}

void OrderList::push_back(std::string_view id, std::size_t kind, const OrderFigures& figures) {
  expects(kind < kinds(), "the kind of an order is one of the list");
  list_.own().rows.push_back({static_cast<std::uint32_t>(kind), figures});
  names_.push_back(id);
}

void OrderList::push_back(const OrderList& other, std::size_t place, std::vector<std::optional<std::uint32_t>>& kinds) {
  kinds.resize(other.kinds());
  std::optional<std::uint32_t>& known = kinds[other.kind(place)];
  if (known) return push_back(other.id(place), *known, other.figures(place));
  push_back(other[place]);
  if (is_of_shared_kind(size() - 1)) known = static_cast<std::uint32_t>(kind(size() - 1));
}

void OrderList::replace(std::size_t place, const Order& order) {
  expects(order.id == id(place), "an order keeps its id");
  List& list = list_.own();
  list.rows[place] = row_of(list, order);
}

bool OrderList::operator==(const OrderList& other) const {
  if (names_ != other.names_) return false;
  if (list_.is_shared_with(other.list_)) return true;
  constexpr std::size_t unknown = ~std::size_t{0};
  std::vector<std::size_t> counterpart(kinds(), unknown);
  for (std::size_t i = 0; i < size(); ++i) {
    if (figures(i) != other.figures(i)) return false;
    std::size_t& known = counterpart[kind(i)];
    if (known == other.kind(i)) continue;
    if (common(i) != other.common(i)) return false;
    known = other.kind(i);
  }
  return true;
}

}  // namespace allot
