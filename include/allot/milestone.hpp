#pragma once

#include <optional>
#include <string>

#include "allot/decimal.hpp"
#include "allot/value.hpp"

/// Dates that people ask for: when is the cluster complete?
namespace allot {

/// The first moment at whose end an organisation, a group or a site has so much online. In a replication that never comes
/// so far it is not reached: later than any date, in quantiles and in comparisons.
///
/// units: online, units; compute, dense BF16 FLOP/s of all that is online
/// shape: one of organisation, group and site; one of online and compute
struct Milestone {
  bool operator==(const Milestone&) const = default;
  std::string id, label;
  Ref organisation, group, site;
  std::optional<Value> online;
  Decimal compute;  ///< looked at where `online` is none
};

}  // namespace allot
