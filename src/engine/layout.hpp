#pragma once

#include <algorithm>
#include <cstddef>

#include "model/model.hpp"

namespace allot::engine {

using model::Index;
using model::Model;

/// What a replication keeps a level and an integral of, by kind of entity.
enum class OrganisationLevel : std::uint8_t {
  ordered,
  allocated,
  delivered,
  cancelled,
  backlog,
  in_transit,
  stranded,
  retired,
  returned,
  online,
  idle
};
enum class SiteLevel : std::uint8_t { stranded, retired, online };
enum class SupplierLevel : std::uint8_t {
  produced,
  scrapped,
  stock,
  in_transit,
  quote,
  used,
  returned,
  lent,
  in_use,
  allocated
};  // quote: seconds, as of the grid; used: as parts; lent: awarded and to come back, of which in_use is online
enum class OrderLevel : std::uint8_t { allocated, delivered, cancelled, backlog, in_transit, stranded, returned, online };

/// Where each level stands in the row of gauges. `online`, a supplier's `allocated`, and where the model counts what
/// stands idle `idle`, are kept by product, last of their entity's levels.
class Layout {
 public:
  explicit Layout(const Model& model)
      : products_(model.products.size()),
        organisation_width_(9 + products_ * (model.counts_idle ? 2 : 1)),
        site_width_(2 + products_),
        supplier_width_(9 + products_),
        sites_(model.organisations.size() * organisation_width_),
        suppliers_(sites_ + model.sites.size() * site_width_),
        orders_(suppliers_ + model.suppliers.size() * supplier_width_),
        counted_orders_(model.counted_orders()),
        watched_orders_(model.watched_orders),
        size_(orders_ + (counted_orders_ + watched_orders_.size()) * 8) {}

  std::size_t of(Index organisation, OrganisationLevel level) const {
    const std::size_t place = level == OrganisationLevel::idle ? 9 + products_ : static_cast<std::size_t>(level);
    return model::at(organisation) * organisation_width_ + place;
  }
  std::size_t of(Index site, SiteLevel level) const {
    return sites_ + model::at(site) * site_width_ + static_cast<std::size_t>(level);
  }
  std::size_t of(Index supplier, SupplierLevel level) const {
    return suppliers_ + model::at(supplier) * supplier_width_ + static_cast<std::size_t>(level);
  }
  /// Of an order that has levels.
  std::size_t of(Index order, OrderLevel level) const {
    return orders_ + model::at(place_of(order)) * 8 + static_cast<std::size_t>(level);
  }
  /// Whether the order has levels: one of the scenario's own where they are counted, else one that is watched.
  bool counts(Index order) const { return place_of(order) != model::none; }
  std::size_t size() const { return size_; }
  std::size_t before_orders() const { return orders_; }
  bool has_idle() const { return organisation_width_ > 9 + products_; }
  std::size_t products() const { return products_; }

 private:
  Index place_of(Index order) const {
    if (model::at(order) < counted_orders_) return order;
    const auto found = std::lower_bound(watched_orders_.begin(), watched_orders_.end(), order);
    const bool is_watched = found != watched_orders_.end() && *found == order;
    return is_watched ? static_cast<Index>(found - watched_orders_.begin()) : model::none;
  }

  std::size_t products_, organisation_width_, site_width_, supplier_width_, sites_, suppliers_, orders_,
      counted_orders_;
  std::vector<Index> watched_orders_;
  std::size_t size_;
};

}  // namespace allot::engine
