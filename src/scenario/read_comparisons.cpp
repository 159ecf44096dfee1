#include <algorithm>

#include "base/pointer.hpp"
#include "scenario/members.hpp"
#include "scenario/sections.hpp"
#include "scenario/variants.hpp"

/// The changes that can be asked for by name, and which of them are compared unasked.
namespace allot::scenario {
namespace {

// A label stands in a merge patch, or in one of a list.
std::string label_of_variant(Reader& reader, const Cursor& variant) {
  if (variant.node().is(Draft::Type::array)) {
    for (std::size_t i = 0; i < variant.node().items.size(); ++i) {
      const std::string index = std::to_string(i);
      std::string label = label_of_variant(reader, variant.item(i, index));
      if (!label.empty()) return label;
    }
    return {};
  }
  std::string label;
  if (!takes_label(variant.node())) return label;
  if (const Cursor at = variant.member("label"); at.exists()) read_text(reader, at, label);
  return label;
}

std::string names_of(const PlannedComparison& it) { return it.variant + " against " + it.baseline; }

void check_names(Reader& reader, const Cursor& at, const std::string& joined, const Names& known) {
  for (std::size_t from = 0; from <= joined.size();) {
    const std::size_t plus = std::min(joined.find('+', from), joined.size());
    const std::string name = joined.substr(from, plus - from);
    if (name != "base" && !known.find(name)) reader.unknown(at, "variant", name, known);
    from = plus + 1;
  }
}

}  // namespace

// Names that can be asked for: --variants A+B,C.
void read_variants(Reader& reader, const Cursor& root, Scenario& scenario) {
  const Cursor variants = root.member("variants");
  if (!variants.exists()) return;
  if (!variants.node().is(Draft::Type::object)) return reader.mismatch(variants, "an object of changes by name");
  for (const std::string& name : variants.node().keys) {
    const Cursor variant = variants.member(name);
    if (is_note(name) || !variant.exists()) continue;
    scenario.variants.push_back({name, label_of_variant(reader, variant)});
    if (name == "base")
      reader.problem_at_key(variant, "'base' is the scenario as written", "give the variant another name");
    if (name.find_first_of("+,") != std::string::npos)
      reader.problem_at_key(variant, "a variant's name has neither '+' nor ','",
                            "A+B applies variants one after another, A,B names two of them");
  }
}

void read_comparisons(Reader& reader, const Cursor& root, Scenario& scenario) {
  const Cursor section = root.member("comparisons");
  if (!section.exists()) return;
  if (!section.node().is(Draft::Type::array)) return reader.mismatch(section, "a list of objects");
  Names variants, labels;
  for (const Variant& it : scenario.variants) variants.add(it.id);
  for (std::size_t i = 0; i < section.node().items.size(); ++i) {
    const std::string index = std::to_string(i);
    const Cursor at = section.item(i, index);
    PlannedComparison& it = scenario.comparisons.emplace_back();
    read_fields(reader, at, it);
    if (!at.node().is(Draft::Type::object)) continue;
    if (const Cursor variant = at.member("variant"); variant.exists())
      check_names(reader, variant, it.variant, variants);
    if (const Cursor baseline = at.member("baseline"); baseline.exists())
      check_names(reader, baseline, it.baseline, variants);
    if (it.variant == it.baseline) reader.problem(at, "compares '" + it.variant + "' with itself");
    if (it.label.empty()) it.label = names_of(it);
    if (!labels.add(it.label)) reader.problem(at, "there is a comparison '" + it.label + "' already");
  }
}

}  // namespace allot::scenario
