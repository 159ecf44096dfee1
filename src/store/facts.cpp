#include "store/facts.hpp"

#include "allot/error.hpp"
#include "allot/version.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "json/digest.hpp"
#include "json/write.hpp"

// Facts say what a sweep is: two databases with the same facts hold, or will hold, the same. A number that somebody may
// want to compute with stands in tables; facts are text.

namespace allot::store {
namespace {

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& it : texts) out += (out.empty() ? "" : ", ") + it;
  return out;
}

std::string hash_of(const SweepDesign& design) {
  json::Digest digest;
  const auto add = [&](const std::string& text) { digest.add(std::to_string(text.size()) + ":" + text); };
  for (const SweepAxis& it : design.axes) add(it.pointer);
  for (const auto& point : design.points)
    for (const std::string& value : point) add(value);
  return "sha256:" + digest.hex();
}

std::string sampling_of(const Sampling& sampling) {
  if (sampling.is_typical) return "typical: every draw at its median";
  if (sampling.only) return "replication " + std::to_string(*sampling.only) + " alone";
  return "at random";
}

std::string precision_of(const Sampling& sampling) {
  std::vector<std::string> all;
  for (const WantedPrecision& it : sampling.precisions) all.push_back(it.metric + "=" + shortest(it.relative));
  return joined(all);
}

}  // namespace

Facts facts_of(const Sweep& sweep, const Shard& shard) {
  const Scenario scenario = check(sweep.file);
  return {{"scenario", scenario.name},
          {"question", scenario.question},
          {"hash", hash(sweep.file)},
          {"text", json::write(sweep.file.root) + "\n"},
          {"currency", scenario.currency},
          {"start", format_date(scenario.start)},
          {"end", format_date(scenario.end)},
          {"version", std::string(version)},
          {"seed", std::to_string(sweep.sampling.seed)},
          {"replications", std::to_string(sweep.sampling.replications)},
          {"precision", precision_of(sweep.sampling)},
          {"sampling", sampling_of(sweep.sampling)},
          {"points", std::to_string(sweep.design.points.size())},
          {"design", hash_of(sweep.design)},
          {"compared", joined(sweep.compared)},
          {"metrics", joined(sweep.metrics)},
          {"series", sweep.with_series ? "yes" : "no"},
          {"shard", std::to_string(shard.part) + "/" + std::to_string(shard.of)}};
}

Facts facts_in(const Database& database) {
  Facts out;
  Statement rows = database.prepare("SELECT name, value FROM facts");
  while (rows.step()) out[std::get<std::string>(rows.cell(0))] = std::get<std::string>(rows.cell(1));
  return out;
}

void write_facts(Database& database, const Facts& facts) {
  Statement insertion = database.prepare("INSERT INTO facts VALUES (?, ?)");
  for (const auto& [name, value] : facts) {
    insertion.bind(1, name);
    insertion.bind(2, value);
    insertion.run();
  }
}

std::set<std::size_t> done_in(const Database& database) {
  std::set<std::size_t> out;
  Statement rows = database.prepare("SELECT point FROM points UNION SELECT point FROM failures");
  while (rows.step()) out.insert(static_cast<std::size_t>(rows.integer(0)));
  return out;
}

bool is_finished(const Database& database) {
  return database.value("SELECT 1 FROM facts WHERE name = 'finished'") != Answer::Cell();
}

std::string differing(const Facts& there, const Facts& asked) {
  constexpr std::size_t most = 80;
  std::string out;
  for (const auto& [name, value] : asked) {
    const auto found = there.find(name);
    if (found != there.end() && found->second == value) continue;
    const auto told = [](const std::string& it) { return it.empty() ? "none" : excerpt(it, most); };
    out += out.empty() ? "" : "; ";
    if (name == "text")
      out += "another text of the scenario";
    else if (name == "design")
      out += "other points, or other values at them";
    else
      out += name + " is " + told(found == there.end() ? "" : found->second) + " there and " + told(value) + " here";
  }
  return out;
}

namespace {

// What every reader of it takes for granted.
void expect_facts(const Database& database) {
  const auto is_there = [&](const char* name, const char* form) {
    Statement row = database.prepare("SELECT 1 FROM facts WHERE name = ? AND value GLOB ?");
    row.bind(1, std::string(name));
    row.bind(2, std::string(form));
    return row.step();
  };
  for (const char* const table : {"facts", "axes", "design", "points", "failures", "columns", "entities", "metrics"})
    if (!database.has(table))
      throw EnvironmentError(database.path().string() + " is damaged: its table " + table + " is missing");
  for (const auto& [name, form] :
       {std::pair("points", "[0-9]*"), {"replications", "[0-9]*"}, {"shard", "[1-9]*/[1-9]*"}})
    if (!is_there(name, form))
      throw EnvironmentError(database.path().string() + " is damaged: its table facts has no " + name);
}

}  // namespace

void expect_ours(const Database& database) {
  const auto number = [&](const char* sql) {
    const Answer::Cell cell = database.value(sql);
    const auto* value = std::get_if<double>(&cell);
    return value ? static_cast<std::int64_t>(*value) : 0;
  };
  if (number("PRAGMA application_id") != application_id)
    throw EnvironmentError(database.path().string() + " is no database of a sweep; `allot sweep` makes one");
  if (number("PRAGMA user_version") > format)
    throw EnvironmentError(database.path().string() + " was made by a newer version of allot, " +
                           "whose tables this one does not know");
  expect_facts(database);
}

}  // namespace allot::store
