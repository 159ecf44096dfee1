#include <algorithm>
#include <tuple>

#include "model/compilation.hpp"

namespace allot::model {
namespace {

Index first_piece_of(const Model& model, Index supplier) {
  const auto is_its = [&](const Piece& piece) { return piece.supplier == supplier; };
  return static_cast<Index>(std::find_if(model.pieces.begin(), model.pieces.end(), is_its) - model.pieces.begin());
}

void compile_receipts(Compilation& in) {
  for (const LotReceipt& it : in.scenario.actuals.received) {
    KnownReceipt& out = in.model.receipts.emplace_back();
    out.piece = first_piece_of(in.model, it.supplier.index) + it.supply.index;
    out.planned = it.planned - in.scenario.start;
    out.units = it.units;
    if (it.date) out.at = *it.date - in.scenario.start;
  }
  std::stable_sort(in.model.receipts.begin(), in.model.receipts.end(),
                   [](const KnownReceipt& a, const KnownReceipt& b) {
                     return std::tie(a.piece, a.planned) < std::tie(b.piece, b.planned);
                   });
}

void compile_shipments(Compilation& in) {
  for (const ShippedUnits& it : in.scenario.actuals.shipped) {
    KnownShipment& out = in.model.shipments.emplace_back();
    out.order = in.order(it.order);
    out.units = it.units;
    out.at = it.date - in.scenario.start;
    if (it.delivered || it.expected) out.arrives = (it.delivered ? *it.delivered : *it.expected) - in.scenario.start;
    const Index supplier = in.model.terms_of(in.model.orders[at(out.order)]).supplier;
    const std::vector<Span>& recorded = in.model.suppliers[at(supplier)].recorded;
    out.is_recorded =
        std::any_of(recorded.begin(), recorded.end(), [&](const Span& span) { return span.holds(out.at); });
  }
  std::stable_sort(
      in.model.shipments.begin(), in.model.shipments.end(),
      [](const KnownShipment& a, const KnownShipment& b) { return std::tie(a.order, a.at) < std::tie(b.order, b.at); });
  auto& moments = in.model.recorded_moments;
  for (const KnownShipment& it : in.model.shipments) {
    const Terms& terms = in.model.terms_of(in.model.orders[at(it.order)]);
    if (it.is_recorded) moments.emplace_back(it.at, in.model.market_of(terms));
  }
  std::sort(moments.begin(), moments.end());
  moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
}

}  // namespace

void compile_past(Compilation& in) {
  if (!in.scenario.as_of) return;
  in.model.as_of = *in.scenario.as_of - in.scenario.start;
  for (const RecordedShipments& it : in.scenario.actuals.recorded)
    in.model.suppliers[it.supplier.at()].recorded.push_back(
        {it.from - in.scenario.start, it.until ? *it.until - in.scenario.start : in.model.as_of});
  compile_receipts(in);
  compile_shipments(in);
  for (const CancelledUnits& it : in.scenario.actuals.cancelled)
    in.model.cancellations.push_back({in.order(it.order), it.units, it.date - in.scenario.start});
}

}  // namespace allot::model
