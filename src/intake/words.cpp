#include "intake/words.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace allot::intake {
namespace {

constexpr std::pair<std::string_view, std::string_view> spelt_out[] = {
    {"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "ae"}, {"Ö", "oe"}, {"Ü", "ue"}, {"ß", "ss"},
    {"é", "e"},  {"è", "e"},  {"á", "a"},  {"à", "a"},  {"ó", "o"},  {"ç", "c"},  {"ñ", "n"}};

constexpr std::string_view legal_forms[] = {
    "gmbh",    "ag",  "se",  "kg",  "kgaa", "co",  "ohg",  "inc", "corp",  "llc",         "ltd",
    "limited", "plc", "lp",  "llp", "sa",   "sas", "sarl", "spa", "srl",   "bv",          "nv",
    "ab",      "oy",  "as",  "aps", "pte",  "pty", "kk",   "mbh", "group", "corporation", "incorporated",
    "company", "und", "and", "sro", "doo",  "zoo", "sl",   "kft"};

bool is_plain(char c) { return (c >= 'a' && c <= 'z') || is_digit(c); }

// What stands there as plain letters, and how many bytes it takes.
std::pair<std::string, std::size_t> letter_at(std::string_view text, std::size_t at) {
  for (const auto& [letter, plain] : spelt_out)
    if (text.substr(at).starts_with(letter)) return {std::string(plain), letter.size()};
  const std::string small = in_small_letters(text.substr(at, 1));
  return {is_plain(small[0]) ? small : " ", 1};
}

// "labe data s r o", as points make it of s.r.o., is "labe data sro".
std::string with_last_letters_joined(std::string words) {
  std::size_t last = words.size();
  while (last >= 2 && words[last - 2] == ' ') last -= 2;  // where a single letter begins, or the end
  std::string letters;
  for (std::size_t at = last; at < words.size(); ++at)
    if (words[at] != ' ') letters += words[at];
  if (letters.size() < 2) return words;
  return words.substr(0, last) + " " + letters;
}

std::string without_last_word(std::string_view words) {
  const std::size_t blank = words.rfind(' ');
  return std::string(words.substr(0, blank == std::string_view::npos ? 0 : blank));
}

}  // namespace

std::string plain_words(std::string_view name) {
  std::string words;
  for (std::size_t at = 0; at < name.size();) {
    const auto [letters, length] = letter_at(name, at);
    if (letters != " ")
      words += letters;
    else if (!words.empty() && words.back() != ' ')
      words += ' ';
    at += length;
  }
  if (words.ends_with(' ')) words.pop_back();
  return words;
}

std::string company_words(std::string_view name) {
  std::string words = with_last_letters_joined(plain_words(name));
  while (true) {
    const std::string_view last = std::string_view(words).substr(words.rfind(' ') + 1);
    const bool is_form = std::find(std::begin(legal_forms), std::end(legal_forms), last) != std::end(legal_forms);
    std::string rest = is_form ? without_last_word(words) : "";
    if (rest.empty()) return words;
    words = std::move(rest);
  }
}

bool has_words(std::string_view name, std::string_view words) {
  for (std::size_t at = name.find(words); at != std::string_view::npos; at = name.find(words, at + 1)) {
    const std::size_t end = at + words.size();
    if ((at == 0 || name[at - 1] == ' ') && (end == name.size() || name[end] == ' ')) return true;
  }
  return false;
}

}  // namespace allot::intake
