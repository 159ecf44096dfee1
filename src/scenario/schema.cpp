#include "scenario/schema.hpp"

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

constexpr std::string_view id_pattern = "^[a-z0-9][a-z0-9._-]{0,63}$";

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

template <class Entity>
Draft properties_of(Entity entity) {
  Draft properties = Draft::object_of();
  fields(entity, [&](const Spec& spec, const auto& member) {
    properties.set(spec.key, field_schema(spec, form_of(spec, member).schema));
  });
  return properties;
}

Draft object_schema(std::string_view description, Draft properties) {
  Draft schema = object({{"description", text(description)}, {"type", text("object")}});
  schema.set("properties", std::move(properties));
  allow_notes(schema);
  return schema;
}

bool has_id(std::string_view definition) {
  return definition != "allocation" && definition != "cap" && definition != "guarantee" && definition != "stage";
}

// Whether an object of that kind is always written whole: it stands in a list, or a patch replaces it.
bool is_whole(std::string_view definition) {
  return definition == "cap" || definition == "guarantee" || definition.ends_with("_action");
}

template <class Entity>
std::vector<std::string_view> required_of(Entity entity) {
  std::vector<std::string_view> required;
  fields(entity, [&](const Spec& spec, const auto&) {
    if (spec.required) required.push_back(spec.key);
  });
  return required;
}

void add_actions(Draft& properties) {
  action_parts([&](const Part& part, const auto&) {
    const std::string_view key = part.path.substr(part.path.find('.') + 1);
    properties.set(key, described(part.meaning, object({{"anyOf", list({reference_to(part.definition), object({{"type", text("null")}})})}})));
  });
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
  const auto define = [&](const Part& part, const auto& entity) {
    if (out.find(part.definition)) return;  // an order placed by an intervention
    Draft properties = Draft::object_of();
    if (has_id(part.definition) && !is_whole(part.definition)) properties.set("id", id_schema());
    const Draft own = properties_of(entity);
    for (std::size_t i = 0; i < own.items.size(); ++i) properties.set(own.keys[i], own.items[i]);
    if (part.definition == "intervention") {
      allow_slip(properties);
      add_actions(properties);
    }
    Draft schema = object_schema(part.meaning, std::move(properties));
    if (const auto required = required_of(entity); is_whole(part.definition) && !required.empty())
      schema.set("required", texts(required));
    out.set(part.definition, schema);
  };
  entity_parts(define);
  action_parts(define);
  return out;
}

bool is_section(const Part& part) { return part.path.find('.') == std::string_view::npos; }

// `defaults` fill the entries of all sections but this one.
bool has_defaults(const Part& part) { return is_section(part) && part.path != "milestones"; }

Draft defaults_schema() {
  Draft properties = Draft::object_of();
  entity_parts([&](const Part& part, const auto&) {
    if (has_defaults(part))
      properties.set(part.path, object({{"anyOf", list({reference_to(part.definition), object({{"type", text("null")}})})}}));
  });
  Draft schema = object_schema("Merged, deep, under each entry of a section, also under rows of order books.", std::move(properties));
  schema.set("type", texts({"object", "null"}));
  return schema;
}

Draft parameters_schema() {
  Draft schema = object({{"type", texts({"object", "null"})}});
  schema.set("description", text("Named values, by name. A distribution here is what nobody knows: drawn once per replication."));
  schema.set("patternProperties", object({{"#$", reference_to("note")}}));
  schema.set("additionalProperties", object({{"anyOf", list({reference_to("literal"), reference_to("distribution"), object({{"type", text("null")}})})}}));
  return schema;
}

Draft variants_schema() {
  Draft schema = object({{"type", texts({"object", "null"})}});
  schema.set("description", text("Named changes of the scenario, by name; `base` is the scenario as written."));
  schema.set("patternProperties", object({{"#$", Draft::object_of()}}));
  schema.set("additionalProperties", reference_to("variant"));
  return schema;
}

Draft strings(std::string_view description) {
  return object({{"description", text(description)},
                 {"type", texts({"array", "null"})},
                 {"items", object({{"type", text("string")}})}});
}

Draft scenario_schema() {
  Draft properties = object({{"$schema", described("where this schema is, for editors", object({{"type", text("string")}}))},
                             {"allot", described("version of the format", object({{"const", made::number(1)}}))},
                             {"extends", described("a scenario that this file is a merge patch on; beside this file, or below", object({{"type", text("string")}}))}});
  const Draft own = properties_of(Scenario{});
  for (std::size_t i = 0; i < own.items.size(); ++i) properties.set(own.keys[i], own.items[i]);
  properties.set("sources", described("Where numbers come from: a list, or an object of id to title, url and date.", object({{"type", texts({"array", "object", "null"})}})));
  properties.set("parameters", parameters_schema());
  properties.set("defaults", defaults_schema());
  entity_parts([&](const Part& part, const auto&) {
    if (!is_section(part)) return;
    const bool makes_ids = part.path == "streams" || part.path == "interventions";
    properties.set(part.path, described(part.meaning, entries_schema(part.definition, makes_ids ? Ids::made : Ids::needed)));
    if (part.path == "suppliers") properties.set("order_books", strings("CSV files of orders, beside the scenario or below. The first line names the columns: `id` and fields of an order; ids of sites in a cell are separated by |."));
  });
  properties.set("variants", variants_schema());
  return object_schema("A scenario, or a merge patch on one.", std::move(properties));
}

Draft each_entry(const Draft& requirement) { return object({{"additionalProperties", requirement}, {"items", requirement}}); }

Draft unless_extending(std::vector<Draft> exceptions, Draft then) {
  exceptions.insert(exceptions.begin(), object({{"required", texts({"extends"})}}));
  return object({{"if", object({{"not", object({{"anyOf", list(std::move(exceptions))}})}})}, {"then", std::move(then)}});
}

Draft says(std::string_view key, Draft inner) {
  return object({{"required", texts({key})}, {"properties", object({{key, std::move(inner)}})}});
}

// What has to be there depends on what fills it: a file that this one extends, or `defaults`.
Draft requirements() {
  Draft out = list({unless_extending({}, object({{"required", texts({"allot", "start", "end"})}}))});
  entity_parts([&](const Part& part, const auto& entity) {
    const std::string_view section = part.path.substr(0, part.path.find('.'));
    for (const std::string_view key : required_of(entity)) {
      if (is_whole(part.definition) || part.definition == "stage") continue;
      const Draft needed = object({{"required", texts({key})}});
      if (has_defaults(part)) {
        const Draft filled = says("defaults", says(section, needed));
        out.items.push_back(unless_extending({filled}, object({{"properties", object({{section, each_entry(needed)}})}})));
        continue;
      }
      Draft inner = each_entry(needed);
      if (const std::size_t dot = part.path.find('.'); dot != std::string_view::npos) {
        Draft nested = object({{"properties", object({{part.path.substr(dot + 1), inner}})}});
        if (part.definition == "source") nested.find("properties")->set("power", inner);
        inner = each_entry(nested);
      }
      out.items.push_back(unless_extending({}, object({{"properties", object({{section, inner}})}})));
    }
  });
  Draft actions = list({});
  action_parts([&](const Part& part, const auto&) {
    actions.items.push_back(object({{"required", texts({part.path.substr(part.path.find('.') + 1)})}}));
  });
  const Draft one_action = object({{"anyOf", list({object({{"not", object({{"type", text("object")}})}}), object({{"oneOf", actions}})})}});
  out.items.push_back(unless_extending({says("defaults", object({{"required", texts({"interventions"})}}))},
                                       object({{"properties", object({{"interventions", each_entry(one_action)}})}})));
  return out;
}

}  // namespace

Draft schema_draft() {
  Draft all = definitions();
  all.set("scenario", scenario_schema());
  Draft requirements_and_shape = requirements();
  requirements_and_shape.items.insert(requirements_and_shape.items.begin(), reference_to("scenario"));
  return object({{"$schema", text("http://json-schema.org/draft-07/schema#")},
                 {"title", text("allot scenario, format 1")},
                 {"description", text("Who gets the accelerators, when, and why: a scenario of constrained supply.")},
                 {"type", text("object")},
                 {"allOf", requirements_and_shape},
                 {"definitions", all}});
}

}  // namespace allot::scenario
