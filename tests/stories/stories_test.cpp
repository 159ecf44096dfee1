#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "json/parse.hpp"
#include "stories/told.hpp"
#include "support/catch.hpp"

/// Each *.json beside this file is one idea of the model: a sentence, a scenario, and what it comes to,
/// worked out by hand. Milestones are expected by their day, null where they are not reached.
namespace allot::stories::stories_test {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files() {
  std::vector<fs::path> out;
  for (const fs::directory_entry& entry : fs::directory_iterator(ALLOT_SOURCE_DIR "/tests/stories"))
    if (entry.path().extension() == ".json") out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

Draft story_in(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return json::parse(std::make_shared<const Text>(Text{path.filename().string(), text.str()}));
}

Told told(const Draft& scenario) {
  const auto no_files = [](const std::string& name) -> TextPointer {
    throw std::runtime_error("a story has no " + name);
  };
  try {
    return stories::told(ScenarioFile{scenario, no_files, ""});
  } catch (const InputError& error) {
    throw std::runtime_error(describe(error));
  }
}

void check_day(const Told& came, const std::string& milestone, const Draft& expected) {
  const auto found = came.days.find(milestone);
  CHECK((found == came.days.end() ? "not reached" : found->second) ==
        (expected.is(Draft::Type::null) ? "not reached" : expected.text));
}

void check_metric(const Told& came, const std::string& path, double expected) {
  REQUIRE(came.metrics.count(path) == 1);
  CHECK(came.metrics.at(path) == Approx(expected).epsilon(1e-12).margin(1e-9));
}

void check_story(const Draft& story) {
  const Told came = told(*story.find("scenario"));
  const Draft& expected = *story.find("expect");
  for (std::size_t i = 0; i < expected.keys.size(); ++i) {
    const std::string& path = expected.keys[i];
    CAPTURE(path);
    if (path.starts_with("milestone."))
      check_day(came, path.substr(10), expected.items[i]);
    else
      check_metric(came, path, expected.items[i].number);
  }
}

}  // namespace

TEST_CASE("every story comes out as it does on paper", "[stories]") {
  for (const fs::path& path : files()) {
    const Draft story = story_in(path);
    INFO(path.filename().string() << ": " << story.find("story")->text);
    check_story(story);
  }
  CHECK(files().size() > 20);
}

}  // namespace allot::stories::stories_test
