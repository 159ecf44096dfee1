#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "allot/scenario_io.hpp"
#include "support/catch.hpp"

/// What is promised of the scenarios in data/.
namespace allot::data_test {
namespace {

namespace fs = std::filesystem;

const fs::path folder = ALLOT_SOURCE_DIR "/data";

std::vector<fs::path> scenarios() {
  std::vector<fs::path> out;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder / "scenarios"))
    if (entry.path().extension() == ".json") out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

std::string sources_page() {
  std::ostringstream text;
  text << std::ifstream(folder / "sources.md").rdbuf();
  return text.str();
}

std::string id_in(const Note& note) { return note.source.substr(0, note.source.find(',')); }

std::vector<std::string> says_nothing(const std::vector<Note>& notes) {
  std::vector<std::string> out;
  for (const Note& note : notes)
    if (note.confidence.empty()) out.push_back(note.pointer);
  return out;
}

}  // namespace

TEST_CASE("every scenario that comes along is valid, with each of its variants", "[data]") {
  for (const fs::path& path : scenarios()) {
    CAPTURE(path.filename().string());
    const ScenarioFile file = read(path);
    for (const auto& [variant, label] : check(file).variants) {
      CAPTURE(variant);
      CHECK_NOTHROW(check(edited(file, variant, {})));
    }
  }
}

// Those that are invented have nothing to trace.
TEST_CASE("no number of a scenario about the world is without its confidence and source, in no variant", "[data]") {
  for (const fs::path& path : scenarios()) {
    if (path.stem() == "minimal" || path.stem() == "mm1" || path.stem() == "erlang" || path.stem() == "slipping-power")
      continue;
    CAPTURE(path.filename().string());
    const ScenarioFile file = read(path);
    CHECK(says_nothing(sources(file)) == std::vector<std::string>{});
    for (const auto& [variant, label] : check(file).variants) {
      CAPTURE(variant);
      const std::vector<std::string> bare = says_nothing(sources(edited(file, variant, {})));
      CHECK(bare == std::vector<std::string>{});
    }
  }
}

TEST_CASE("every source that a scenario names is described", "[data]") {
  const std::string page = sources_page();
  for (const fs::path& path : scenarios())
    for (const Note& note : sources(read(path))) {
      if (note.source.empty()) continue;
      CAPTURE(path.filename().string(), note.pointer);
      CHECK(page.find("`" + id_in(note) + "`") != std::string::npos);
    }
}

}  // namespace allot::data_test
