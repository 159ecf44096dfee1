#pragma once

#include <span>

#include "allocation/problem.hpp"

// The rules that divide, each as an `Award`. Names and definitions are those of the surveys by Thomson
// (2003), Mathematical Social Sciences 45(3), 249-297, and (2015), 74, 41-59, unless a rule names another
// source.
namespace allot::allocation {

/// min(ceiling, t w c).
void proportional(const Problem&, Scratch&, std::span<DoubleDouble> awards);

/// min(ceiling, t w). Max-min fairness.
/// source: also the uniform rule of Cachon and Lariviere (1999), Management Science 45(8), 1091-1108
void equal_awards(const Problem&, Scratch&, std::span<DoubleDouble> awards);

/// min(ceiling, max(0, c - t / w)).
/// source: also the linear rule of Cachon and Lariviere (1999), Management Science 45(8), 1091-1108
void equal_losses(const Problem&, Scratch&, std::span<DoubleDouble> awards);

/// Equal awards up to half of each claim, equal losses beyond.
/// source: Aumann and Maschler (1985), Journal of Economic Theory 36(2), 195-213
void talmud(const Problem&, Scratch&, std::span<DoubleDouble> awards);

/// Equal losses up to half of each claim, equal awards beyond.
/// source: Chun, Schummer and Thomson (2001), Seoul Journal of Economics 14(3), 269-297
void reverse_talmud(const Problem&, Scratch&, std::span<DoubleDouble> awards);

/// Equal awards up to half of each claim, and again on the other half.
/// source: Piniles (1861), as Aumann and Maschler (1985) give it
void piniles(const Problem&, Scratch&, std::span<DoubleDouble> awards);

/// Equal awards up to half of each claim; beyond, awards as equal as half and whole of each claim allow.
/// source: Chun, Schummer and Thomson (2001), Seoul Journal of Economics 14(3), 269-297
void constrained_egalitarian(const Problem&, Scratch&, std::span<DoubleDouble> awards);

/// The mean of first come, first served over all orders of arrival; over those drawn, where the ways in which others may
/// come before one are too many (`needs_arrivals`). Equal claims get equal awards.
/// source: O'Neill (1982), Mathematical Social Sciences 2(4), 345-371; Shapley (1953)
void random_arrival(const Problem&, Scratch&, std::span<DoubleDouble> awards);

/// Each unit of the estate is claimed by as few as can be, and shared equally among those who claim it.
/// source: O'Neill (1982), Mathematical Social Sciences 2(4), 345-371
void minimal_overlap(const Problem&, Scratch&, std::span<DoubleDouble> awards);

/// What the others leave even if paid in full, then in proportion to what is still claimed of the rest.
/// source: Curiel, Maschler and Tijs (1987), Zeitschrift fuer Operations Research 31, A143-A159
void adjusted_proportional(const Problem&, Scratch&, std::span<DoubleDouble> awards);

/// What each had received and its award together are min(received + ceiling, max(received, t w)).
void fair_share(const Problem&, Scratch&, std::span<DoubleDouble> awards);

/// A share of the estate in proportion to receipts, up to the claims; the rest in proportion to what is still
/// claimed.
/// source: Cachon and Lariviere (1999), Management Science 45(5), 685-703: sales of a period earn the next one's
void turn_and_earn(const Problem&, Scratch&, std::span<DoubleDouble> awards);

/// min(c, t q), those without a quota counted as one: what a quota leaves unused is divided by the same quotas.
void quota(const Problem&, Scratch&, std::span<DoubleDouble> awards);

/// First come, first served in the order listed.
void in_order(const Problem&, Scratch&, std::span<DoubleDouble> awards);

/// First come, first served in order of claim, ties to the earlier.
void smallest_first(const Problem&, Scratch&, std::span<DoubleDouble> awards);

/// The highest bid first, ties to the earlier.
void auction(const Problem&, Scratch&, std::span<DoubleDouble> awards);

}  // namespace allot::allocation
