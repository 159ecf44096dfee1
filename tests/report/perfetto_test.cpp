#include "allot/ledger.hpp"

#include <map>
#include <nlohmann/json.hpp>

#include "allot/experiment.hpp"
#include "allot/scenario_io.hpp"
#include "support/catch.hpp"
#include "support/generate.hpp"

namespace perfetto_test {

using namespace allot;
using nlohmann::json;

namespace {

std::vector<LedgerLine> generated_ledger(std::uint64_t seed) {
  Features features;
  features.chance = true;
  const auto text = std::make_shared<Text>(Text{"scenario.json", generate_scenario(seed, features)});
  return trace(check(read_text(text, ".")), 1, 0, false);
}

// Of "b" and "e", or of "s" and "f": those that are not one beginning and then one end with the same name.
std::size_t count_unpaired(const json& events, const char* begin, const char* end) {
  std::map<std::string, std::vector<json>> by_id;
  for (const json& it : events)
    if (it["ph"] == begin || it["ph"] == end) by_id[it["cat"].get<std::string>() + it["id"].dump()].push_back(it);
  std::size_t unpaired = 0;
  for (const auto& [id, pair] : by_id)
    unpaired +=
        pair.size() != 2 || pair[0]["ph"] != begin || pair[1]["ph"] != end || pair[0]["name"] != pair[1]["name"];
  return unpaired;
}

std::map<std::string, std::int64_t> tracks_of(const json& events) {
  std::map<std::string, std::int64_t> tracks;
  for (const json& it : events)
    if (it["ph"] == "M") tracks[it["args"]["name"]] = it["pid"];
  return tracks;
}

std::int64_t last_level(const json& events, std::int64_t track, const std::string& counter) {
  std::int64_t level = 0;
  for (const json& it : events)
    if (it["ph"] == "C" && it["pid"] == track && it["name"] == counter) level = it["args"]["units"];
  return level;
}

template <class T>
T cell(const LedgerLine& line, const std::string& name) {
  for (const auto& [key, value] : line.cells)
    if (key == name) return std::get<T>(value);
  return T();
}

// Counters that do not end where the ledger's own levels do.
std::size_t count_wrong_levels(const json& events, const std::vector<LedgerLine>& ledger) {
  const auto tracks = tracks_of(events);
  std::size_t wrong = 0;
  const auto check = [&](const LedgerLine& line, const std::string& kind, const std::string& counter,
                         const std::string& level) {
    wrong += last_level(events, tracks.at(kind + " " + cell<std::string>(line, kind)), counter) !=
             cell<std::int64_t>(line, level);
  };
  for (const LedgerLine& line : ledger) {
    const std::string event = cell<std::string>(line, "event");
    if (event == "supplier_at_end") {
      check(line, "supplier", "stock", "stock");
      check(line, "supplier", "in transit", "in_transit");
    }
    if (event == "organisation_at_end") {
      check(line, "organisation", "backlog", "backlog");
      check(line, "organisation", "in transit", "in_transit");
    }
  }
  return wrong;
}

}  // namespace

TEST_CASE("a timeline is in order of time, what begins in it ends, and its counters end where the ledger does",
          "[report][law]") {
  std::size_t arrows = 0;
  for (std::uint64_t seed = 1; seed <= 80; ++seed) {
    CAPTURE(seed);
    const std::vector<LedgerLine> ledger = generated_ledger(seed);
    const json timeline = json::parse(perfetto(ledger));
    const json& events = timeline["traceEvents"];
    REQUIRE(events.size() > 3);
    CHECK(std::is_sorted(events.begin(), events.end(), [](const json& a, const json& b) { return a["ts"] < b["ts"]; }));
    CHECK(count_unpaired(events, "b", "e") == 0);
    CHECK(count_unpaired(events, "s", "f") == 0);
    CHECK(count_wrong_levels(events, ledger) == 0);
    for (const json& it : events) arrows += it["ph"] == "s";
  }
  CHECK(arrows > 10);
}

TEST_CASE("every supplier, organisation and site has a track of its own", "[report]") {
  const std::vector<LedgerLine> ledger = generated_ledger(3);
  const auto tracks = tracks_of(json::parse(perfetto(ledger))["traceEvents"]);
  std::map<std::int64_t, int> times;
  for (const auto& [name, track] : tracks) CHECK(++times[track] == 1);
  for (const LedgerLine& line : ledger)
    for (const char* kind : {"supplier", "organisation", "site"})
      if (cell<std::string>(line, "event") == kind)
        CHECK(tracks.contains(std::string(kind) + " " + cell<std::string>(line, kind)));
}

}  // namespace perfetto_test
