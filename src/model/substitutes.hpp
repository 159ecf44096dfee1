#pragma once

#include "allot/scenario.hpp"
#include "model/model.hpp"

namespace allot::model {

/// The list of `Model::substitute_lists` for orders of a product.
Index substitutes_of(const Scenario& scenario, Model& model, Ref product, const Preference* preference);

/// Fills `Model::replaces`, once all orders and streams are there.
void find_replaced(Model& model);

}  // namespace allot::model
