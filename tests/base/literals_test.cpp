#include "base/literals.hpp"

#include <cmath>
#include <limits>

#include "base/exact.hpp"
#include "base/nearest.hpp"
#include "base/pointer.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "support/catch.hpp"

namespace literals_test {

using namespace allot;

TEST_CASE("a date counts whole seconds since 1970 in UTC", "[base]") {
  CHECK(parse_date("1970-01-01") == 0);
  CHECK(parse_date("2024-06-01") == 1717200000);
  CHECK(parse_date("2024-06-01T12:00") == 1717200000 + 12 * hour);
  CHECK(parse_date("2024-06-01T12:00:30") == 1717200000 + 12 * hour + 30);
  CHECK(parse_date("9999-12-31T23:59:59") == 253402300799);
}

// Days from 0001-01-01 to 1970-01-01: 1969 years of 365 days, and 492 - 19 + 4 leap days among them.
TEST_CASE("a date before 1970 counts backwards, to the first day of the year 1", "[base]") {
  CHECK(parse_date("1969-12-31") == -day);
  CHECK(parse_date("1969-12-31T23:59:59") == -1);
  CHECK(parse_date("1900-03-01") == *parse_date("1900-02-28") + day);
  CHECK(parse_date("0001-01-01") == -(1969 * 365 + 492 - 19 + 4) * day);
  CHECK(*parse_date("0004-03-01") - *parse_date("0004-02-28") == 2 * day);
}

TEST_CASE("a Z after the time says the same", "[base]") {
  CHECK(parse_date("2024-01-01T00:00:00Z") == parse_date("2024-01-01"));
  CHECK(parse_date("2024-06-01T12:00Z") == parse_date("2024-06-01T12:00"));
}

TEST_CASE("the 29th of February is there in leap years and in no others", "[base]") {
  CHECK(*parse_date("2024-03-01") - *parse_date("2024-02-28") == 2 * day);
  CHECK(*parse_date("2000-03-01") - *parse_date("2000-02-28") == 2 * day);
  CHECK(parse_date("2000-02-29"));
  CHECK_FALSE(parse_date("2023-02-29"));
  CHECK_FALSE(parse_date("2100-02-29"));
}

TEST_CASE("what is nearly a date is none", "[base]") {
  for (const char* text : {"",
                           "2024",
                           "2024-6-1",
                           "2024-06-1",
                           "2024-13-01",
                           "2024-00-10",
                           "2024-06-31",
                           "2024-06-00",
                           "24-06-01",
                           "2024/06/01",
                           "2024-06-01 12:00",
                           "2024-06-01T24:00",
                           "2024-06-01T12:60",
                           "2024-06-01T12:00:60",
                           "2024-06-01T12",
                           "2024-06-01Z",
                           "2024-06-01T12Z",
                           "2024-06-01T12:00z",
                           "2024-06-01T12:00ZZ",
                           "2024-06-01T12:00+01:00",
                           "0000-01-01",
                           "0000-12-31",
                           "2024-06-01T",
                           "2024-06-01x",
                           " 2024-06-01",
                           "+024-06-01",
                           "12024-06-01",
                           "2024-06-01T1 :00"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date(text));
  }
}

TEST_CASE("a date is written as it is read", "[base]") {
  for (const char* text : {"1970-01-01", "2024-02-29", "2024-06-01T12:00", "2024-06-01T00:00:01", "9999-12-31",
                           "1969-12-31T23:59:59", "0001-01-01", "0999-02-28T06:30"})
    CHECK(format_date(*parse_date(text)) == text);
}

TEST_CASE("every day of two centuries survives being written and read", "[base]") {
  for (Date date = 0; date < *parse_date("2170-01-01"); date += day) REQUIRE(parse_date(format_date(date)) == date);
}

TEST_CASE("a duration is a number of weeks, days, hours, minutes or seconds", "[base]") {
  CHECK(parse_duration("12w") == 12 * week);
  CHECK(parse_duration("90d") == 90 * day);
  CHECK(parse_duration("36h") == 36 * hour);
  CHECK(parse_duration("30m") == 30 * minute);
  CHECK(parse_duration("45s") == 45);
  CHECK(parse_duration("1.5d") == 129600);
  CHECK(parse_duration("0.8125d") == 70200);
  CHECK(parse_duration("-2d") == -172800);
  CHECK(parse_duration("0d") == 0);
}

TEST_CASE("half a second in a duration is exactly half, so that it is rounded up", "[base]") {
  for (const char* text : {"0.175m", "0.025m", "1.175m", "0.5s", "0.00087962962962962962d", "7.675m"}) {
    CAPTURE(text);
    const Decimal doubled = *parse_duration(text) * 2;
    if (std::string_view(text).ends_with('m')) CHECK((doubled.is_whole() && doubled.digits() % 2 == 1));
  }
  CHECK(half_up(*parse_duration("0.175m")) == 11);
  CHECK(half_up(*parse_duration("7.675m")) == 461);
  CHECK(half_up(*parse_duration("0.5s")) == 1);
  CHECK(half_up(*parse_duration("0.1d")) == 8640);
}

TEST_CASE("what is nearly a duration is none", "[base]") {
  for (const char* text : {"",
                           "d",
                           "90",
                           "90 d",
                           "90D",
                           "1mo",
                           "1y",
                           "1.d",
                           ".5d",
                           "+5d",
                           "1e3d",
                           "0,5d",
                           "--5d",
                           "5dd",
                           "0x5d",
                           "nand",
                           "infd",
                           "99999999999999999999w",
                           "9999999999999w",
                           "-",
                           "-d"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_duration(text));
  }
}

TEST_CASE("a duration is written in the largest unit that divides it", "[base]") {
  CHECK(format_duration(12 * week) == "12w");
  CHECK(format_duration(90 * day) == "90d");
  CHECK(format_duration(36 * hour) == "36h");
  CHECK(format_duration(90 * minute) == "90m");
  CHECK(format_duration(61) == "61s");
  CHECK(format_duration(0) == "0d");
  CHECK(format_duration(-2 * day) == "-2d");
}

TEST_CASE("a sampled length is rounded half up and never negative", "[base]") {
  CHECK(whole_seconds(0.49999999999999994) == 0);
  CHECK(whole_seconds(0.5) == 1);
  CHECK(whole_seconds(2.5) == 3);
  CHECK(whole_seconds(-3.0) == 0);
  CHECK(whole_seconds(std::numeric_limits<double>::quiet_NaN()) == 0);
  CHECK(whole_seconds(4503599627370497.5) == 4503599627370498);
  const Duration longest = whole_seconds(std::numeric_limits<double>::infinity());
  CHECK(longest > 1000 * 366 * day);
  CHECK(longest < never - longest);
}

TEST_CASE("a rate is an amount per duration", "[base]") {
  const auto weekly = parse_rate("30000/w");
  REQUIRE(weekly);
  CHECK(weekly->amount == 30000);
  CHECK(weekly->per == week);
  CHECK(parse_rate("10/30d")->per == 30 * day);
  CHECK(parse_rate("0.5/h")->amount == Decimal(5, -1));
  CHECK(parse_rate("0/d")->amount == 0);
  for (const char* text : {"", "30000", "/w", "30000/", "30000/x", "-5/d", "5/0d", "5/-1d", "5 / d", "5//d", "1e3/d",
                           "nan/d", "5/0.5s", "5/d/d"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_rate(text));
  }
}

TEST_CASE("power, compute and money stand with their unit", "[base]") {
  CHECK(parse_power("700 W")->real() == 700.0);
  CHECK(parse_power("1.4 kW")->real() == 1400.0);
  CHECK(parse_power("150 MW")->real() == 150e6);
  CHECK(parse_power("-20 MW")->real() == -20e6);
  CHECK(parse_power("2 GW")->real() == 2e9);
  CHECK(parse_compute("989 TFLOP/s")->real() == 989e12);
  CHECK(parse_compute("2.5 PFLOP/s")->real() == 2.5e15);
  CHECK(parse_compute("1 EFLOP/s")->real() == 1e18);
  CHECK(parse_money("30000 USD")->amount == 30000);
  CHECK(parse_money("0.05 EUR")->currency == "EUR");
  for (const char* text : {"1.4kW", "1.4  kW", "1.4 KW", "1.4 mw", "kW", "1.4", "1.4 kW ", "150 MWh"})
    CHECK_FALSE(parse_power(text));
  for (const char* text : {"989 TFLOPS", "989 tflop/s", "-1 TFLOP/s", "989TFLOP/s"}) CHECK_FALSE(parse_compute(text));
  for (const char* text : {"30000", "USD", "30000 usd", "30000 USDT", "$30000", "30,000 USD", "inf USD"})
    CHECK_FALSE(parse_money(text));
}

TEST_CASE("a number is the whole text and finite", "[base]") {
  CHECK(parse_number("0.93") == 0.93);
  CHECK(parse_number("-3") == -3.0);
  CHECK(parse_number("1e6") == 1e6);
  CHECK(parse_number("1.5E-3") == 1.5e-3);
  for (const char* text : {"", "nan", "inf", "-inf", "infinity", "0x10", "+3", " 3", "3 ", "0,5", "1e999", "1e", ".5",
                           "5.", "1.5.2", "--3", "3abc", "1e+", "-"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_number(text));
  }
}

TEST_CASE("an integer is digits, in decimal whatever they begin with", "[base]") {
  CHECK(parse_integer("42") == 42);
  CHECK(parse_integer("-3") == -3);
  CHECK(parse_integer("010") == 10);
  CHECK(parse_integer("9223372036854775807") == INT64_MAX);
  for (const char* text :
       {"", "1e6", "3.0", "+3", " 3", "3 ", "0x10", "9223372036854775808", "99999999999999999999999", "-", "three"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_integer(text));
  }
}

TEST_CASE("a slip of the finger is one edit", "[base]") {
  CHECK(edit_distance("proportinal", "proportional") == 1);
  CHECK(edit_distance("rnu", "run") == 1);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("ca", "abc") == 3);
}

TEST_CASE("the name that was meant is the nearest, if one is near", "[base]") {
  const std::vector<std::string> rules = {"proportional", "equal_awards", "equal_losses", "fifo", "talmud"};
  CHECK(nearest("proportinal", rules) == "proportional");
  CHECK(nearest("equal_award", rules) == "equal_awards");
  CHECK(nearest("Talmud", rules) == "talmud");
  CHECK(nearest("FIFO", rules) == "fifo");
  CHECK(nearest("xyz", rules).empty());
  CHECK(nearest("", rules).empty());
  CHECK(nearest("lottery", rules).empty());
  CHECK(nearest(std::string(100000, 'a'), rules).empty());
  CHECK(nearest("a", std::vector<std::string>{"b", "c"}) == "b");
}

TEST_CASE("numbers are written the same everywhere", "[base]") {
  CHECK(with_thousands(0) == "0");
  CHECK(with_thousands(999) == "999");
  CHECK(with_thousands(1000) == "1,000");
  CHECK(with_thousands(-1234567) == "-1,234,567");
  CHECK(with_thousands(-999) == "-999");
  CHECK(shortest(0.1) == "0.1");
  CHECK(shortest(100000) == "100000");
  CHECK(shortest(1e22) == "1e+22");
  CHECK(shortest(1.0 / 3) == "0.3333333333333333");
  CHECK(trimmed(12.50) == "12.5");
  CHECK(trimmed(12) == "12");
  CHECK(trimmed(-0.0000001) == "0");
  CHECK(trimmed(2.0 / 3, 2) == "0.67");
  CHECK(trimmed(120, 0) == "120");
  CHECK(trimmed_with_thousands(1234567.891, 1) == "1,234,567.9");
  CHECK(trimmed_with_thousands(-1234.0) == "-1,234");
}

TEST_CASE("power is told in its largest unit with few decimals, and things are counted in words", "[base]") {
  CHECK(power_text(4e6) == "4 MW");
  CHECK(power_text(1400) == "1.4 kW");
  CHECK(power_text(700) == "700 W");
  CHECK(power_text(1.5e9) == "1.5 GW");
  CHECK(power_text(-2e6) == "-2 MW");
  CHECK(power_text(4'123'456) == "4123.456 kW");  // exact, so that it reads back as the same number
  CHECK(power_text(0) == "0 W");
  CHECK(counted_text(std::int64_t{1}, "order") == "1 order");
  CHECK(counted_text(std::int64_t{0}, "order") == "0 orders");
  CHECK(counted_text(std::int64_t{1'234}, "order") == "1,234 orders");
  CHECK(counted_text(0.5, "unit") == "0.5 units");
}

TEST_CASE("a pointer is split at its slashes and knows them in keys", "[base]") {
  CHECK(keys_of_pointer("")->empty());
  CHECK(*keys_of_pointer("/") == std::vector<std::string>{""});
  CHECK(*keys_of_pointer("/orders/a~1b/c~0d") == std::vector<std::string>{"orders", "a/b", "c~d"});
  CHECK(*keys_of_pointer("/a//b/") == std::vector<std::string>{"a", "", "b", ""});
  CHECK(*keys_of_pointer("/~01") == std::vector<std::string>{"~1"});
  CHECK_FALSE(keys_of_pointer("orders"));
  CHECK_FALSE(keys_of_pointer("/a~"));
  CHECK_FALSE(keys_of_pointer("/a~2"));
  CHECK(pointer_of_keys({"a/b", "c~d", ""}) == "/a~1b/c~0d/");
}

TEST_CASE("UTF-8 is checked and counted by code points", "[base]") {
  CHECK(count_code_points("na\xC3\xAFve \xF0\x9F\x98\x80") == 7);
  const auto is_valid = [](std::string_view text) { return first_invalid_byte(text) == text.size(); };
  CHECK(is_valid("caf\xC3\xA9 \xE2\x82\xAC \xF4\x8F\xBF\xBF"));
  CHECK_FALSE(is_valid("\xC0\xAF"));
  CHECK_FALSE(is_valid("\xE0\x80\x80"));
  CHECK_FALSE(is_valid("\xED\xA0\x80"));
  CHECK_FALSE(is_valid("\xF4\x90\x80\x80"));
  CHECK_FALSE(is_valid("\xFF"));
  CHECK_FALSE(is_valid("\xE2\x82"));
  CHECK_FALSE(is_valid("\x80"));
  CHECK(first_invalid_byte("ab\xFF") == 2);
}

TEST_CASE("what a terminal obeys or hides is written as an escape", "[base]") {
  CHECK(printable("a\x1B[31m\xFF\tb\n\x7F") == "a\\u001b[31m\\xff\tb\\u000a\\u007f");
  CHECK(printable("x\xE2\x80\xAEzyx") == "x\\u202ezyx");
  CHECK(printable("\xC2\x9B\xE2\x80\xA8\xE2\x81\xA6\xEF\xBB\xBF") == "\\u009b\\u2028\\u2066\\ufeff");
  CHECK(printable("\xF3\xA0\x80\xA0") == "\\ue0020");
  for (const char* text : {"na\xC3\xAFve", "\xF0\x9F\x98\x80", "\xD7\xA9\xD7\x9C", "a\\u202e", "a \xC2\xA0 b"})
    CHECK(printable(text) == text);
}

TEST_CASE("of a long text the middle is left out", "[base]") {
  CHECK(excerpt("short") == "short");
  CHECK(excerpt("0123456789", 10) == "0123456789");
  CHECK(excerpt("0123456789a", 10) == "01234 ... 6789a");
  CHECK(excerpt("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", 4) == "\xC3\xA9\xC3\xA9 ... \xC3\xA9\xC3\xA9");
  CHECK(excerpt(std::string(50'000'000, 'x') + "'").size() < 320);
  CHECK(excerpt(std::string(1000, '\x80')).size() < 1300);
}

}  // namespace literals_test
