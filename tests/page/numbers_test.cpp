#include "page/numbers.hpp"

#include "page/svg_canvas.hpp"
#include "support/catch.hpp"

namespace numbers_test {

using namespace allot::page;

TEST_CASE("sentences say three digits", "[page]") {
  CHECK(in_words(-224437) == "224,000");
  CHECK(in_words(1210835) == "1.21 million");
  CHECK(in_words(1204999) == "1.20 million");
  CHECK(in_words(999600) == "1.00 million");
  CHECK(in_words(57.66e6) == "57.7 million");
  CHECK(in_words(4.2e9) == "4.20 billion");
  CHECK(in_words(3352) == "3,350");
  CHECK(in_words(17.64) == "17.6");
  CHECK(in_words(0.6712) == "0.671");
  CHECK(in_words(-1234567, true) == "1,234,567");
  CHECK(in_words(0.125, true) == "0.125");
}

TEST_CASE("marks and tables have signs", "[page]") {
  CHECK(beside_mark(1210835) == "+1.21 M");
  CHECK(beside_mark(-224437) ==
        "\xE2\x88\x92"
        "224 k");
  CHECK(beside_mark(0) == "0");
  CHECK(level_text(13.4e6) == "13.4 M");
  CHECK(in_table(-224437.4) ==
        "\xE2\x88\x92"
        "224,437");
  CHECK(in_table(-0.0001) == "0");
  CHECK(in_table(0.3126) == "0.313");
  CHECK(in_table(std::nullopt) == "\xE2\x80\x93");
  CHECK(in_percent(0.926) == "92.6%");
}

TEST_CASE("data has six digits and no trace of binary fractions", "[page]") {
  CHECK(six_digits(0.1 + 0.2) == "0.3");
  CHECK(six_digits(1210835.04) == "1210840");
  CHECK(six_digits(-12.3456789) == "-12.3457");
  CHECK(six_digits(1.03e26) == "1.03e+26");
  CHECK(six_digits(0) == "0");
  CHECK(six_digits(std::nullopt) == "null");
}

TEST_CASE("days are words, and numbers on a scale", "[page]") {
  CHECK(day_words("2024-08-18T12:00:30") == "18 August 2024");
  CHECK(day_only("2024-08-18T12:00") == "2024-08-18");
  CHECK(days_of("1970-01-02") == 1);
  CHECK(days_of("2024-01-01") == 19723);
  CHECK(days_of("2024-03-01T12:00") == 19783.5);
  CHECK(count_words(0) == "no");
  CHECK(count_words(12) == "twelve");
  CHECK(count_words(1300) == "1,300");
}

TEST_CASE("ticks are round and span what is drawn", "[page]") {
  const Ticks ticks = ticks_of(-1.3e6, 1.2e6);
  CHECK(ticks.at == std::vector<double>{-1.5e6, -1e6, -0.5e6, 0, 0.5e6, 1e6, 1.5e6});
  CHECK(ticks_of(0, 0).at.size() > 1);
  const auto months = month_ticks(days_of("2023-10-01"), days_of("2025-01-01"));
  REQUIRE(!months.empty());
  CHECK(months.front().second == "Nov 2023");
  CHECK(months.front().first == days_of("2023-11-01"));
}

}  // namespace numbers_test
