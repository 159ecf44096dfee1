#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/observations.hpp"
#include "metrics/months.hpp"
#include "model/model.hpp"

namespace allot::metrics {

/// What money is paid for. What comes in counts positive, what goes out negative.
enum class CashLine : std::uint8_t {
  order,
  award,
  shipment,
  delivery,
  handed_over,  ///< for units that a decision brought or took, at what had been paid for them
  cancel_fees,
  energy,
  hall_rent,
  revenue,
  decisions  ///< what decisions cost their payer
};
inline constexpr std::size_t cash_lines = 10;
using CashLines = std::array<double, cash_lines>;

/// The money of one organisation in one replication.
struct OrganisationCash {
  std::vector<CashLines> months;
  std::vector<double> depreciation;  ///< by month
  double book_value = 0;             ///< at the end: what its units are worth, and what was paid for those still to come
  double npv = 0;
  double buying = 0;  ///< present value of what bought units cost in all, less what they are worth at the end
  double rent = 0;    ///< present value of rent for the same hours online
  double rent_needed = 0;  ///< the same of the share of those hours that is needed: the products' `utilisation`
  double hours = 0;   ///< those hours, each as much as money of its month counts at present

  double total(CashLine line) const;
};

/// How long after the end something may still be paid.
Duration longest_credit(const model::Model& model);

struct Cash {
  Months months;
  std::vector<OrganisationCash> organisations;
  double unpaid = 0;  ///< what decisions cost that nobody is said to pay; nobody's money
};

/// The money of a replication of a model that keeps cash.
///
/// source: net present value and equivalent annual cost, Brealey, Myers and Allen (2020), Principles of Corporate Finance;
///         days over 365, as XNPV of spreadsheets has it
Cash cash_of(const model::Model& model, const engine::Observations& seen);

}  // namespace allot::metrics
