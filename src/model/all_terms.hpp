#pragma once

#include "model/model.hpp"

namespace allot::model {

/// Shows the terms of all that orders: listed and placed orders, streams, buyers, and copies at other suppliers.
template <class LookAt>
void look_at_all_terms(const Model& model, LookAt&& look_at) {
  for (const Terms& terms : model.order_terms) look_at(terms);
  for (const Stream& stream : model.streams) look_at(stream.terms);
  for (const Buyer& buyer : model.buyers)
    for (const Terms& offer : buyer.offers) look_at(offer);
  for (const Gaming& gaming : model.gamings)
    for (const Copy& copy : gaming.copies) look_at(copy.terms);
}

}  // namespace allot::model
