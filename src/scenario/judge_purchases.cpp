#include <algorithm>

#include "scenario/judge.hpp"

/// Terms of orders, streams and roadmaps that nothing asks for.
namespace allot::scenario {
namespace {

// Pegs are let go by an embargo alone: their units then stand in the queue as others do.
std::string why_outside_the_rule(const Judge& in, const Purchase& it) {
  return it.has_own_lots && !in.releases_pegs ? "it is served from lots of its own, ahead of any rule" : "";
}

std::string why_no_bid(const Judge& in, const Purchase& it) {
  const auto is_auction = [&](Ref supplier) { return in.has_auction[supplier.at()] != 0; };
  if (std::none_of(it.suppliers.begin(), it.suppliers.end(), is_auction))
    return "'" + in.scenario.suppliers[it.suppliers.front().at()].id + "' holds no auction";
  return why_outside_the_rule(in, it);
}

std::string why_never_cancelled(const Judge&, const Purchase& it) {
  return it.contract.cancellable ? "" : "it is not 'cancellable'";
}

std::string why_no_smallest(const Judge&, const Purchase& it) {
  return it.partial ? "" : "'partial' is false: it ships whole in any case";
}

std::string why_no_term(const Judge& in, const Purchase& it) {
  for (const Supplier& supplier : in.scenario.suppliers)
    if (supplier.buys_as == it.organisation)
      return "what it receives is sold on, as the stock of '" + supplier.id + "'";
  return "";
}

std::string why_no_return(const Judge&, const Purchase& it) {
  return it.contract.term || it.contract.notice ? "" : "its units stay: it has neither 'term' nor 'notice'";
}

/// A field of whatever buys: whether it says anything, and why that would not matter.
struct Term {
  const char* key;
  bool (*is_said)(const Purchase&);
  std::string (*why_not)(const Judge&, const Purchase&);
};

constexpr Term terms[] = {
    {"bid", [](const Purchase& it) { return it.bid.has_value(); }, why_no_bid},
    {"priority", [](const Purchase& it) { return it.priority != 0; }, why_outside_the_rule},
    {"min_shipment", [](const Purchase& it) { return it.min_shipment > 0; }, why_no_smallest},
    {"patience", [](const Purchase& it) { return it.contract.patience.has_value(); }, why_never_cancelled},
    {"term", [](const Purchase& it) { return it.contract.term.has_value(); }, why_no_term},
    {"notice", [](const Purchase& it) { return it.contract.notice.has_value(); }, why_no_term},
    {"return_time", [](const Purchase& it) { return it.contract.return_time.has_value(); }, why_no_return},
    {"cancel_fee", [](const Purchase& it) { return it.contract.cancel_fee.has_value(); }, why_never_cancelled},
};

void judge_terms(Judge& in, const Cursor& at, const Purchase& it) {
  for (const Term& term : terms)
    if (term.is_said(it)) in.judge(at.member(term.key), term.why_not(in, it));
}

// What a book says of its rows is said once, at its name.
void judge_books(Judge& in) {
  const Cursor books = in.root.member("order_books");
  if (!books.exists()) return;
  const Cursor only = books.node().items.size() == 1 ? books.item(0, "0") : books;
  for (const Purchase& it : purchases_of_orders(in.scenario, in.sections.orders.size()))
    for (const Term& term : terms) {
      if (!term.is_said(it)) continue;
      const std::string why = term.why_not(in, it);
      in.judge(only, why.empty() ? why : "'" + std::string(term.key) + "' of its orders, since " + why, term.key);
    }
}

void judge_gaming(Judge& in, const Cursor& at, const std::optional<Inflate>& inflate,
                  const std::optional<Duplicate>& duplicate, const Contract& contract) {
  if (inflate) {
    const Inflate usual;
    const std::string by_fill = inflate->by == InflateBy::fill_rate ? "it asks for more by its fill rate" : "";
    const std::string by_quote = by_fill.empty() ? "it asks for more by the lead time that it is quoted" : "";
    const Cursor it = at.member("inflate");
    if (inflate->slope != usual.slope) in.judge(it.member("slope"), by_fill);
    if (inflate->span != usual.span) in.judge(it.member("span"), by_fill);
    if (inflate->learning != usual.learning) in.judge(it.member("learning"), by_quote);
  }
  if (duplicate && duplicate->fee) {
    const Cursor it = at.member("duplicate");
    in.judge(it.member("fee"), duplicate->cancel == 0  ? "it never cancels the rest"
                               : !contract.cancellable ? "its units are not 'cancellable'"
                                                       : "");
  }
}

std::string why_never_ships(const Scenario& scenario, const Order& order) {
  if (is_over(scenario, order.placed)) return "it is placed after the end";
  return order.not_before && is_over(scenario, *order.not_before) ? "it may not ship before the end" : "";
}

std::string why_never_orders(const Scenario& scenario, const Stream& stream) {
  if (stream.until <= scenario.start) return "it is over before the start";
  return stream.from >= scenario.end ? "it begins after the end" : "";
}

void judge_orders(Judge& in) {
  in.each("orders", in.sections.orders, [&](const Cursor& at, std::size_t i) {
    const Order order = in.scenario.orders[i];
    judge_terms(in, at, purchase_of(in.scenario, order));
    in.judge(at, why_never_ships(in.scenario, order), "dates");
  });
}

void judge_streams(Judge& in) {
  in.each("streams", in.sections.streams, [&](const Cursor& at, std::size_t i) {
    const Stream& stream = in.scenario.streams[i];
    judge_terms(in, at, purchase_of(in.scenario, stream));
    judge_gaming(in, at, stream.inflate, stream.duplicate, stream.contract);
    in.judge(at, why_never_orders(in.scenario, stream), "dates");
  });
}

std::string why_delay_is_free(const Judge& in, Ref organisation) {
  return in.buyers[organisation.at()].is_promised ? "" : "nothing that it orders has a 'due' or is 'needed' on a day";
}

void judge_buyers(Judge& in) {
  in.each("organisations", in.sections.organisations, [&](const Cursor& at, std::size_t i) {
    const Organisation& it = in.scenario.organisations[i];
    if (it.delay_cost > 0) in.judge(at.member("delay_cost"), why_delay_is_free(in, ref(i)));
    if (!it.order_behaviour.target) return;
    const Target& target = *it.order_behaviour.target;
    const Cursor behaviour = at.member("order_behaviour"), roadmap = behaviour.member("target");
    judge_terms(in, roadmap, purchase_of(in.scenario, ref(i), target));
    judge_gaming(in, roadmap, target.inflate, target.duplicate, target.contract);
  });
}

void judge_placed(Judge& in) {
  in.each("interventions", in.sections.interventions, [&](const Cursor& at, std::size_t i) {
    const auto* places = std::get_if<PlaceOrder>(&in.scenario.interventions[i].action);
    if (!places) return;
    const Cursor own = at.member("order");
    judge_terms(in, Cursor(own, own.key(), &own.node(), defaults_of(in.root, "orders")),
                purchase_of(in.scenario, in.scenario.order(places->order)));
  });
}

}  // namespace

void judge_purchases(Judge& in) {
  judge_orders(in);
  judge_books(in);
  judge_streams(in);
  judge_buyers(in);
  judge_placed(in);
}

}  // namespace allot::scenario
