#include "base/date_format.hpp"
#include "base/plain_number.hpp"
#include "support/catch.hpp"

namespace file_formats_test {

using namespace allot;

namespace {

std::string date(std::string_view format, std::string_view text) {
  return DateFormat::parse(format)->read(text).value_or("none");
}

std::string number(std::string_view text, char mark) { return plain_number(text, mark).value_or("none"); }

}  // namespace

TEST_CASE("a date is read as its file writes it", "[base][formats]") {
  CHECK(date("DD.MM.YYYY", "05.03.2026") == "2026-03-05");
  CHECK(date("DD.MM.YYYY", "5.3.2026") == "2026-03-05");
  CHECK(date("MM/DD/YYYY", "3/5/2026") == "2026-03-05");
  CHECK(date("DD/MM/YYYY", "3/5/2026") == "2026-05-03");
  CHECK(date("YYYY-MM-DD", "2026-03-05") == "2026-03-05");
  CHECK(date("YYYYMMDD", "20260305") == "2026-03-05");
  CHECK(date("MM/DD/YY", "3/5/26") == "2026-03-05");
  CHECK(date("D-MMM-YYYY", "5-Mar-2026") == "2026-03-05");
  CHECK(date("DD. MMM YYYY", "05. März 2026") == "2026-03-05");
  CHECK(date("D-MMM-YY", "24-Dez-26") == "2026-12-24");
  CHECK(date("D MMM YYYY", "1 Sept. 2026") == "2026-09-01");
}

TEST_CASE("a time may follow a date, and midnight is the day", "[base][formats]") {
  CHECK(date("DD.MM.YYYY", "05.03.2026 14:30") == "2026-03-05T14:30");
  CHECK(date("DD.MM.YYYY", "05.03.2026 00:00:00") == "2026-03-05");
  CHECK(date("MM/DD/YYYY", "3/5/2026 2:30 PM") == "2026-03-05T14:30");
  CHECK(date("MM/DD/YYYY", "3/5/2026 12:00:09 am") == "2026-03-05T00:00:09");
  CHECK(date("YYYY-MM-DD", "2026-03-05T06:00:00.000Z") == "2026-03-05T06:00");
  for (const char* wrong : {"05.03.2026 25:00", "05.03.2026 14", "05.03.2026 14:60", "05.03.2026 13:00 PM",
                            "05.03.2026x", "05.03.2026 14:30 CET"}) {
    CAPTURE(wrong);
    CHECK(date("DD.MM.YYYY", wrong) == "none");
  }
}

TEST_CASE("what is no date of that form is none, and nothing is guessed", "[base][formats]") {
  CHECK(date("DD.MM.YYYY", "31.02.2026") == "none");
  CHECK(date("DD.MM.YYYY", "2026-03-05") == "none");
  CHECK(date("DD.MM.YYYY", "05.03.26") == "none");
  CHECK(date("DD.MM.YYYY", "05.2026") == "none");
  CHECK(date("MM/DD/YYYY", "13/05/2026") == "none");
  CHECK(date("YYYYMMDD", "2026035") == "none");
  CHECK(date("D-MMM-YYYY", "5-Ma-2026") == "none");
  CHECK(date("D-MMM-YYYY", "5-Foo-2026") == "none");
  CHECK(date("DD.MM.YYYY", "") == "none");
  for (const char* wrong :
       {"", "DD.MM", "DD.MM.YYY", "DDD.MM.YYYY", "DD.MM.YYYY DD", "dd.mm.yyyy", "DD1MM.YYYY", "MMMM D YYYY"}) {
    CAPTURE(wrong);
    CHECK_FALSE(DateFormat::parse(wrong));
  }
  CHECK(DateFormat::parse("D-MMM-YY")->written() == "D-MMM-YY");
}

TEST_CASE("a number is read with the decimal mark of its file", "[base][formats]") {
  CHECK(number("1.200,50", ',') == "1200.5");
  CHECK(number("1,200.50", '.') == "1200.5");
  CHECK(number("1 200,5", ',') == "1200.5");
  CHECK(number("1\u00A0200\u00A0000", ',') == "1200000");
  CHECK(number("1'200.5", '.') == "1200.5");
  CHECK(number("12.000.000", ',') == "12000000");
  CHECK(number("8,000", ',') == "8");
  CHECK(number("8,000", '.') == "8000");
  CHECK(number("007", '.') == "7");
  CHECK(number(".5", '.') == "0.5");
  CHECK(number("-8", '.') == "-8");
  CHECK(number("8-", '.') == "-8");
  CHECK(number("+8", '.') == "8");
  CHECK(number("-0,0", ',') == "0");
}

TEST_CASE("a per cent sign makes a share of a number", "[base][formats]") {
  CHECK(number("85 %", '.') == "0.85");
  CHECK(number("5%", '.') == "0.05");
  CHECK(number("7,5 %", ',') == "0.075");
  CHECK(number("100%", ',') == "1");
}

TEST_CASE("thousands that are no thousands make no number", "[base][formats]") {
  for (const char* wrong : {"1.20", "1.2.3", "1.2000", "12345.000", "1,5,0", ",", "", "-", "8 EA", "1.200.00", ".500,0",
                            "1 200.000", "8,", "0x8", "1e3"}) {
    CAPTURE(wrong);
    CHECK(number(wrong, ',') == "none");
  }
}

}  // namespace file_formats_test
