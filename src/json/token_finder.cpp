#include "json/token_finder.hpp"

#include <algorithm>

namespace allot::json {
namespace {

constexpr std::string_view blanks = " \t\r\n";

// Where a comment that begins there ends; `at` itself if none does.
std::size_t after_comment(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) == "//") return std::min(text.find('\n', at), text.size());
  if (text.substr(at, 2) != "/*") return at;
  const std::size_t end = text.find("*/", at + 2);
  return end == std::string_view::npos ? text.size() : end + 2;
}

std::size_t after_characters(std::string_view text, std::size_t at, std::string_view characters) {
  return std::min(text.find_first_not_of(characters, at), text.size());
}

}  // namespace

TokenFinder::TokenFinder(std::string_view text, std::size_t begin) : text_(text), at_(begin) {}

std::size_t TokenFinder::next_begin() const {
  std::size_t at = at_;
  while (at < text_.size()) {
    const std::size_t next = after_comment(text_, after_characters(text_, at, " \t\r\n,:"));
    if (next == at) break;
    at = next;
  }
  return at;
}

char TokenFinder::last_before(std::size_t end) const {
  char last = 0;
  for (std::size_t at = at_; at < end;) {
    const std::size_t next = after_comment(text_, after_characters(text_, at, blanks));
    if (next != at) {
      at = next;
      continue;
    }
    last = text_[at++];
  }
  return last;
}

Token TokenFinder::string() {
  const std::size_t begin = next_begin();
  std::size_t end = begin + 1;
  while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
  at_ = std::min(end + 1, text_.size());
  return {begin, at_};
}

Token TokenFinder::number() {
  const std::size_t begin = next_begin();
  at_ = after_characters(text_, begin, "0123456789+-.eE");
  return {begin, at_};
}

Token TokenFinder::word() {
  const std::size_t begin = next_begin();
  at_ = after_characters(text_, begin, "abcdefghijklmnopqrstuvwxyz");
  return {begin, at_};
}

Token TokenFinder::bracket() {
  const std::size_t begin = next_begin();
  at_ = std::min(begin + 1, text_.size());
  return {begin, at_};
}

}  // namespace allot::json
