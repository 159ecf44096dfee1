#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "scenario/spec.hpp"

namespace allot::scenario {

/// The closed sets of words of the format: each word and what it stands for.
std::span<const Word<Distribution::Family>> families();
std::optional<Distribution::Family> family_named(std::string_view word);

std::span<const Word<Level>> words_of(Level);
std::span<const Word<SlipOrder>> words_of(SlipOrder);
std::span<const Word<Choose>> words_of(Choose);
std::span<const Word<SubstituteBy>> words_of(SubstituteBy);
std::span<const Word<Counted>> words_of(Counted);
std::span<const Word<EmbargoedOrders>> words_of(EmbargoedOrders);
std::span<const Word<EmbargoedTransit>> words_of(EmbargoedTransit);
std::span<const Word<Reached>> words_of(Reached);
std::span<const Word<InflateBy>> words_of(InflateBy);
std::span<const Word<AuctionPrice>> words_of(AuctionPrice);

/// "a date such as \"2024-06-01\"": what a value of that kind looks like.
std::string_view example_of(Kind kind);

}  // namespace allot::scenario
