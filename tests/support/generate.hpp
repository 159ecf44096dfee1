#pragma once

#include <cstdint>
#include <string>

namespace allot {

/// What a generated scenario may hold.
struct Features {
  bool chance = false;         ///< random delays, slips, yields, dates, sizes and decisions
  bool streams = true;         ///< repeated demand, random with `chance`
  bool sites = true;           ///< room, crews, power gates
  bool interventions = true;   ///< decisions of every kind
  bool buyers = true;          ///< patience, contracts, roadmaps, orders in excess
  bool money = true;           ///< money by date
  bool several_levels = true;  ///< groups and organisations above the orders, caps, guarantees, weights
};

/// What the scenario of a seed may hold by custom: even seeds leave nothing to chance.
Features features_of(std::uint64_t seed);

/// The text of a small scenario: a few organisations, suppliers and sites over 30 to 120 days, with round
/// dates, so that much falls on the same second.
///
/// gives: valid input; the same text for the same seed and features
std::string generate_scenario(std::uint64_t seed, const Features& features = {});

}  // namespace allot
