#include <set>

#include "allot/version.hpp"
#include "page/saying.hpp"
#include "page/sections.hpp"

namespace allot::page {
namespace {

// Words as a shell reads them, quotes kept.
std::vector<std::string> shell_words(const std::string& line) {
  std::vector<std::string> out;
  std::string word;
  bool is_quoted = false;
  for (const char c : line) {
    if (c == '\'') is_quoted = !is_quoted;
    if (c == ' ' && !is_quoted) {
      if (!word.empty()) out.push_back(std::exchange(word, {}));
    } else {
      word += c;
    }
  }
  if (!word.empty()) out.push_back(word);
  return out;
}

// Of a path that leads through somebody's folders, the name of the file.
std::string without_folders(const std::string& word) {
  const bool is_path = word.starts_with("/") || word.starts_with("'/");
  if (!is_path || word.find('=') != std::string::npos || word.find(".json") == std::string::npos) return word;
  const std::string name = word.substr(word.rfind('/') + 1);
  return word.starts_with("'") ? "'" + name : name;
}

// "-opage.html".
bool is_attached_output(const std::string& word) { return word.starts_with("-o") && word.size() > 2; }

// What changes how an answer is shown or how fast, and nothing of it.
std::string what_matters(const std::string& arguments) {
  static const std::set<std::string> with_value = {"--out",      "-o",        "--output",     "--format", "--color",
                                                   "--progress", "--threads", "--max-memory", "--plot"};
  static const std::set<std::string> flags = {"--quiet", "--details", "--plain"};
  std::string out;
  const std::vector<std::string> words = shell_words(arguments);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string name = words[i].substr(0, words[i].find('='));
    if (with_value.contains(name)) {
      if (name == words[i]) ++i;
    } else if (!flags.contains(words[i]) && !is_attached_output(words[i])) {
      out += " " + without_folders(words[i]);
    }
  }
  return out;
}

}  // namespace

Section run_again(const Story& story) {
  Section section{"again", "Run it again", "Run it again"};
  section.paragraphs = {
      {{}, plain_statement("The same scenario, seed and build give the same bytes, on one thread or on sixty-four.")}};
  for (const Asked& it : story.asked)
    if (!it.command.empty())
      section.command += (section.command.empty() ? "" : "\n") + ("allot " + it.command + what_matters(it.arguments));
  section.after = {
      {{},
       plain_statement("allot " + std::string(version) + ", format " + std::to_string(format_version) + "; seed " +
                       story.seed + (story.hash.empty() ? "" : "; scenario " + story.hash.substr(0, 23)) + ".")}};
  return section;
}

}  // namespace allot::page
