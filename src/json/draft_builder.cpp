#include "json/draft_builder.hpp"

#include <algorithm>
#include <numeric>

#include "base/pointer.hpp"
#include "json/parse.hpp"
#include "json/syntax_message.hpp"

namespace allot::json {
namespace {

// Past the letters, digits and signs from there on; past one character at least.
std::size_t word_end(std::string_view text, std::size_t begin) {
  constexpr std::string_view in_words = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-._";
  return std::max(std::min(text.find_first_not_of(in_words, begin), text.size()), begin + 1);
}

}  // namespace

DraftBuilder::DraftBuilder(TextPointer text, std::size_t begin)
    : text_(std::move(text)), tokens_(text_->content, begin) {}

Place DraftBuilder::place(Token token) const {
  return {text_, static_cast<std::uint32_t>(token.begin), static_cast<std::uint32_t>(token.end), 0, 0};
}

Draft& DraftBuilder::attach(Draft value, Token token) {
  value.place = place(token);
  if (open_.empty()) return root_ = std::move(value);
  Draft& parent = *open_.back();
  if (parent.is(Draft::Type::object)) {
    value.place.key_begin = static_cast<std::uint32_t>(pending_key_token_.begin);
    value.place.key_end = static_cast<std::uint32_t>(pending_key_token_.end);
    parent.keys.push_back(std::move(pending_key_));
  }
  return parent.items.emplace_back(std::move(value));
}

bool DraftBuilder::scalar(Draft value, Token token) {
  attach(std::move(value), token);
  return true;
}

bool DraftBuilder::key(std::string&& name) {
  pending_key_ = std::move(name);
  pending_key_token_ = tokens_.string();
  return true;
}

bool DraftBuilder::begin_container(Draft::Type type) {
  const Token token = tokens_.bracket();
  if (open_.size() == deepest) {
    problems_.push_back({place(token), pointer(), "values stand more than 64 levels deep in each other", "", false});
    return false;
  }
  Draft container;
  container.type = type;
  open_.push_back(&attach(std::move(container), token));
  return true;
}

bool DraftBuilder::end_container() {
  Draft& container = *open_.back();
  container.place.end = static_cast<std::uint32_t>(tokens_.bracket().end);
  report_duplicate_keys(container);
  open_.pop_back();
  return true;
}

void DraftBuilder::report_duplicate_keys(const Draft& object) {
  std::vector<std::size_t> by_name(object.keys.size());
  std::iota(by_name.begin(), by_name.end(), std::size_t{0});
  std::stable_sort(by_name.begin(), by_name.end(),
                   [&](std::size_t a, std::size_t b) { return object.keys[a] < object.keys[b]; });
  for (std::size_t i = 1; i < by_name.size(); ++i) {
    const std::string& name = object.keys[by_name[i]];
    if (name != object.keys[by_name[i - 1]]) continue;
    problems_.push_back({object.items[by_name[i]].place, pointer() + '/' + escaped_key(name),
                         "key '" + name + "' stands here a second time", "", true});
  }
}

std::string DraftBuilder::pointer() const {
  std::string text;
  for (std::size_t i = 0; i + 1 < open_.size(); ++i) {
    const Draft& parent = *open_[i];
    text += '/' + (parent.is(Draft::Type::object) ? escaped_key(parent.keys.back())
                                                  : std::to_string(parent.items.size() - 1));
  }
  return text;
}

Token DraftBuilder::faulty_token(std::size_t bytes_read, std::string_view explanation) const {
  const auto says = [&](std::string_view words) { return explanation.find(words) != std::string_view::npos; };
  const std::size_t size = text_->content.size();
  const std::size_t end = std::min(bytes_read, size);
  const std::size_t last = end == 0 ? 0 : end - 1;
  if (says("unexpected end of input") || says("empty input")) return {size, size};  // the latter since 3.11.3
  const std::size_t comment = text_->content.rfind("/*", last);
  if (says("invalid comment; missing")) return {comment, comment + 2};
  if (says("invalid string") && !says("missing closing quote")) return {last, end};
  const std::size_t begin = std::min(tokens_.next_begin(), last);
  if (says("invalid literal") || says("invalid number")) return {begin, word_end(text_->content, begin)};
  return {begin, end};
}

bool DraftBuilder::syntax_error(std::size_t bytes_read, const std::string& explanation) {
  const Token token = faulty_token(bytes_read, explanation);
  SyntaxMessage message = syntax_message(explanation, tokens_.last_before(token.begin));
  if (token.begin == text_->content.size() && !root_.place.text) message = {"the text is empty", ""};
  problems_.push_back({place(token), pointer(), std::move(message.message), std::move(message.hint), false});
  return false;
}

}  // namespace allot::json
