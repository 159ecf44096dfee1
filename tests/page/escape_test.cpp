#include "page/escape.hpp"

#include "page/html.hpp"
#include "support/catch.hpp"

namespace escape_test {

using namespace allot::page;

TEST_CASE("text is text in HTML, in attributes as well", "[page]") {
  CHECK(in_html("a < b & \"c\" 'd' >") == "a &lt; b &amp; &quot;c&quot; &#39;d&#39; &gt;");
  CHECK(element("p", {{"title", "\" onclick=\"x"}}, text("</p><script>")).source ==
        "<p title=\"&quot; onclick=&quot;x\">&lt;/p&gt;&lt;script&gt;</p>");
}

TEST_CASE("a string in a script cannot end it", "[page]") {
  CHECK(in_script("</script>\\\"\n") == "\"\\u003c/script>\\\\\\\"\\n\"");
  CHECK(in_script("a\xE2\x80\xA8z\xE2\x80\xA9") == "\"a\\u2028z\\u2029\"");
}

TEST_CASE("what turns the direction of writing, controls and broken UTF-8 are replaced", "[page]") {
  const std::string mark = "\xEF\xBF\xBD";
  CHECK(harmless("a\xE2\x80\xAE"
                 "b") == "a" + mark + "b");  // right-to-left override
  CHECK(harmless("\xE2\x81\xA6\xE2\x80\x8F") == mark + mark);
  CHECK(harmless(std::string("\0\x01\x7F", 3)) == mark + mark + mark);
  CHECK(harmless("\xC2\x85") == mark);  // next line
  CHECK(harmless("\xFF\xC3") == mark + mark);
  CHECK(harmless("\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xE4\xB8\xAD") == "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xE4\xB8\xAD");
}

TEST_CASE("only https: is followed", "[page]") {
  CHECK(link("https://example.org/a?b&c", text("x")).source ==
        "<a href=\"https://example.org/a?b&amp;c\" rel=\"noreferrer\">x</a>");
  CHECK(link("javascript:alert(1)", text("x")).source == "x");
  CHECK(link("data:text/html,x", text("x")).source == "x");
}

}  // namespace escape_test
