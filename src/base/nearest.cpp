#include "base/nearest.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"

namespace allot {
namespace {

constexpr std::size_t longest_name = 128;  // what is longer is no slip of the finger

}  // namespace

std::size_t edit_distance(std::string_view one, std::string_view other) {
  std::vector<std::size_t> before_last(other.size() + 1), last(other.size() + 1), now(other.size() + 1);
  for (std::size_t j = 0; j <= other.size(); ++j) now[j] = j;
  for (std::size_t i = 1; i <= one.size(); ++i) {
    std::swap(before_last, last);
    std::swap(last, now);
    now[0] = i;
    for (std::size_t j = 1; j <= other.size(); ++j) {
      const std::size_t changed = last[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, changed});
      if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
        now[j] = std::min(now[j], before_last[j - 2] + 1);
    }
  }
  return now[other.size()];
}

std::vector<std::string> one_slip_from(std::string_view text) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-:/#@+";
  std::vector<std::string> found = {std::string(text), std::string(text)};
  for (char& c : found[0]) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  for (char& c : found[1]) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const std::string before(text.substr(0, i)), after(text.substr(i));
    for (const char letter : letters) found.push_back(before + letter + after);
    if (after.empty()) continue;
    const std::string rest = after.substr(1);
    found.push_back(before + rest);
    for (const char letter : letters) found.push_back(before + letter + rest);
    if (!rest.empty()) found.push_back(before + rest[0] + after[0] + rest.substr(1));
  }
  return found;
}

std::string nearest(std::string_view wrong, std::span<const std::string> names) {
  if (wrong.empty() || wrong.size() > longest_name) return {};
  const std::string meant = in_small_letters(wrong);
  std::size_t within = std::max<std::size_t>(1, wrong.size() / 3);
  std::string_view best;
  for (const std::string& name : names) {
    const std::size_t longer = std::max(name.size(), meant.size()) - std::min(name.size(), meant.size());
    if (name.empty() || longer > within) continue;
    const std::size_t distance = edit_distance(meant, in_small_letters(name));
    if (distance > within || (distance == within && !best.empty())) continue;
    best = name;
    within = distance;
  }
  return std::string(best);
}

}  // namespace allot
