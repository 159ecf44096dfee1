#pragma once

#include <vector>

#include "model/compilation.hpp"

namespace allot::model {

/// The route to the region of the first site, else of the organisation, else the default one, else none.
Index route_for(const Compilation& in, Ref supplier, Ref organisation, const std::vector<Ref>& sites);

/// The money that a fee comes to for one unit.
double each(const Fee& fee, const allot::Product& product);

/// What orders of a kind, or all of a stream, have in common.
Terms terms_of(Compilation& in, const allot::Order& order);
Terms terms_of(Compilation& in, const allot::Stream& stream);

}  // namespace allot::model
