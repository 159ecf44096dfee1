#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "allot/allocation.hpp"

namespace allot::allocation {

/// The places 0..n-1 of claims in order of size, ties to the earlier.
template <class Number>
void smallest_claims_first(std::span<const Number> claims, std::vector<std::uint32_t>& order);

/// The places 0..n-1 in order of bid, the highest first, ties to the earlier.
void highest_bids_first(std::span<const double> bids, std::size_t n, std::vector<std::uint32_t>& order);

/// Serves `order` one after another: as many whole lots of what is left as the demand takes, if they make up
/// the minimum shipment; gives what is left then.
Units serve(std::span<const std::uint32_t> order, Units supply, const Claims& claims, std::span<const Units> demands,
            std::span<Units> awards);

}  // namespace allot::allocation
