#pragma once

#include <algorithm>
#include <cstddef>

#include "allot/allocation.hpp"

// What `Claims` say of one claimant, defaults included.
namespace allot::allocation {

constexpr Units lots_in(Units units, Units lot) { return lot == 1 ? units : units / lot; }

inline Units lot(const Claims& claims, std::size_t i) { return claims.lots.empty() ? 1 : claims.lots[i]; }

inline Units cap(const Claims& claims, std::size_t i) {
  return claims.caps.empty() ? claims.claims[i] : std::min(claims.claims[i], claims.caps[i]);
}

/// The least worth shipping to a claimant who may get `demand`: what is left of a claim may ship in full.
inline Units smallest_shipment(const Claims& claims, std::size_t i, Units demand) {
  return claims.minimums.empty() ? 0 : std::min(claims.minimums[i], demand);
}

}  // namespace allot::allocation
