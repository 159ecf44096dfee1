#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "allot/results.hpp"
#include "model/model.hpp"

/// Series of bands: what is drawn of a level over time.
namespace allot::experiment {

/// Moments of the grid from the start to before the end.
std::size_t moments_of_grid(const model::Model& model);

/// With places for so many moments; for quartiles as well where they are wanted.
Series empty_series(EntityKind kind, const std::string& entity, std::string_view metric, std::size_t moments,
                    bool has_quartiles);

/// Sets one moment of a series to what its column, a value a replication, says. Reorders the column.
void set_band(std::vector<double>& column, std::size_t moment, Series& out);

/// The quantiles of a column at the probabilities of the grid; none where all of its values are the same.
QuantileGrid quantile_grid(std::vector<double> column);

}  // namespace allot::experiment
