#include "scenario/form.hpp"

#include <cmath>

#include "base/text.hpp"
#include "scenario/build_draft.hpp"
#include "scenario/quantity_text.hpp"
#include "scenario/reader.hpp"
#include "scenario/words.hpp"

namespace allot::scenario {
namespace {

constexpr KindFacts kinds[] = {
    {Kind::number, "number", "a plain number: 0.93"},
    {Kind::date, "date", "a day or a moment, UTC: \"2024-06-01\", \"2024-06-01T12:00\", \"2024-06-01T12:00:00Z\""},
    {Kind::duration, "duration",
     "weeks, days, hours, minutes or seconds: \"12w\", \"1.5d\", \"36h\", \"30m\", \"45s\"; months are none: use "
     "dates"},
    {Kind::units, "whole number", "units, that is accelerators: 12000; at most 3,000,000,000"},
    {Kind::rate, "rate", "units per duration: \"30000/w\", \"1000/d\""},
    {Kind::power, "power", "\"700 W\", \"1.4 kW\", \"150 MW\", \"1 GW\""},
    {Kind::compute, "compute", "dense BF16: \"989 TFLOP/s\", or in PFLOP/s, EFLOP/s"},
    {Kind::money, "money", "an amount and three letters: \"30000 USD\"; one currency in a scenario"}};

using made::flag;
using made::list;
using made::number;
using made::object;
using made::text;
using made::texts;

Draft null() { return object({{"type", text("null")}}); }

std::string_view definition_of(Kind kind) { return kind == Kind::units ? "units" : word_of(kind); }

void add_range(Draft& schema, const Spec& spec) {
  if (std::isfinite(spec.least)) schema.set(spec.above ? "exclusiveMinimum" : "minimum", number(spec.least));
  if (std::isfinite(spec.most)) schema.set("maximum", number(spec.most));
}

// Of a text, the schema can say that it is not zero, and no more.
Draft literal(const Spec& spec, std::string_view type = "number") {
  if (spec.kind == Kind::number) {
    Draft schema = object({{"type", text(type)}});
    add_range(schema, spec);
    return schema;
  }
  Draft schema = reference_to(definition_of(spec.kind));
  if (spec.kind == Kind::units && spec.least > 0) {
    schema = object({{"allOf", list({schema})}});
    add_range(schema, spec);
  } else if (spec.above) {
    schema = object({{"allOf", list({schema})}, {"pattern", text("[1-9]")}});
  }
  return schema;
}

std::string written_bound(double number, const Spec& spec) {
  return number == 0 ? "0" : quantity_text(number, spec.kind);
}

std::string range_of(const Spec& spec) {
  if (spec.above) return ", above " + written_bound(spec.least, spec);
  const bool has_least = std::isfinite(spec.least) && (spec.kind == Kind::number || spec.least > 0);
  if (has_least && std::isfinite(spec.most))
    return ", " + written_bound(spec.least, spec) + " to " + written_bound(spec.most, spec);
  if (std::isfinite(spec.most)) return ", at most " + written_bound(spec.most, spec);
  return has_least ? ", at least " + written_bound(spec.least, spec) : "";
}

std::string in_words(const Spec& spec) { return std::string(word_of(spec.kind)) + range_of(spec); }

Draft known(const Spec& spec, std::string_view type = "number") {
  return any_of({literal(spec, type), reference_to("known")});
}

Draft with_chance(Draft plain) { return any_of({std::move(plain), reference_to("chance")}); }

template <class Enum>
Form word_form(Enum) {
  Draft words = list({});
  std::string written;
  for (const auto& word : words_of(Enum{})) {
    words.items.push_back(text(word.text));
    written += (written.empty() ? "" : ", ") + std::string(word.text);
  }
  words.items.emplace_back();
  return {object({{"enum", words}}), written};
}

Draft id_schema(std::string_view type_besides) {
  return object({{"type", texts({"string", type_besides})}, {"pattern", text(id_pattern)}});
}

Draft pair_of(Draft first, Draft second) {
  return object({{"type", text("array")},
                 {"items", list({std::move(first), std::move(second)})},
                 {"minItems", number(2)},
                 {"maxItems", number(2)}});
}

Draft list_of(Draft items) { return object({{"type", texts({"array", "null"})}, {"items", std::move(items)}}); }

Draft keyed(std::string_view pattern, Draft value) {
  Draft schema = object({{"type", texts({"object", "null"})}});
  allow_notes(schema);
  schema.find("patternProperties")->set(pattern, std::move(value));
  return schema;
}

Form limits(std::string_view definition) { return {list_of(reference_to(definition)), "list of objects"}; }

std::string article(std::string_view word) {
  return (std::string_view("aeiou").find(word[0]) != std::string_view::npos ? "an " : "a ") + std::string(word);
}

constexpr Spec some_date{.key = "", .meaning = "", .kind = Kind::date, .least = no_least};
constexpr Spec some_units{.key = "", .meaning = "", .kind = Kind::units};

}  // namespace

std::span<const KindFacts> kind_facts() { return kinds; }
std::string_view word_of(Kind kind) { return kinds[static_cast<std::size_t>(kind)].word; }

Draft reference_to(std::string_view definition) {
  return object({{"$ref", text("#/definitions/" + std::string(definition))}});
}

Draft any_of(std::vector<Draft> choices) { return object({{"anyOf", list(std::move(choices))}}); }

Draft nullable(std::string_view definition) { return any_of({reference_to(definition), null()}); }

void allow_notes(Draft& schema) {
  schema.set("patternProperties", object({{"#$", reference_to("note")}}));
  schema.set("additionalProperties", flag(false));
}

Draft entries_schema(std::string_view definition, Ids ids) {
  Draft schema = keyed(id_pattern, nullable(definition));
  *schema.find("type") = texts({"object", "array", "null"});
  Draft item = reference_to(definition);
  if (ids == Ids::needed) item = object({{"allOf", list({item})}, {"required", texts({"id"})}});
  schema.set("items", item);
  return schema;
}

Form form_of(const Spec&, const std::string&) { return {object({{"type", texts({"string", "null"})}}), "text"}; }
Form form_of(const Spec&, const bool&) { return {object({{"type", texts({"boolean", "null"})}}), "true or false"}; }
Form form_of(const Spec&, const Draft&) { return {Draft::object_of(), "whatever may stand at `path`"}; }
Form form_of(const Spec& spec, const PointerText& pointer) { return form_of(spec, pointer.text); }

Form form_of(const Spec& spec, const std::int64_t&) {
  const std::string words = spec.kind == Kind::number ? "whole number" + range_of(spec) : in_words(spec);
  return {known(spec, "integer"), words};
}

Form form_of(const Spec& spec, const double&) { return {known(spec), in_words(spec)}; }
Form form_of(const Spec& spec, const Decimal&) { return {known(spec), in_words(spec)}; }

Form form_of(const Spec& spec, const Value&) {
  if (spec.kind == Kind::units && spec.least == no_least)
    return {with_chance(reference_to("amount")), "whole number or power, may be negative, may be uncertain"};
  if (spec.kind == Kind::duration && spec.least == no_least)
    return {with_chance(reference_to("shift")), in_words(spec) + ", may be negative, may be uncertain"};
  if (spec.kind == Kind::money && spec.least < 0)
    return {with_chance(reference_to("balance")), in_words(spec) + ", may be negative, may be uncertain"};
  return {with_chance(literal(spec)), in_words(spec) + ", may be uncertain"};
}

Form form_of(const Spec& spec, const RoomAmount& amount) { return form_of(spec, amount.value); }

Form form_of(const Spec& spec, const Delay&) {
  return {with_chance(literal(spec)), in_words(spec) + ", may be random"};
}

Form period_form(const Spec& spec, std::vector<std::string_view> names) {
  Draft choices = list({});
  std::string written = in_words(spec);
  for (const std::string_view name : names) {
    choices.items.push_back(text(name));
    written += ", " + std::string(name);
  }
  return {any_of({literal(spec), reference_to("known"), object({{"enum", choices}})}), written};
}

Form form_of(const Spec& spec, const Period&) { return period_form(spec, {"month", "quarter", "year"}); }
Form form_of(const Spec& spec, const PeriodOrAll&) { return period_form(spec, {"month", "quarter", "year", "all"}); }
Form form_of(const Spec& spec, const Ref&) { return {id_schema("null"), "id of " + article(noun(spec.refers))}; }

Form form_of(const Spec&, const SlipOrder& order) { return word_form(order); }
Form form_of(const Spec&, const Choose& choose) { return word_form(choose); }
Form form_of(const Spec&, const InflateBy& by) { return word_form(by); }

Form form_of(const Spec&, const Fee&) {
  const Draft share = object({{"type", text("number")}, {"minimum", number(0)}, {"maximum", number(1)}});
  return {any_of({share, reference_to("money"), reference_to("known")}), "share of the price, 0 to 1, or money"};
}

Form form_of(const Spec&, const std::vector<RoadmapPoint>&) {
  return {list_of(pair_of(known(some_date), with_chance(literal(some_units)))),
          "list of [date, whole number], may be uncertain"};
}

Form form_of(const Spec&, const OrderBehaviour&) { return {nullable("order_behaviour"), "object"}; }
Form form_of(const Spec&, const Target&) { return {nullable("target"), "object"}; }
Form form_of(const Spec&, const Inflate&) { return {nullable("inflate"), "object"}; }
Form form_of(const Spec&, const Duplicate&) { return {nullable("duplicate"), "object"}; }

Form form_of(const Spec&, const RatesRead&) {
  const Draft rate = object({{"type", text("number")}, {"exclusiveMinimum", number(0)}});
  return {keyed("^[A-Z]{3}$", any_of({rate, list_of(pair_of(known(some_date), rate))})),
          "object of numbers, or of lists of [date, number], by currency"};
}

Form form_of(const Spec& spec, const CurvePoints&) {
  return {list_of(pair_of(known(some_date), known(spec))), "list of [date, money]"};
}

Form form_of(const Spec& spec, const Price&) {
  return {any_of({literal(spec), reference_to("chance"), id_schema("null")}),
          "money, may be uncertain, or id of a price curve"};
}

Form form_of(const Spec&, const Depreciation&) { return {nullable("depreciation"), "object"}; }
Form form_of(const Spec&, const Payments&) { return {nullable("payments"), "object"}; }

Form form_of(const Spec& spec, const Instalment&) {
  return {any_of({known(spec), reference_to("instalment"), null()}), "number, 0 to 1, or object"};
}

Form form_of(const Spec&, const PipelineStates&) {
  return {list_of(object({{"enum", texts({"open", "allocated", "in_transit", "delivered"})}})),
          "list of open, allocated, in_transit, delivered"};
}

Form form_of(const Spec&, const OnArrival&) {
  return {object({{"enum", list({text("arrival"), Draft{}})}}), "\"arrival\""};
}

Form form_of(const Spec& spec, const UntilWhen&) {
  Draft schema = with_chance(literal(spec));
  schema.find("anyOf")->items.push_back(reference_to("duration"));
  return {schema, "date, or a duration from then, may be uncertain"};
}

Form form_of(const Spec&, const Again&) {
  return {any_of({object({{"const", flag(true)}}), reference_to("repetition"), null()}), "true, or an object"};
}

Form form_of(const Spec&, const EmbargoedOrders& orders) { return word_form(orders); }
Form form_of(const Spec&, const EmbargoedTransit& in_transit) { return word_form(in_transit); }

namespace {

Draft values_by_name(const Spec& spec) {
  Draft schema = object({{"type", texts({"object", "null"})}});
  schema.set("patternProperties", object({{"#$", reference_to("note")}}));
  schema.set("additionalProperties", with_chance(literal(spec)));
  return schema;
}

}  // namespace

Form form_of(const Spec& spec, const std::vector<StageFactor>&) {
  return {values_by_name(spec), "object of numbers by stage, may be uncertain"};
}

Form form_of(const Spec& spec, const std::vector<NamedCost>&) {
  return {values_by_name(spec), "object of money by name, may be uncertain"};
}

Form form_of(const Spec&, const DecisionCost&) { return {nullable("decision_cost"), "object"}; }

Form form_of(const Spec&, const Reached& state) { return word_form(state); }
Form form_of(const Spec&, const Condition&) { return {nullable("condition"), "object"}; }
Form form_of(const Spec&, const Succession&) { return {nullable("succession"), "object"}; }

Form form_of(const Spec&, const RulesOfLevels&) {
  Draft schema = object({{"type", texts({"object", "null"})}});
  Draft levels = Draft::object_of();
  for (const auto& level : words_of(Level{}))
    levels.set(level.text, nullable(level.value == Level::order ? "rule_of_orders" : "rule"));
  schema.set("properties", levels);
  allow_notes(schema);
  schema.find("patternProperties")->set("^group_[1-9][0-9]*$", nullable("rule"));
  return {schema, "object of rules by level"};
}

Form form_of(const Spec&, const SidesOfSwap&) {
  Draft side = object({{"type", texts({"string", "object"})}, {"required", texts({"organisation"})}});
  Draft orders = keyed(id_pattern, with_chance(reference_to("units")));
  orders.set("description", text("restricts and orders the choice: how many units of which order"));
  side.set("properties", object({{"organisation", id_schema("null")},
                                 {"orders", orders},
                                 {"product", id_schema("null")},
                                 {"units", with_chance(reference_to("units"))},
                                 {"choose", word_form(Choose{}).schema}}));
  allow_notes(side);
  Draft all = list_of(side);
  all.set("minItems", number(2));
  return {all, "list of two organisations or more, or of objects"};
}

Form form_of(const Spec&, const AllocationPolicy&) { return {nullable("allocation"), "object"}; }

Form form_of(const Spec& spec, const std::vector<Ref>&) {
  Draft schema = id_schema("array");
  schema.find("type")->items.push_back(text("null"));
  schema.set("items", object({{"type", text("string")}}));
  return {schema, "list of ids of " + std::string(noun(spec.refers)) + "s"};
}

Form form_of(const Spec&, const std::vector<ProductUnits>&) {
  return {keyed(id_pattern, with_chance(reference_to("units"))),
          "object of whole numbers by product, may be uncertain"};
}

Form form_of(const Spec& spec, const std::vector<RatePoint>&) {
  const Draft points = pair_of(known(some_date), with_chance(literal(spec)));
  const std::string word(word_of(spec.kind));
  return {any_of({literal(spec), list_of(points), reference_to("chance")}),
          word + ", or list of [date, " + word + "], may be uncertain"};
}

Form form_of(const Spec&, const std::vector<LevelRule>&) {
  Draft words = list({});
  for (const auto& level : words_of(Level{})) words.items.push_back(text(level.text));
  return {list_of(object({{"enum", words}})), "list of group (also more than once), organisation, order"};
}

Form form_of(const Spec&, const std::vector<Route>&) {
  // A patch reaches a stage by its name; a scenario lists them.
  Draft route = object({{"type", texts({"array", "object", "null"})}});
  route.set("items", object({{"allOf", list({reference_to("stage")})}, {"required", texts({"stage"})}}));
  route.set("patternProperties", object({{"#$", reference_to("note")}}));
  route.set("additionalProperties", nullable("stage"));
  Draft schema = object({{"type", texts({"object", "null"})}});
  schema.set("patternProperties", object({{"#$", reference_to("note")}}));
  schema.set("additionalProperties", route);
  return {schema, "object of lists of stages by region"};
}

Form form_of(const Spec&, const std::vector<CommittedDelivery>&) {
  return {list_of(pair_of(with_chance(literal(some_date)), with_chance(literal(some_units)))),
          "list of [date, whole number], may be uncertain"};
}

Form form_of(const Spec&, const SubstituteBy& by) { return word_form(by); }
Form form_of(const Spec&, const std::vector<Substitute>&) { return limits("substitute"); }

Form form_of(const Spec& spec, const ProductChoice& choice) {
  Form list = form_of(spec, std::vector<Ref>{});
  list.written = form_of(spec, choice.product).written + ", or a list of them";
  return list;
}

Form form_of(const Spec& spec, const SubstituteAfter&) { return form_of(spec, Duration{}); }

Form form_of(const Spec& spec, const OpeningUnits& it) {
  Form list = form_of(spec, std::vector<DatedUnits>{});
  if (it.list != &OpeningState::delivered) return list;
  return {any_of({with_chance(literal(some_units)), list.schema}), "whole number, or " + list.written};
}

Form form_of(const Spec& spec, const OpeningSlip&) { return form_of(spec, Delay{}); }

Form form_of(const Spec&, const SharedSlip&) { return {nullable("slip_with"), "object"}; }

Form form_of(const Spec&, const std::vector<Source>&) {
  return {entries_schema("source", Ids::needed), "object of sources by id"};
}

Form form_of(const Spec&, const std::vector<SupplyPiece>&) {
  return {entries_schema("piece", Ids::made), "object of pieces by id"};
}

Form form_of(const Spec&, const Buyers&) { return {nullable("buyers"), "object"}; }
Form form_of(const Spec&, const ReservedFor&) { return {nullable("reserved_for"), "object"}; }
Form form_of(const Spec&, const std::vector<Reserve>&) { return limits("reserve"); }
Form form_of(const Spec&, const std::vector<Cap>&) { return limits("cap"); }
Form form_of(const Spec&, const std::vector<Guarantee>&) { return limits("guarantee"); }
Form form_of(const Spec&, const AuctionPrice& price) { return word_form(price); }
Form form_of(const Spec&, const Readiness&) { return {nullable("readiness"), "object"}; }
Form form_of(const Spec&, const std::vector<FrozenWindow>&) { return limits("frozen"); }
Form form_of(const Spec&, const std::vector<ManualAward>&) { return limits("award"); }
Form form_of(const Spec&, const std::vector<PastReceipt>&) { return limits("received"); }
Form form_of(const Spec&, const std::vector<LotReceipt>&) { return limits("lot_receipt"); }
Form form_of(const Spec&, const std::vector<ShippedUnits>&) { return limits("shipped"); }
Form form_of(const Spec&, const std::vector<CancelledUnits>&) { return limits("cancelled"); }
Form form_of(const Spec&, const std::vector<RecordedShipments>&) { return limits("recorded"); }

}  // namespace allot::scenario
