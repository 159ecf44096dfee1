#include "agree/census.hpp"

#include <iomanip>
#include <ostream>

#include "engine/simulate.hpp"
#include "model/compile.hpp"

namespace allot::agree {
namespace {

Json line_of(const LedgerLine& line) {
  Json json;
  for (const auto& [name, cell] : line.cells) std::visit([&](const auto& value) { json[name] = value; }, cell);
  return json;
}

}  // namespace

const std::vector<Json>& Evidence::of(const std::string& event) const {
  const auto found = lines.find(event);
  return found == lines.end() ? nothing : found->second;
}

Features all_features() {
  Features all;
  add_supply(all);
  add_orders(all);
  add_policies(all);
  add_sites(all);
  add_interventions(all);
  add_chance(all);
  add_money(all);
  return all;
}

Evidence evidence_of(const Json& written, const Scenario& scenario, std::uint64_t seed, std::uint64_t replication) {
  Evidence evidence{written, {}};
  const auto seen = engine::simulate(model::compile(scenario), seed, replication, {.ledger = true});
  for (const LedgerLine& line : seen.ledger) {
    Json json = line_of(line);
    evidence.lines[json.at("event").get<std::string>()].push_back(std::move(json));
  }
  return evidence;
}

void Census::count(const Evidence& evidence) {
  for (std::size_t i = 0; i < features_.size(); ++i) counts_[i] += features_[i].is_at_work(evidence);
}

std::vector<std::string> Census::below(std::uint64_t least) const {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < features_.size(); ++i)
    if (counts_[i] < least) names.push_back(features_[i].name);
  return names;
}

void Census::print(std::ostream& out) const {
  for (std::size_t i = 0; i < features_.size(); ++i)
    out << std::setw(8) << counts_[i] << "  " << features_[i].name << "\n";
}

const Json& intervention(const Evidence& evidence, const Json& line) {
  return evidence.scenario.at("interventions").at(line.at("intervention").get<std::string>());
}

bool moved(const Evidence& evidence, const char* action, bool (*is_so)(const Json& terms)) {
  return any(evidence.of("intervention"), [&](const Json& line) {
    const Json& it = intervention(evidence, line);
    return it.contains(action) && line.at("moved") > 0 && (!is_so || is_so(it.at(action)));
  });
}

bool fell_short(const Evidence& evidence, const char* action) {
  return any(evidence.of("intervention"), [&](const Json& line) {
    return intervention(evidence, line).contains(action) && line.at("asked") > line.at("moved");
  });
}

}  // namespace allot::agree
