#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "allot/error.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

namespace allot {
namespace {

constexpr std::size_t most_shown = 100;   // problems
constexpr std::size_t widest_line = 100;  // code points of a source line
constexpr std::size_t shown_before = 40;  // code points before the caret, in a line that is too wide
constexpr std::string_view cut = "...";

struct Span {
  std::size_t begin = 0, end = 0;
};

Span marked(const Problem& problem) {
  const Place& place = problem.place;
  if (problem.at_key && place.key_end > place.key_begin) return {place.key_begin, place.key_end};
  return {place.begin, place.end};
}

// Texts in the order in which problems name them first, what has no text last.
std::vector<Problem> in_order(const std::vector<Problem>& problems) {
  std::vector<const Text*> texts;
  for (const Problem& problem : problems)
    if (problem.place.text && std::find(texts.begin(), texts.end(), problem.place.text.get()) == texts.end())
      texts.push_back(problem.place.text.get());
  const auto key = [&](const Problem& problem) {
    return std::tuple(std::find(texts.begin(), texts.end(), problem.place.text.get()) - texts.begin(),
                      marked(problem).begin);
  };
  std::vector<Problem> sorted = problems;
  std::stable_sort(sorted.begin(), sorted.end(), [&](const Problem& a, const Problem& b) { return key(a) < key(b); });
  return sorted;
}

bool say_the_same(const Problem& a, const Problem& b) {
  return a.place.text == b.place.text && marked(a).begin == marked(b).begin && a.pointer == b.pointer &&
         a.message == b.message;
}

std::vector<Problem> without_repeats(std::vector<Problem> sorted) {
  std::vector<Problem> kept;
  for (Problem& problem : sorted) {
    bool is_new = true;
    for (auto before = kept.rbegin(); before != kept.rend() && is_new; ++before) {
      if (before->place.text != problem.place.text || marked(*before).begin != marked(problem).begin) break;
      is_new = !say_the_same(*before, problem);
    }
    if (is_new) kept.push_back(std::move(problem));
  }
  return kept;
}

// A source line, what of it is marked, in bytes of the line, and its number.
struct Line {
  std::string_view text;
  Span mark;
  std::size_t number = 1;
};

std::size_t line_at(std::string_view content, std::size_t begin) {
  const std::string_view before = content.substr(0, begin);
  return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

Line line_around(std::string_view content, Span mark) {
  mark.begin = std::min(mark.begin, content.size());
  const std::string_view before = content.substr(0, mark.begin);
  std::size_t begin = before.rfind('\n') + 1;  // npos + 1 is 0
  std::size_t end = std::min(content.find('\n', mark.begin), content.size());
  if (end > begin && content[end - 1] == '\r') --end;
  const std::size_t number = line_at(content, mark.begin);
  if (begin == 0 && content.starts_with(byte_order_mark)) begin = byte_order_mark.size();
  const std::size_t mark_begin = std::clamp(mark.begin, begin, std::max(begin, end));
  const std::size_t mark_end = std::clamp(mark.end, mark_begin, std::max(mark_begin, end));
  return {content.substr(begin, std::max(begin, end) - begin), {mark_begin - begin, mark_end - begin}, number};
}

std::size_t byte_of_code_point(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; count > 0 && at < text.size(); --count) at += std::max<std::size_t>(1, code_point_length(text, at));
  return at;
}

// What is shown of a line: all of it, or a window around the mark.
struct View {
  std::string before, marked, after;
};

View view_of(const Line& line) {
  std::string_view before = line.text.substr(0, line.mark.begin);
  std::string_view marked = line.text.substr(line.mark.begin, line.mark.end - line.mark.begin);
  std::string_view after = line.text.substr(line.mark.end);
  if (count_code_points(line.text) <= widest_line) return {printable(before), printable(marked), printable(after)};
  View view;
  const std::size_t width_before = count_code_points(before);
  if (width_before > shown_before) {
    before.remove_prefix(byte_of_code_point(before, width_before - shown_before));
    view.before = cut;
  }
  view.before += printable(before);
  std::size_t room = widest_line - std::min(width_before, shown_before);
  const bool mark_is_cut = count_code_points(marked) > room;
  marked = marked.substr(0, byte_of_code_point(marked, room));
  room -= count_code_points(marked);
  const bool rest_is_cut = mark_is_cut || count_code_points(after) > room;
  after = after.substr(0, mark_is_cut ? 0 : byte_of_code_point(after, room));
  view.marked = printable(marked);
  view.after = printable(after) + std::string(rest_is_cut ? cut : "");
  return view;
}

std::string same_width(std::string_view text) {
  std::string blanks;
  for (std::size_t at = 0; at < text.size(); at += std::max<std::size_t>(1, code_point_length(text, at)))
    blanks += text[at] == '\t' ? '\t' : ' ';
  return blanks;
}

std::string picture(const Line& line, const std::string& hint) {
  const View view = view_of(line);
  std::string number = std::to_string(line.number);
  if (number.size() < 5) number.insert(0, 5 - number.size(), ' ');
  const std::size_t width = std::max<std::size_t>(1, count_code_points(view.marked));
  std::string text = number + " | " + view.before + view.marked + view.after + '\n';
  text += std::string(number.size(), ' ') + " | " + same_width(view.before) + '^' + std::string(width - 1, '~');
  if (!hint.empty()) text += ' ' + excerpt(hint);
  return text + '\n';
}

Position begin_of_mark(const Line& line) {
  return {line.number, 1 + count_code_points(line.text.substr(0, line.mark.begin))};
}

// "scenario.json:14:29: ", where a text says it.
std::string where(const Problem& problem, const Line& line) {
  const Position at = begin_of_mark(line);
  return printable(problem.place.text->name) + ':' + std::to_string(at.line) + ':' + std::to_string(at.column) + ": ";
}

std::string head(const Problem& problem, std::string_view kind) {
  return std::string(kind) + ": " + (problem.pointer.empty() ? "" : excerpt(problem.pointer) + ": ") +
         excerpt(problem.message);
}

Line line_of(const Problem& problem) { return line_around(problem.place.text->content, marked(problem)); }

std::string description(const Problem& problem) {
  if (!problem.place.text)
    return head(problem, "error") + (problem.hint.empty() ? "" : " (" + excerpt(problem.hint) + ")") + '\n';
  const Line line = line_of(problem);
  return where(problem, line) + head(problem, "error") + '\n' + picture(line, problem.hint);
}

std::string remark_line(const Problem& problem) {
  return (problem.place.text ? where(problem, line_of(problem)) : "") + head(problem, "note") + '\n';
}

std::string described(const std::vector<Problem>& all, std::string (*one)(const Problem&)) {
  const std::vector<Problem> problems = in_order_of_text(all);
  std::string text;
  for (std::size_t i = 0; i < std::min(most_shown, problems.size()); ++i) text += one(problems[i]);
  if (problems.size() > most_shown)
    text += "and " + with_thousands(static_cast<std::int64_t>(problems.size() - most_shown)) + " more\n";
  return text;
}

}  // namespace

std::size_t line_of(const Place& place) { return line_at(place.text->content, place.begin); }

std::optional<Position> position_of(const Problem& problem) {
  if (!problem.place.text) return std::nullopt;
  return begin_of_mark(line_of(problem));
}

std::vector<Problem> in_order_of_text(const std::vector<Problem>& problems) {
  return without_repeats(in_order(problems));
}

std::string describe(const InputError& error) { return described(error.problems(), description); }

std::string describe_remarks(const std::vector<Problem>& remarks) { return described(remarks, remark_line); }

}  // namespace allot
