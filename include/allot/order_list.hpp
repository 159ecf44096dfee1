#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <limits>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "allot/name_list.hpp"
#include "allot/order.hpp"
#include "allot/shared.hpp"
#include "allot/time.hpp"
#include "allot/units.hpp"

/// The orders of a scenario, kept so that a book of millions fits into memory. To a reader it is a list of `Order`:
///
///   for (const Order& order : scenario.orders) ...
///
/// Inside, what orders have in common is kept once, as their *kind*, and beside it a row of five numbers an order and
/// its id. Order books are made by programs, and a few hundred kinds (organisation, supplier, product, sites, contract)
/// then stand for all of it; an `Order` is put together when it is asked for, and is a value, not a reference into the list.
namespace allot {

/// What tells orders of one kind apart, where it is known beforehand.
///
/// units: dates, seconds since 1970
struct OrderFigures {
  static constexpr std::int64_t none = std::numeric_limits<std::int64_t>::min();         ///< not said
  static constexpr std::int64_t of_kind = std::numeric_limits<std::int64_t>::min() + 1;  ///< as its kind has it
  Units units = 0;
  Date placed = 0, not_before = none, due = none, needed = none;
  bool operator==(const OrderFigures&) const = default;
};

/// The orders of a scenario, by place: the order in which the scenario defines them, which also settles ties in a queue.
///
/// gives: copies that share their memory until one of them changes, so that variants of a scenario with one large book
///        cost no more than one
/// cost:  `operator[]` copies an order, lists included; `id`, `figures` and `common` copy nothing
class OrderList {
 public:
  class Iterator;

  OrderList() = default;
  OrderList(std::initializer_list<Order> orders);

  std::size_t size() const { return list_->rows.size(); }
  bool empty() const { return size() == 0; }
  /// The order put together, as `check` read it.
  const Order operator[](std::size_t place) const;
  Iterator begin() const;
  Iterator end() const;

  /// Good until the list changes.
  std::string_view id(std::size_t place) const { return names_[place]; }
  const NameList& ids() const { return names_; }
  /// All of the order but its id and figures.
  const Order& common(std::size_t place) const { return list_->kinds[list_->rows[place].kind]; }
  /// Which kind it is of, below `kinds()`. Orders of one kind differ by id and figures alone; equal ones need not be of
  /// one kind.
  std::size_t kind(std::size_t place) const { return list_->rows[place].kind; }
  std::size_t kinds() const { return list_->kinds.size(); }
  /// Whether further orders may be of its kind: it has figures of its own, and nothing that no other order is likely to
  /// have.
  bool is_of_shared_kind(std::size_t place) const;
  const OrderFigures& figures(std::size_t place) const { return list_->rows[place].figures; }

  /// Makes room for so many orders; a hint.
  void reserve(std::size_t orders, std::size_t letters_of_ids);
  /// Appends an order, of a kind that is there already where one fits.
  ///
  /// shape: no other order has its id
  void push_back(const Order& order);
  /// One more of a kind.
  void push_back(std::string_view id, std::size_t kind, const OrderFigures& figures);
  /// One of another list; `kinds` keeps what its kinds are here, from one such call to the next.
  void push_back(const OrderList& other, std::size_t place, std::vector<std::optional<std::uint32_t>>& kinds);
  /// `how` changes an order in any way but its id.
  template <class How>
  void change(std::size_t place, How&& how) {
    Order order = (*this)[place];
    how(order);
    replace(place, order);
  }
  bool operator==(const OrderList& other) const;

 private:
  struct Row {
    std::uint32_t kind = 0;
    OrderFigures figures;
  };
  struct List {
    std::vector<Order> kinds;
    std::unordered_multimap<std::uint64_t, std::uint32_t> kinds_by_hash;  ///< of those that orders are likely to share
    std::vector<Row> rows;
  };
  void replace(std::size_t place, const Order& order);
  static Row row_of(List& list, const Order& order);

  NameList names_;
  Shared<List> list_;
};

/// Goes through the orders in their places and puts each together. An input iterator: what it points to is a value.
class OrderList::Iterator {
 public:
  using value_type = Order;
  using reference = const Order;
  using pointer = const Order*;
  using difference_type = std::ptrdiff_t;
  using iterator_category = std::input_iterator_tag;

  Iterator() = default;
  Iterator(const OrderList& list, std::size_t place) : list_(&list), place_(place) {}
  const Order operator*() const { return (*list_)[place_]; }
  Iterator& operator++() { return ++place_, *this; }
  Iterator operator++(int) { return Iterator(*list_, place_++); }
  friend bool operator==(const Iterator& a, const Iterator& b) { return a.place_ == b.place_; }

 private:
  const OrderList* list_ = nullptr;
  std::size_t place_ = 0;
};

inline OrderList::Iterator OrderList::begin() const { return {*this, 0}; }
inline OrderList::Iterator OrderList::end() const { return {*this, size()}; }

}  // namespace allot
