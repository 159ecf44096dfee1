#pragma once

#include <optional>
#include <string>
#include <vector>

#include "allot/allocation.hpp"

/// One division of a shortage by a rule, and no simulation: what each of the rules gives to whom.
namespace allot {

/// What is asked. A column has a number for each claim, or one for all of them; an empty one says nothing.
///
/// units: of the estate, claims, caps, lots and minimums the same; whole where there are lots
struct RationRequest {
  allocation::Rule rule = allocation::Rule::proportional;
  double estate = 0;
  std::vector<double> claims;
  std::vector<double> weights;   ///< of rules that take any
  std::vector<double> caps;      ///< the most that each may get
  std::vector<double> lots;      ///< whole lots of so many units; none: decimals are divided
  std::vector<double> minimums;  ///< the smallest award that ships, where there are lots
  std::vector<double> received;  ///< fair_share: so far
  std::vector<double> receipts;  ///< turn_and_earn: in the last period
  std::optional<double> share;   ///< turn_and_earn: the part of the estate that receipts divide
  std::vector<double> quotas;    ///< quota: the part of 1 of each, 0 for who has none
  std::vector<double> bids;      ///< auction: for a unit
};

/// The answer of one division.
///
/// shape: an award for each claim
struct DivisionAnswer {
  std::string rule;
  double estate = 0, unallocated = 0;
  std::vector<double> claims, awards;
  bool in_lots = false;
};

/// gives:  the same awards for the same request, on any machine; of random_arrival among too many claimants to go through
///         all orders of arrival, the mean over 1,000 that are always the same
/// errors: RequestError, which names what is wrong as the program's options are called
DivisionAnswer ration(const RationRequest& request);

}  // namespace allot
