#pragma once

#include <optional>
#include <vector>

#include "engine/observations.hpp"
#include "model/model.hpp"

namespace allot::experiment {

/// So many units of a market's stock that nobody uses from then on.
struct UnusedStock {
  Time since = 0;
  Units units = 0;
};

/// The stock that is left over whoever comes until the end, as it grows, in whole lots: at each moment the least that is in
/// stock from then on.
///
/// shape:  what was seen has a journal
/// source: cumulative available-to-promise with look-ahead, Ball, Chen and Zhao (2004), Available to Promise, in Handbook of
///         Quantitative Supply Chain Analysis, chapter 11
std::vector<UnusedStock> unused_stock(const engine::Observations& seen, model::Index market, Units lot);

/// Since when so many are unused; none: not by the end.
std::optional<Time> unused_since(const std::vector<UnusedStock>& stock, Units units);

/// All that came into a supplier's free stock up to then, of a product or, for none, of all.
Units stocked_by(const engine::Observations& seen, const model::Model& model, model::Index supplier,
                 model::Index product, Time by);

}  // namespace allot::experiment
