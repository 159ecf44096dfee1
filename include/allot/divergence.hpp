#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "allot/basis.hpp"
#include "allot/experiment.hpp"
#include "allot/labels.hpp"
#include "allot/ledger.hpp"
#include "allot/units.hpp"

/// Where two runs part on the same draws, and what follows from it: not how much a decision changes in the mean, but by
/// which chain of events it does, in one replication that can be read.
namespace allot {

/// Units of one thing that happened in one run and not, or not then, in the other.
struct Happened {
  Units units = 0;
  std::string first, last;  ///< when, as dates of the ledger; empty where nothing did
};

/// One thing in which the runs differ: what happened to the same order, owner, site or market by the same
/// intervention. What does not apply is empty.
struct Deviation {
  std::optional<std::size_t> cause;  ///< an earlier one; none for what nothing before explains
  std::string event;                 ///< intervention, transfer, cancelled, deferred, order, lot, added, capacity,
                                     ///< substituted, award, delivered, online, offline or milestone
  std::string intervention, order, organisation, from, site, supplier, product, name;
  Happened baseline, variant;
  std::string at;  ///< the first moment at which they differ in it
};

/// shape: in order of time, causes before what they cause; empty for runs that do not part
struct Divergence {
  std::string baseline, variant;
  std::vector<Deviation> deviations;
};

struct Divergences {
  std::string scenario;
  std::uint64_t seed = 1, replication = 0;
  std::vector<Divergence> variants;
  Labels labels;  ///< of all variants; how sentences name things
  Basis basis;    ///< of the baseline
};

/// Holds two ledgers of one replication against each other. Units of an order are told apart by their owner
/// alone, so that it does not matter how a run cut them into slices. The cause of a deviation is the last one
/// before it that it has something in common with: of a transfer its intervention, of an award what happened
/// to the order, else to the supply of its market, else to others in that market; of a delivery the award; of
/// units going online their delivery, else their site; a common cause is likely and not proven.
std::vector<Deviation> deviations(std::span<const LedgerLine> baseline, std::span<const LedgerLine> variant);

/// The same for scenarios, the first of which is the baseline, in the sampling's replication (`only`, else
/// 0). errors: RequestError where there are fewer than two
Divergences diverge(const std::vector<std::pair<std::string, Scenario>>& variants, const Sampling& sampling);

}  // namespace allot
