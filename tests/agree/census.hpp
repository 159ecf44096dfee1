#pragma once

#include <cstdint>
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include "agree/shrink.hpp"
#include "allot/scenario.hpp"

/// What the scenarios of a comparison hold of the model: a feature that none of them used was not compared.
namespace allot::agree {

/// A scenario, and the lines that it wrote when it was simulated, by event.
struct Evidence {
  Json scenario;
  std::map<std::string, std::vector<Json>> lines;
  std::vector<Json> nothing{};

  const std::vector<Json>& of(const std::string& event) const;
};

/// One idea of the model, and whether it was at work: told from the scenario where what is written is always
/// at work, else from what happened.
struct Feature {
  std::string name;
  bool (*is_at_work)(const Evidence&) = nullptr;
};

using Features = std::vector<Feature>;
/// All of them, in the order of the model's pages.
Features all_features();

// One part of the list each.
void add_supply(Features& all);
void add_orders(Features& all);
void add_policies(Features& all);
void add_sites(Features& all);
void add_interventions(Features& all);
void add_chance(Features& all);
void add_money(Features& all);

Evidence evidence_of(const Json& written, const Scenario& scenario, std::uint64_t seed, std::uint64_t replication);

/// How many scenarios each feature was at work in.
class Census {
 public:
  void count(const Evidence& evidence);
  /// Features at work in fewer scenarios than that.
  std::vector<std::string> below(std::uint64_t least) const;
  void print(std::ostream& out) const;

 private:
  Features features_ = all_features();
  std::vector<std::uint64_t> counts_ = std::vector<std::uint64_t>(features_.size());
};

// What predicates are made of.

template <class Holds>
bool any(const std::vector<Json>& lines, Holds holds) {
  for (const Json& line : lines)
    if (holds(line)) return true;
  return false;
}

/// Whether an entry of a section of the scenario has it.
template <class Holds>
bool any_in(const Json& scenario, const char* section, Holds holds) {
  if (!scenario.contains(section)) return false;
  for (const auto& [key, entry] : scenario.at(section).items())
    if (holds(entry)) return true;
  return false;
}

/// Whether any value below has it.
template <class Holds>
bool anywhere(const Json& json, Holds holds) {
  if (holds(json)) return true;
  if (!json.is_structured()) return false;
  for (const auto& [key, member] : json.items())
    if (anywhere(member, holds)) return true;
  return false;
}

inline bool has(const Json& json, const char* key) { return json.is_object() && json.contains(key); }

/// An intervention of the scenario by its id.
const Json& intervention(const Evidence& evidence, const Json& line);
/// Whether an intervention of this kind came to something, of those whose terms are so.
bool moved(const Evidence& evidence, const char* action, bool (*is_so)(const Json& terms) = nullptr);
bool fell_short(const Evidence& evidence, const char* action);

}  // namespace allot::agree
