#include "scenario/schema.hpp"

#include <algorithm>
#include <iterator>

#include "scenario/books.hpp"
#include "scenario/build_draft.hpp"
#include "scenario/form.hpp"
#include "scenario/parts.hpp"
#include "scenario/read_entity.hpp"

namespace allot::scenario {
namespace {

using made::list;
using made::object;
using made::text;
using made::texts;

Draft described(std::string_view description, const Draft& schema) {
  Draft out = object({{"description", text(description)}});
  if (schema.find("$ref")) {  // draft 7 ignores what stands beside a $ref
    out.set("allOf", list({schema}));
    return out;
  }
  for (std::size_t i = 0; i < schema.items.size(); ++i) out.set(schema.keys[i], schema.items[i]);
  return out;
}

Draft field_schema(const Spec& spec, const Draft& form) {
  Draft schema = described(spec.meaning, form);
  if (spec.fallback) schema.set("default", fallback_draft(spec.fallback));
  return schema;
}

void add_fields(Draft& properties, const Part& part) {
  for (const auto& [spec, form] : part.fields) properties.set(spec.key, field_schema(spec, form.schema));
}

Draft object_schema(std::string_view description, Draft properties) {
  Draft schema = object({{"description", text(description)}, {"type", text("object")}});
  schema.set("properties", std::move(properties));
  allow_notes(schema);
  return schema;
}

std::string_view last_of(std::string_view path) { return path.substr(path.rfind('.') + 1); }

// Whether an object of that kind is always written whole: it stands in a list, or a patch replaces it.
bool is_whole(std::string_view definition) {
  constexpr std::string_view always[] = {"cap",        "guarantee",  "readiness", "frozen",      "award",
                                         "received",   "succession", "slip_with", "comparison",  "lot_receipt",
                                         "shipped",    "cancelled",  "recorded",  "book",        "payments",
                                         "instalment", "buyers",     "reserve",   "reserved_for"};
  return std::find(std::begin(always), std::end(always), definition) != std::end(always) ||
         definition.ends_with("_action") || definition.ends_with("_rule");
}

bool has_id(std::string_view definition) {
  constexpr std::string_view parts_of_others[] = {"allocation", "stage",   "condition", "repetition", "order_behaviour",
                                                  "target",     "inflate", "duplicate", "actuals",   "money_terms",
                                                  "depreciation", "decision_cost"};
  return std::find(std::begin(parts_of_others), std::end(parts_of_others), definition) == std::end(parts_of_others) &&
         !is_whole(definition);
}

std::vector<std::string_view> required_of(const Part& part) {
  std::vector<std::string_view> required;
  for (const auto& [spec, form] : part.fields)
    if (spec.required) required.push_back(spec.key);
  return required;
}

void add_actions(Draft& properties) {
  for (const Part& part : action_parts())
    properties.set(last_of(part.path), described(part.meaning, nullable(part.definition)));
}

// "at" of an intervention may say a slip beside its date.
void allow_slip(Draft& properties) {
  Draft date = properties.find("at")->find("anyOf")->items[0];
  Draft& choices = *properties.find("at")->find("anyOf");
  Draft slip{*properties.find("at")};
  const Spec spec{.key = "slip", .meaning = "how much later", .kind = Kind::duration};
  slip.erase("description");
  Draft pair = object({{"type", text("object")}, {"required", texts({"date"})}});
  pair.set("properties", object({{"date", slip}, {"slip", field_schema(spec, form_of(spec, Delay{}).schema)}}));
  allow_notes(pair);
  choices.items.push_back(pair);
}

Draft id_schema() {
  return object({{"description", text("what it is called")}, {"type", text("string")}, {"pattern", text(id_pattern)}});
}

Draft definitions() {
  Draft out = Draft::object_of();
  define_values(out);
  const auto define = [&](const Part& part) {
    if (out.find(part.definition)) return;  // an order placed by an intervention
    Draft properties = Draft::object_of();
    if (has_id(part.definition)) properties.set("id", id_schema());
    add_fields(properties, part);
    if (part.definition == "intervention") {
      allow_slip(properties);
      add_actions(properties);
    }
    Draft schema = object_schema(part.meaning, std::move(properties));
    if (const auto required = required_of(part); is_whole(part.definition) && !required.empty())
      schema.set("required", texts(required));
    out.set(part.definition, schema);
  };
  for (const Part& part : entity_parts()) define(part);
  for (const Part& part : action_parts()) define(part);
  return out;
}

bool is_section(const Part& part) { return part.path.find('.') == std::string_view::npos; }

bool is_plain_list(const Part& part) { return part.path == "comparisons"; }

// Said once, and no section of entries.
bool is_plain_object(const Part& part) { return part.path == "actuals" || part.path == "money"; }

// `defaults` fill the entries of all sections but these.
bool has_defaults(const Part& part) {
  return is_section(part) && part.path != "milestones" && part.path != "price_curves" && !is_plain_list(part) &&
         !is_plain_object(part) && !is_book_section(part.path);
}

Draft defaults_schema() {
  Draft properties = Draft::object_of();
  for (const Part& part : entity_parts())
    if (has_defaults(part)) properties.set(part.path, nullable(part.definition));
  Draft schema = object_schema("Merged, deep, under each entry of a section, also under rows of order books.",
                               std::move(properties));
  schema.set("type", texts({"object", "null"}));
  return schema;
}

Draft parameters_schema() {
  Draft schema = object({{"type", texts({"object", "null"})}});
  schema.set("description",
             text("Named values, by name. A distribution here is what nobody knows: drawn once per replication."));
  schema.set("patternProperties", object({{"#$", reference_to("note")}}));
  schema.set("additionalProperties",
             object({{"anyOf", list({reference_to("literal"), reference_to("labelled_distribution"),
                                     reference_to("labelled_value"), object({{"type", text("null")}})})}}));
  return schema;
}

Draft variants_schema() {
  Draft schema = object({{"type", texts({"object", "null"})}});
  schema.set("description", text("Named changes of the scenario, by name; `base` is the scenario as written."));
  schema.set("patternProperties", object({{"#$", Draft::object_of()}}));
  schema.set("additionalProperties", reference_to("variant"));
  return schema;
}

// Names of files, or what is said of each.
Draft books_schema(std::string_view description, std::string_view definition) {
  return object({{"description", text(description)},
                 {"type", texts({"array", "null"})},
                 {"items", any_of({object({{"type", text("string")}}), reference_to(definition)})}});
}

Draft list_schema(const Part& part) {
  return object({{"description", text(part.meaning)},
                 {"type", texts({"array", "null"})},
                 {"items", reference_to(part.definition)}});
}

// A variant may be called something; what it changes has the shape of a scenario.
Draft with_label(Draft scenario) {
  Draft& properties = *scenario.find("properties");
  const Spec cost{.key = "cost", .meaning = "", .kind = Kind::money, .least = no_least};
  properties.set("label", object({{"description", text("how reports name the variant")}, {"type", text("string")}}));
  properties.set("cost", described("what the variant costs, once", form_of(cost, Value{}).schema));
  scenario.set("description", text("A merge patch on the scenario."));
  return scenario;
}

Draft scenario_schema() {
  Draft properties =
      object({{"$schema", described("where this schema is, for editors", object({{"type", text("string")}}))},
              {"allot", described("version of the format", object({{"const", made::number(1)}}))},
              {"extends", described("a scenario that this file is a merge patch on; beside this file, or below",
                                    object({{"type", text("string")}}))}});
  add_fields(properties, scenario_part());
  properties.set("sources", described("Where numbers come from: a list, or an object of id to title, url and date.",
                                      object({{"type", texts({"array", "object", "null"})}})));
  properties.set("parameters", parameters_schema());
  properties.set("defaults", defaults_schema());
  for (const Part& part : entity_parts()) {
    if (!is_section(part)) continue;
    if (is_book_section(part.path)) {
      properties.set(part.path, books_schema(part.meaning, part.definition));
      continue;
    }
    if (is_plain_list(part)) {
      properties.set(part.path, list_schema(part));
      continue;
    }
    if (is_plain_object(part)) {
      properties.set(part.path, described(part.meaning, nullable(part.definition)));
      continue;
    }
    const bool makes_ids = part.path == "streams" || part.path == "interventions";
    properties.set(part.path,
                   described(part.meaning, entries_schema(part.definition, makes_ids ? Ids::made : Ids::needed)));
  }
  properties.set("variants", variants_schema());
  return object_schema("A scenario, or a merge patch on one.", std::move(properties));
}

Draft each_entry(const Draft& requirement) {
  return object({{"additionalProperties", requirement}, {"items", requirement}});
}

// Holds of a file that says all by itself, save in the cases excepted.
Draft unless_extending(std::vector<Draft> exceptions, Draft demand) {
  Draft extends = object({{"required", texts({"extends"})}});
  exceptions.insert(exceptions.begin(), extends);
  const Draft condition = exceptions.size() == 1 ? extends : object({{"anyOf", list(std::move(exceptions))}});
  return object({{"if", condition}, {"else", std::move(demand)}});
}

Draft says(std::string_view key, Draft inner) {
  return object({{"required", texts({key})}, {"properties", object({{key, std::move(inner)}})}});
}

// A demand on every part at that path: "sites.room".
Draft demand_at(std::string_view path, Draft demand) {
  const std::size_t dot = path.find('.');
  Draft inner = each_entry(dot == std::string_view::npos ? std::move(demand)
                                                         : demand_at(path.substr(dot + 1), std::move(demand)));
  return object({{"properties", object({{path.substr(0, dot), std::move(inner)}})}});
}

// Parts that are demanded of wherever they stand need no condition; a route's stages neither.
// What is missing of a behaviour, defaults of orders may fill.
bool is_demanded_in_place(const Part& part) {
  return is_whole(part.definition) || part.definition == "stage" || part.path.starts_with("organisations.");
}

Draft one_action() {
  Draft actions = list({});
  for (const Part& part : action_parts()) actions.items.push_back(object({{"required", texts({last_of(part.path)})}}));
  return object({{"if", object({{"type", text("object")}})}, {"then", object({{"oneOf", actions}})}});
}

// What has to be there depends on what fills it: a file that this one extends, or `defaults`.
Draft demands() {
  Draft out = list({unless_extending({}, object({{"required", texts({"allot", "start", "end"})}}))});
  for (const Part& part : entity_parts()) {
    if (is_demanded_in_place(part)) continue;
    for (const std::string_view key : required_of(part)) {
      const Draft needed = object({{"required", texts({key})}});
      std::vector<Draft> exceptions;
      if (has_defaults(part)) exceptions.push_back(says("defaults", says(part.path, needed)));
      out.items.push_back(unless_extending(std::move(exceptions), demand_at(part.path, needed)));
    }
  }
  const Draft filled = says("defaults", object({{"required", texts({"interventions"})}}));
  out.items.push_back(unless_extending({filled}, demand_at("interventions", one_action())));
  return out;
}

}  // namespace

Draft schema_draft() {
  Draft all = definitions();
  all.set("scenario", scenario_schema());
  all.set("change", with_label(scenario_schema()));
  Draft shape_and_demands = demands();
  shape_and_demands.items.insert(shape_and_demands.items.begin(), reference_to("scenario"));
  return object({{"$schema", text("http://json-schema.org/draft-07/schema#")},
                 {"title", text("allot scenario, format 1")},
                 {"description", text("Who gets the accelerators, when, and why: a scenario of constrained supply.")},
                 {"type", text("object")},
                 {"allOf", shape_and_demands},
                 {"definitions", all}});
}

}  // namespace allot::scenario
