#include "model/compilation.hpp"

namespace allot::model {

std::optional<Price> price_of(Compilation& in, const std::optional<allot::Price>& price) {
  if (!price) return std::nullopt;
  return Price{price->curve ? Amount{} : in.translate.amount(price->money), price->curve.index};
}

std::optional<Depreciation> depreciation_of(Compilation& in, const std::optional<allot::Depreciation>& it) {
  if (!it) return std::nullopt;
  return Depreciation{it->life, it->residual, price_of(in, it->value)};
}

Payments payments_of(const std::optional<allot::Payments>& payments) {
  Payments out;
  if (!payments) return out;
  double paid = 0;
  std::size_t stage = 0;
  for (const allot::Instalment& it : {payments->order, payments->award, payments->shipment, payments->delivery}) {
    out.up_to[stage] = paid += it.share;
    out.net[stage++] = it.net;
  }
  out.up_to.back() = 1;
  return out;
}

void compile_money(Compilation& in) {
  for (const allot::PriceCurve& curve : in.scenario.price_curves) {
    PriceCurve& out = in.model.curves.emplace_back();
    for (const PricePoint& it : curve.points) out.points.emplace_back(it.date - in.scenario.start, it.money);
    out.scale = in.translate.amount(curve.scale);
  }
  in.model.keeps_cash = in.scenario.money.has_value();
  if (in.scenario.money) in.model.discount_rate = in.translate.amount(in.scenario.money->discount_rate);
}

}  // namespace allot::model
