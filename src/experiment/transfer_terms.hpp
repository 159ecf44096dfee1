#pragma once

#include <optional>
#include <string>
#include <vector>

#include "allot/scenario.hpp"

namespace allot::experiment {

/// The terms of a decision that moves units between two organisations.
struct TransferTerms {
  std::size_t place = 0;  ///< among interventions
  Ref one, other;         ///< the sides of a swap, or who gives and who receives
  Ref product;
  bool is_swap = false, is_loan = false;
  std::optional<Units> units;  ///< asked for; none: said order by order, or drawn
  Date at = 0;                 ///< its median day; the start, where a condition decides it

  Ref partner_of(Ref side) const { return side == one ? other : one; }
};

/// errors: RequestError where there is none of that id, or it is no transfer
TransferTerms transfer_terms(const Scenario& scenario, const std::string& intervention);

/// The scenario in which it never happens, with all else in its place.
Scenario without(Scenario scenario, const TransferTerms& transfer);

/// The same transfer of so many units.
Scenario with_units(Scenario scenario, const TransferTerms& transfer, Units units);

/// Brings forward to a day what a side of the transfer receives of its partner's, where that is later: dated lots, or
/// what it lent.
Scenario returned_by(Scenario scenario, const TransferTerms& transfer, Ref side, Date latest);

/// The first day on which anything may come back: a loan is not paid back as it is given.
Date first_return(const Scenario& scenario, const TransferTerms& transfer);

/// When the last of that comes, by its median; none where nothing of it has a date.
std::optional<Date> last_return(const Scenario& scenario, const TransferTerms& transfer, Ref side);

}  // namespace allot::experiment
