#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "allot/comparison.hpp"
#include "report/figures.hpp"

/// Differences in words.
namespace allot::report {

/// unchanged: the same in every replication; unclear: no difference that these replications can tell from
/// none, at 5%; clear: all others.
enum class Sureness : std::uint8_t { unchanged, unclear, clear };

Sureness sureness_of(const Difference& difference);

/// What a difference is called: the label of its pair, or "no-swap against base".
std::string name_of_difference(const Comparison& comparison, std::size_t difference);

/// What the variant of a pair is held against, behind "more" or "fewer": " than with no swap", where the baseline is the
/// variant and something on top of it; " with a swap than without"; else " in A than in B".
std::string against_words(const Comparison& comparison, std::size_t difference);

/// With its sign, "+1,234" or "-5"; "0" for nothing, and "about 0" for what is rounded to it.
std::string signed_figure(double number, const Figures& figures);

/// One number with its unit and sign: "-111 k GPU-days".
std::string signed_amount(double number, Measure measure, Precision precision, std::string_view currency);

/// "+1,200 to +1,300".
std::string signed_range(const Interval& interval, const Figures& figures);

/// "12.5 days later", "1 day earlier", "0 days".
std::string days_later(double days);

inline constexpr std::size_t most_names = 12;  ///< in a sentence

/// "a, b and c", or "a, b and 7 more" where there are more than so many.
std::string listed(const std::vector<std::string>& names, std::size_t most);

/// How many of so many: "970".
std::string hits(double share, std::size_t count);
/// "in 970 of 1,000 replications".
std::string in_how_many(double share, std::size_t count);

/// How much narrower pairing made the 95% interval, the square root of the ratio of variances; empty where
/// that is not known: "pairing made this interval 3.2 times narrower".
std::string pairing_gain(const Difference& difference);

}  // namespace allot::report
