#include "engine/replication.hpp"

namespace allot::engine {

LedgerLine& note(Replication& sim, const char* event) {
  LedgerLine& line = sim.seen.ledger.emplace_back();
  line.cells.emplace_back("time", format_date(sim.model.start + sim.now));
  line.cells.emplace_back("event", std::string(event));
  return line;
}

std::string_view name_of(SliceState state) {
  switch (state) {
    case SliceState::planned: return "planned";
    case SliceState::open: return "open";
    case SliceState::allocated: return "allocated";
    case SliceState::in_transit: return "in_transit";
    case SliceState::delivered: return "delivered";
    case SliceState::installing: return "installing";
    case SliceState::commissioning: return "commissioning";
    case SliceState::unpowered: return "unpowered";
    case SliceState::online: return "online";
    case SliceState::cancelled: return "cancelled";
  }
  return "";
}

std::string order_name(const Replication& sim, Index order) {
  if (order == model::none) return "";
  if (at(order) < sim.model.order_ids.size()) return sim.model.order_ids[at(order)];
  return "order-" + std::to_string(order);
}

}  // namespace allot::engine
