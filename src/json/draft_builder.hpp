#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "allot/draft.hpp"
#include "allot/error.hpp"
#include "json/token_finder.hpp"

namespace allot::json {

/// Grows a draft from a parser's events, with the place of every token.
///
/// shape: the events are those of a parser of JSON (begin and end of containers, keys, scalars), in the order of the
///        text; after one that returns false no other comes
class DraftBuilder {
 public:
  DraftBuilder(TextPointer text, std::size_t begin);

  bool scalar(Draft value, Token token);
  bool key(std::string&& name);
  bool begin_container(Draft::Type type);
  bool end_container();
  /// What the parser says is wrong, after so many bytes.
  bool syntax_error(std::size_t bytes_read, const std::string& explanation);

  TokenFinder& tokens() { return tokens_; }
  std::vector<Problem>& problems() { return problems_; }
  Draft&& result() && { return std::move(root_); }

 private:
  Draft& attach(Draft value, Token token);
  void report_duplicate_keys(const Draft& object);
  Token faulty_token(std::size_t bytes_read, std::string_view explanation) const;
  std::string pointer() const;
  Place place(Token token) const;

  TextPointer text_;
  TokenFinder tokens_;
  Draft root_;
  std::vector<Draft*> open_;  // from the root down; a container's items stay put while one of them is open
  std::string pending_key_;
  Token pending_key_token_;
  std::vector<Problem> problems_;
};

}  // namespace allot::json
