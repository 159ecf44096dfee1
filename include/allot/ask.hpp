#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

/// Questions and answers as text, for whoever is no C++ program: a page that runs the library as WebAssembly, another
/// language. Text comes in and text goes out; no file is read, no clock, and no thread is begun unless it is asked for.
///
///   const allot::ScenarioTexts texts{"my.json", text, {{"orders.csv", orders}}};
///   const allot::Reply reply = allot::ask(texts, R"({"command": "compare", "set": {"/parameters/delay": "30d"}})");
///   if (reply.kind == allot::Reply::Kind::answer) use(reply.text);
///
/// A question is an object:
///   command       compare, run or levers
///   variants      compare: a list of names ("no-swap", "texas-only+no-swap"); none: the scenario's own comparisons, else all;
///                 levers: what may be moved in all of these and the baseline; none: in the scenario as written
///   baseline      compare, levers: what the others are compared with; none: base, the scenario as written
///   variant       run, levers: what to apply; of compare, before its variants
///   set           {POINTER: VALUE}: single values, set after the variants, in that order; null removes
///   replications  1000 unless said otherwise
///   seed          1 unless said otherwise
///   threads       1 unless said otherwise; never changes an answer
///   tables        of a tidy answer, the names of those wanted; then without single orders; none: all of it
///   format        json (unless said otherwise), csv or tidy, as the program prints them; shell: the command that asks
///                 the program the same
/// What a question leaves out is as the program has it.
namespace allot {

/// A scenario, and the texts that stand for files that it names: order books, columns of numbers, what it extends, each by
/// the path that the scenario writes.
struct ScenarioTexts {
  std::string name = "scenario.json";  ///< what messages and commands call it
  std::string text;
  std::map<std::string, std::string, std::less<>> files = {};
};

/// What came of a question: the answer, or in words what was wrong, and whose fault it is.
struct Reply {
  enum class Kind : std::uint8_t { answer, wrong_scenario, wrong_question, too_much };
  Kind kind = Kind::answer;
  std::string text;
};

/// Answers `compare` and `run` with the bytes that the program's commands of these names print in that format, and `levers`
/// with what may be moved:
///   {"scenario": {"name", "question", "start", "end", "currency"},
///    "variants": [{"id", "label"}], "comparisons": [{"label", "variant", "baseline"}],
///    "assumptions": [{"pointer", "label", "low", "high", "now", "is_drawn", "confidence", "source", "values"}],
///    "decisions": [{"pointer", "id", "label", "probability"}],
///    "suppliers": [{"id", "label", "levels": [{"pointer", "level", "rule", "rules"}]}]}
/// Assumptions are those that `thresholds` moves, of all organisations; `values` are at most 201 between the bounds, as a
/// scenario writes them. A decision is off where its probability is set to 0. `rules` are those that the level can have
/// without numbers of their own.
///
/// gives:  the same text for the same texts and question, on any machine, native or not; but where the library is compiled
///         without SHA-256, as to WebAssembly, hashes are empty
/// errors: none are thrown but those of memory
Reply ask(const ScenarioTexts& texts, std::string_view question);

}  // namespace allot
