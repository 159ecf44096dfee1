#include "ask/question.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>

#include "allot/error.hpp"
#include "base/literals.hpp"
#include "base/nearest.hpp"
#include "base/pointer.hpp"
#include "json/parse.hpp"
#include "json/write.hpp"

namespace allot::ask_text {
namespace {

constexpr std::array<std::string_view, 3> commands = {"compare", "run", "levers"};
constexpr std::int64_t most_replications = 10'000'000, most_threads = 1024;

/// Reads members one by one, and gathers what is wrong with them.
class QuestionReader {
 public:
  explicit QuestionReader(const Draft& root) : root_(root) {}

  Question read() {
    if (!root_.is(Draft::Type::object)) problem(root_, "", "expected a question, as {\"command\": \"compare\"}");
    for (std::size_t i = 0; i < root_.keys.size(); ++i) member(root_.keys[i], root_.items[i]);
    if (!problems_.empty()) throw InputError(std::move(problems_));
    return std::move(out_);
  }

 private:
  void member(const std::string& key, const Draft& value) {
    if (key == "command") return command(value);
    if (key == "variants") return names(key, value, out_.variants);
    if (key == "tables") return names(key, value, out_.tables);
    if (key == "baseline") return text(key, value, out_.baseline);
    if (key == "variant") return text(key, value, out_.variant);
    if (key == "set") return settings(value);
    if (key == "replications")
      out_.replications = static_cast<std::size_t>(whole(key, value, 1, most_replications));
    else if (key == "threads")
      out_.threads = static_cast<std::size_t>(whole(key, value, 1, most_threads));
    else if (key == "seed")
      out_.seed = static_cast<std::uint64_t>(whole(key, value, 0, most_seed));
    else if (key == "format")
      format(value);
    else
      unknown(
          value, key, "key '" + key + "'", key,
          {"command", "variants", "baseline", "variant", "set", "replications", "threads", "seed", "tables", "format"});
  }

  void command(const Draft& value) {
    const auto found = std::find(commands.begin(), commands.end(), std::string_view(value.text));
    if (value.is(Draft::Type::string) && found != commands.end())
      out_.command = static_cast<Command>(found - commands.begin());
    else
      unknown(value, "command", "command '" + value.text + "'", value.text, {commands.begin(), commands.end()});
  }

  void format(const Draft& value) {
    out_.wants_command = value.is(Draft::Type::string) && value.text == "shell";
    if (out_.wants_command) return;
    std::vector<std::string> known = {"shell"};
    for (const Format it : formats()) {
      if (it == Format::table) continue;  // for people, and as wide as their terminal
      known.emplace_back(word_of(it));
      if (!value.is(Draft::Type::string) || value.text != word_of(it)) continue;
      out_.format = it;
      return;
    }
    unknown(value, "format", "format '" + value.text + "'", value.text, known);
  }

  void names(const std::string& key, const Draft& value, std::vector<std::string>& to) {
    if (!value.is(Draft::Type::array)) return problem(value, key, "expected a list of names");
    for (const Draft& it : value.items) text(key, it, to.emplace_back());
  }

  void text(const std::string& key, const Draft& value, std::string& to) {
    if (!value.is(Draft::Type::string)) return problem(value, key, "expected a text");
    to = value.text;
  }

  // As `--set` takes them: a text that is JSON would be read as what it says.
  void settings(const Draft& value) {
    if (!value.is(Draft::Type::object)) return problem(value, "set", "expected {POINTER: VALUE}");
    for (std::size_t i = 0; i < value.keys.size(); ++i) {
      const Draft& it = value.items[i];
      if (!value.keys[i].starts_with('/'))
        problem(it, "set/" + escaped_key(value.keys[i]), "expected a pointer, such as /parameters/delay");
      out_.settings.emplace_back(value.keys[i], it.is(Draft::Type::string) ? it.text : json::write(it, 0));
    }
  }

  std::int64_t whole(const std::string& key, const Draft& value, std::int64_t least, std::int64_t most) {
    const auto number = value.is(Draft::Type::number) ? parse_integer(value.text) : std::nullopt;
    if (number && *number >= least && *number <= most) return *number;
    problem(value, key, "expected a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return least;
  }

  void unknown(const Draft& at, const std::string& key, const std::string& what, const std::string& name,
               const std::vector<std::string>& known) {
    const std::string near = nearest(name, known);
    problem(at, key, "unknown " + what, near.empty() ? "" : "did you mean '" + near + "'?");
  }
  void unknown(const Draft& at, const std::string& key, const std::string& what, const std::string& name,
               std::initializer_list<std::string_view> known) {
    unknown(at, key, what, name, std::vector<std::string>(known.begin(), known.end()));
  }

  void problem(const Draft& at, const std::string& key, std::string message, std::string hint = {}) {
    problems_.push_back({at.place, key.empty() ? "" : "/" + key, std::move(message), std::move(hint), false});
  }

  static constexpr std::int64_t most_seed = std::numeric_limits<std::int64_t>::max();
  const Draft& root_;
  Question out_;
  std::vector<Problem> problems_;
};

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& it : names) text += (text.empty() ? "" : ",") + it;
  return text;
}

}  // namespace

Question question_in(std::string_view text) {
  return QuestionReader(json::parse(std::make_shared<Text>(Text{"question", std::string(text)}))).read();
}

std::string_view word_of(Command command) { return commands[static_cast<std::size_t>(command)]; }

std::vector<std::string> arguments_of(const Question& question, const std::string& scenario) {
  std::vector<std::string> out = {scenario};
  const auto add = [&](const std::string& option, const std::string& value) {
    if (value.empty()) return;
    out.push_back(option);
    out.push_back(value);
  };
  add("--variant", question.variant);
  add("--variants", joined(question.variants));
  add("--baseline", question.baseline);
  for (const auto& [pointer, value] : question.settings) add("--set", pointer + "=" + value);
  add("-n", std::to_string(question.replications));
  add("--seed", std::to_string(question.seed));
  if (!question.wants_command) add("--format", std::string(allot::word_of(question.format)));
  return out;
}

}  // namespace allot::ask_text
