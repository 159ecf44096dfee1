#include <string>

#include "scenario/build_draft.hpp"
#include "scenario/families.hpp"
#include "scenario/form.hpp"
#include "scenario/schema.hpp"
#include "scenario/words.hpp"

namespace allot::scenario {
namespace {

using made::list;
using made::number;
using made::object;
using made::text;
using made::texts;

constexpr std::string_view decimal = "[0-9]+(\\.[0-9]+)?";

Draft matching(std::string_view title, std::string_view description, const std::string& pattern) {
  return object({{"title", text(title)},
                 {"description", text(description)},
                 {"type", text("string")},
                 {"pattern", text("^" + pattern + "$")}});
}

std::string as_pattern(Kind kind) {
  const std::string amount(decimal);
  switch (kind) {
    case Kind::date:
      return "(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
             "(T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?Z?)?";
    case Kind::duration: return amount + "[wdhms]";
    case Kind::rate: return amount + "/(" + amount + ")?[wdhms]";
    case Kind::power: return amount + " (W|kW|MW|GW)";
    case Kind::compute: return amount + " [TPE]FLOP/s";
    case Kind::money: return amount + " [A-Z]{3}";
    case Kind::number:
    case Kind::units: break;
  }
  return "";
}

void define_literals(Draft& definitions) {
  for (const KindFacts& facts : kind_facts())
    if (const std::string pattern = as_pattern(facts.kind); !pattern.empty())
      definitions.set(facts.word, matching(facts.word, facts.written, pattern));
  definitions.set("units", object({{"title", text("units")},
                                   {"description", text("accelerators, a whole number")},
                                   {"type", text("integer")},
                                   {"minimum", number(0)},
                                   {"maximum", number(static_cast<double>(most_units))}}));
  Draft amount = any_of({object({{"type", text("integer")}}),
                         object({{"type", text("string")}, {"pattern", text("^-?" + as_pattern(Kind::power) + "$")}})});
  amount.set("description", text("units, or power as in 150 MW; negative where something is switched off"));
  definitions.set("amount", amount);
  definitions.set("shift",
                  matching("shift", "a duration; earlier where it is negative", "-?" + as_pattern(Kind::duration)));
  definitions.set("balance", matching("balance", "money; what comes in where it is negative", "-?" + as_pattern(Kind::money)));
}

// One literal of any kind, of either sign: what a distribution and a parameter are made of.
Draft any_literal() {
  std::string pattern = as_pattern(Kind::date) + "|" + as_pattern(Kind::rate) + "|" + as_pattern(Kind::compute);
  for (const Kind kind : {Kind::duration, Kind::power, Kind::money}) pattern += "|-?" + as_pattern(kind);
  Draft schema = object({{"type", texts({"number", "string"})}, {"pattern", text("^(" + pattern + ")$")}});
  schema.set("description",
             text("a number, date, duration, rate, power, compute or money, as the field where it stands"));
  return schema;
}

Draft closed_object(Draft properties, const std::vector<std::string_view>& required) {
  Draft schema = object({{"type", text("object")}, {"required", texts(required)}});
  schema.set("properties", std::move(properties));
  allow_notes(schema);
  return schema;
}

bool is_pure_number(std::string_view argument) {
  return argument == "cv" || argument == "sigma" || argument == "mu" || argument == "shape";
}

Draft one_way(const Parametrisation& way) {
  Draft properties = Draft::object_of();
  std::vector<std::string_view> required;
  const auto add = [&](std::string_view name) {
    properties.set(name, is_pure_number(name) ? object({{"type", text("number")}}) : reference_to("literal"));
  };
  for (const Argument& argument : way.needed) {
    if (argument.name.empty()) continue;
    required.push_back(argument.name);
    add(argument.name);
  }
  for (const std::string_view name : way.optional)
    if (!name.empty()) add(name);
  return closed_object(std::move(properties), required);
}

Draft weighted(Draft value) {
  const Draft weight = object({{"type", text("number")}, {"minimum", number(0)}});
  const Draft pair = object({{"type", text("array")},
                             {"items", list({std::move(value), weight})},
                             {"minItems", number(2)},
                             {"maxItems", number(2)}});
  return object({{"type", text("array")}, {"items", pair}, {"minItems", number(1)}});
}

Draft body_of(const FamilyFacts& family) {
  const Draft name = object({{"type", text("string")}});
  if (family.name == "fixed") return reference_to("literal");
  if (family.name == "discrete") return weighted(reference_to("literal"));
  if (family.name == "mixture") return weighted(any_of({reference_to("literal"), reference_to("distribution")}));
  if (family.name == "empirical")
    return closed_object(object({{"csv", name}, {"column", name}, {"unit", name}}), {"csv", "column"});
  if (family.ways.size() == 1) return one_way(family.ways[0]);
  Draft ways = list({});
  for (const Parametrisation& way : family.ways) ways.items.push_back(one_way(way));
  return object({{"anyOf", ways}});
}

Draft distribution() {
  Draft properties = Draft::object_of(), families = list({});
  for (const FamilyFacts& family : family_facts()) {
    Draft body = object({{"description", text(family.meaning)}});
    const Draft schema = body_of(family);
    if (schema.find("$ref"))
      body.set("allOf", list({schema}));
    else
      for (std::size_t i = 0; i < schema.items.size(); ++i) body.set(schema.keys[i], schema.items[i]);
    properties.set(family.name, body);
    families.items.push_back(object({{"required", texts({family.name})}}));
  }
  properties.set("plus", object({{"description", text("shifts every draw by so much")},
                                 {"allOf", list({reference_to("literal")})}}));
  Draft schema = object({{"title", text("distribution")},
                         {"description", text("chance: one family by name, and `plus` beside it to shift it")},
                         {"type", text("object")}});
  schema.set("oneOf", families);
  schema.set("properties", properties);
  allow_notes(schema);
  return schema;
}

Draft label() { return object({{"description", text("how reports name it")}, {"type", text("string")}}); }

// Of a parameter, which reports speak of.
Draft labelled_distribution() {
  Draft schema = distribution();
  schema.find("properties")->set("label", label());
  return schema;
}

Draft labelled_value() {
  Draft schema = closed_object(object({{"value", reference_to("literal")}, {"label", label()}}), {"value"});
  schema.set("title", text("value"));
  return schema;
}

Draft parameter() {
  const auto literal = [](std::string_view description) {
    return object({{"description", text(description)}, {"allOf", list({reference_to("literal")})}});
  };
  Draft name = object({{"description", text("its name in `parameters`")}, {"type", text("string")}});
  Draft from = object({{"description", text("where a date is counted from")}, {"allOf", list({reference_to("date")})}});
  Draft schema = closed_object(object({{"parameter", name},
                                       {"times", literal("multiplies it; -12000 with plus 12000 is the rest of 12000")},
                                       {"plus", literal("added")},
                                       {"from", from}}),
                               {"parameter"});
  schema.set("title", text("parameter"));
  schema.set("description", text("the value of a parameter, or a straight line of it"));
  return schema;
}

// {"RULE": {...}}
Draft with_parameters(allocation::Rule rule, Draft parameters) {
  const std::string_view name = allocation::facts(rule).name;
  Draft schema = closed_object(object({{name, std::move(parameters)}}), {name});
  schema.set("description", text(allocation::facts(rule).meaning));
  return schema;
}

Draft quotas() {
  Draft schema = object({{"type", text("object")}});
  schema.set("patternProperties", object({{"#$", reference_to("note")}}));
  Draft part = object({{"type", text("number")}, {"minimum", made::number(0)}, {"maximum", made::number(1)}});
  schema.set("additionalProperties", any_of({part, reference_to("chance")}));
  return schema;
}

Draft rules(bool with_sequences) {
  using allocation::Rule;
  Draft choices = list({});
  for (const auto& rule : allocation::rules())
    if ((with_sequences || !rule.is_sequence) && !rule.needs_terms)
      choices.items.push_back(object({{"const", text(rule.name)}, {"description", text(rule.meaning)}}));
  choices.items.push_back(with_parameters(Rule::fair_share, reference_to("fair_share_rule")));
  choices.items.push_back(with_parameters(Rule::turn_and_earn, reference_to("turn_and_earn_rule")));
  choices.items.push_back(with_sequences ? with_parameters(Rule::auction, reference_to("auction_rule"))
                                         : with_parameters(Rule::quota, quotas()));
  return object({{"oneOf", choices}});
}

Draft note() {
  Draft schema = object({{"title", text("note")}, {"type", texts({"string", "null"})}});
  schema.set("description", text("CONFIDENCE: SOURCE, of the value beside it; reported, estimated or assumed"));
  schema.set("pattern", text("^(reported|estimated|assumed)(:|$)"));
  return schema;
}

Draft operation() {
  const Draft pointer = object({{"type", text("string")}, {"pattern", text("^(/|$)")}});
  const Draft words = object({{"enum", texts({"add", "remove", "replace", "move", "copy", "test"})}});
  Draft schema = object({{"type", text("object")}, {"required", texts({"op", "path"})}});
  schema.set("description", text("one operation of a JSON Patch (RFC 6902); entries of lists go by their id"));
  schema.set("properties",
             object({{"op", words}, {"path", pointer}, {"from", pointer}, {"value", Draft::object_of()}}));
  return schema;
}

// What a variant may be, by its type, so that an editor complains of the branch that was meant.
Draft variant() {
  Draft schema = object({{"type", texts({"object", "array", "string", "null"})}});
  schema.set("description", text("a merge patch (RFC 7396), the name of another variant, or a list of variants, merge "
                                 "patches and operations of a JSON Patch (RFC 6902)"));
  schema.set("items", reference_to("variant"));
  schema.set("if", object({{"type", text("object")}, {"required", texts({"op"})}}));
  schema.set("then", reference_to("operation"));
  schema.set("else", object({{"if", object({{"type", text("object")}})}, {"then", reference_to("change")}}));
  return schema;
}

}  // namespace

void define_values(Draft& definitions) {
  define_literals(definitions);
  const Draft null = object({{"type", text("null")}});
  definitions.set("literal", any_literal());
  definitions.set("parameter", parameter());
  definitions.set("distribution", distribution());
  definitions.set("labelled_distribution", labelled_distribution());
  definitions.set("labelled_value", labelled_value());
  definitions.set("fixed", closed_object(object({{"fixed", reference_to("literal")}}), {"fixed"}));
  definitions.set("known", any_of({reference_to("parameter"), reference_to("fixed"), null}));
  definitions.set("chance", any_of({reference_to("parameter"), reference_to("distribution"), null}));
  definitions.set("rule", rules(false));
  definitions.set("rule_of_orders", rules(true));
  definitions.set("note", note());
  definitions.set("operation", operation());
  definitions.set("variant", variant());
}

}  // namespace allot::scenario
