#pragma once

#include <map>
#include <span>
#include <string>
#include <tuple>

#include "allot/divergence.hpp"

namespace allot::experiment {

/// What happened, whenever it did: a deviation's columns, but for times and units.
struct What {
  std::size_t phase = 0;  ///< of events at the same moment, which comes first
  std::string event, intervention, order, organisation, from, site, supplier, product, name;
  friend bool operator<(const What& one, const What& other) {
    const auto parts = [](const What& it) {
      return std::tie(it.phase, it.event, it.intervention, it.order, it.organisation, it.from, it.site, it.supplier,
                      it.product, it.name);
    };
    return parts(one) < parts(other);
  }
};

/// Units by moment.
using Course = std::map<std::string, Units>;

/// A ledger as what happened, without slices and without what only accounts for it.
std::map<What, Course> ledger_events(std::span<const LedgerLine> ledger);

}  // namespace allot::experiment
