#include "base/pattern.hpp"

#include "support/catch.hpp"

namespace pattern_test {

using namespace allot;

TEST_CASE("a star stands for any letters or none", "[pattern]") {
  for (const auto& [pattern, text] : {std::pair("", ""),
                                      {"*", ""},
                                      {"*", "abc"},
                                      {"a*c", "ac"},
                                      {"a*c", "abcbc"},
                                      {"**b*", "ab"},
                                      {"a.*.c", "a.b.c"},
                                      {"*units", "stranded_units"},
                                      {"a*b*a", "abababa"}})
    CHECK(fits(pattern, text));
  for (const auto& [pattern, text] : {std::pair("", "a"),
                                      {"a", ""},
                                      {"a*c", "abcb"},
                                      {"a*c", "c"},
                                      {"abc", "abcd"},
                                      {"*b", "ba"},
                                      {"a*b*b", "ab"},
                                      {"A", "a"}})
    CHECK_FALSE(fits(pattern, text));
}

TEST_CASE("many stars take no longer than both lengths times each other", "[pattern]") {
  std::string pattern;
  for (int i = 0; i < 50; ++i) pattern += "a*";
  CHECK_FALSE(fits(pattern + "b", std::string(5000, 'a')));
}

}  // namespace pattern_test
