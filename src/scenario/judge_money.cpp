#include "allot/time.hpp"
#include "scenario/judge.hpp"

/// Money by date that nobody asks for, and curves that end before the scenario does.
namespace allot::scenario {
namespace {

constexpr const char* no_money = "nothing is reckoned in money by date: there is no 'money'";

void judge_members(Judge& in, const Cursor& at, std::initializer_list<const char*> keys) {
  for (const char* key : keys) in.judge(at.member(key), in.scenario.money ? "" : no_money);
}

std::string why_utilisation_counts_for_nothing(const Judge& in, const Product& it) {
  if (!in.scenario.money) return no_money;
  return it.revenue || it.rent ? "" : "a unit earns nothing: there is no 'revenue'";
}

void judge_products(Judge& in) {
  in.each("products", in.sections.products, [&](const Cursor& at, std::size_t i) {
    const Product& it = in.scenario.products[i];
    judge_members(in, at, {"revenue", "rent", "depreciation"});
    in.judge(at.member("utilisation"), why_utilisation_counts_for_nothing(in, it));
    if (it.depreciation && !it.depreciation->life && it.depreciation->residual > 0)
      in.judge(at.member("depreciation").member("residual"), "it has no 'life' that ends");
  });
}

void judge_halls(Judge& in) {
  in.each("sites", in.sections.sites, [&](const Cursor& at, std::size_t i) {
    judge_members(in, at, {"energy_price", "rent"});
    in.judge(at.member("load"), !in.scenario.money                     ? no_money
                                : in.scenario.sites[i].energy_price ? ""
                                                                       : "there is no 'energy_price'");
  });
}

// What comes back is mostly leased, and its price that of a sale.
void judge_lease(Judge& in, const Cursor& at, Ref product, const Contract& contract) {
  const bool comes_back = contract.term || contract.notice;
  if (in.scenario.money && comes_back && product && in.scenario.products[product.at()].price > 0)
    in.remark(at.member(contract.term ? "term" : "notice"),
              "the product's whole price is paid for units that come back: if they are leased, order a product whose "
              "'price' is that of the lease");
}

void judge_payments(Judge& in) {
  in.each("orders", in.sections.orders, [&](const Cursor& at, std::size_t i) {
    judge_members(in, at, {"payments"});
    judge_lease(in, at, in.scenario.orders[i].product, in.scenario.orders[i].contract);
  });
  in.each("streams", in.sections.streams, [&](const Cursor& at, std::size_t i) {
    judge_members(in, at, {"payments"});
    judge_lease(in, at, in.scenario.streams[i].product, in.scenario.streams[i].contract);
  });
}

bool names(const std::optional<Price>& price, Ref curve) { return price && price->curve == curve; }

bool is_named(const Scenario& scenario, Ref curve) {
  for (const Product& it : scenario.products)
    if (names(it.revenue, curve) || names(it.rent, curve) || (it.depreciation && names(it.depreciation->value, curve)))
      return true;
  for (const Site& it : scenario.sites)
    if (names(it.energy_price, curve) || names(it.rent, curve)) return true;
  return false;
}

void judge_curves(Judge& in) {
  in.each("price_curves", in.sections.price_curves, [&](const Cursor& at, std::size_t i) {
    const PriceCurve& it = in.scenario.price_curves[i];
    in.judge(at, is_named(in.scenario, ref(i)) ? "" : "no product and no site names it");
    if (!in.scenario.money || it.points.empty()) return;
    if (it.points.size() < 2) return;
    if (const Date first = it.points.front().date; first > in.scenario.start)
      in.remark(at, "its first price is of " + format_date(first) + ": it counts level until then");
    if (const Date last = it.points.back().date; last < in.scenario.end)
      in.remark(at, "its last price is of " + format_date(last) + ": it counts level from then on");
  });
}

}  // namespace

void judge_money(Judge& in) {
  judge_products(in);
  judge_halls(in);
  judge_payments(in);
  judge_curves(in);
}

}  // namespace allot::scenario
