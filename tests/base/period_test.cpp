#include "allot/period.hpp"

#include "base/literals.hpp"
#include "support/catch.hpp"

namespace allot::period_test {
namespace {

Date date(const char* text) { return *parse_date(text); }
Time after(const char* start, const char* moment) { return date(moment) - date(start); }

constexpr Period month = Period::of_months(1), quarter = Period::of_months(3), year = Period::of_months(12);

}  // namespace

TEST_CASE("periods of one length are counted from the start") {
  const Date start = date("2024-01-20");
  CHECK(index_of(week, start, 0) == 0);
  CHECK(index_of(week, start, week - 1) == 0);
  CHECK(index_of(week, start, week) == 1);
  CHECK(begin_of(week, start, 3) == 3 * week);
  CHECK(index_of(Period::whole(), start, 100 * 365 * day) == 0);
}

TEST_CASE("the first period of the calendar is what is left of the one that holds the start") {
  const char* start = "2024-01-20";
  CHECK(index_of(month, date(start), after(start, "2024-01-31T23:59:59")) == 0);
  CHECK(index_of(month, date(start), after(start, "2024-02-01")) == 1);
  CHECK(begin_of(month, date(start), 0) == 0);
  CHECK(begin_of(month, date(start), 2) == after(start, "2024-03-01"));
  CHECK(begin_of(quarter, date(start), 1) == after(start, "2024-04-01"));
  CHECK(begin_of(year, date(start), 1) == after(start, "2025-01-01"));
  CHECK(begin_of(month, date(start), -1) == after(start, "2023-12-01"));
  CHECK(index_of(month, date("2024-02-01"), 0) == 0);
  CHECK(begin_of(month, date("2024-02-01"), 1) == after("2024-02-01", "2024-03-01"));
}

TEST_CASE("months are as long as they are, also in leap years, at the turn of a century and before 1970") {
  for (const auto& [from, next] : {std::pair("2024-02-01", "2024-03-01"),
                                   {"2023-02-10", "2023-03-01"},
                                   {"1900-02-28", "1900-03-01"},
                                   {"2000-02-28", "2000-03-01"},
                                   {"1969-12-31", "1970-01-01"},
                                   {"0001-12-15", "0002-01-01"}})
    CHECK(next_begin(month, date(from)) == date(next));
  CHECK(next_begin(quarter, date("1968-11-05")) == date("1969-01-01"));
  CHECK(next_begin(year, date("2024-01-01")) == date("2025-01-01"));
  CHECK(next_begin(week, date("2024-01-20")) == date("2024-01-27"));
}

TEST_CASE("the moments at which periods begin are those that follow one another") {
  const Date start = date("2023-11-17");
  for (const Period& period : {month, quarter, year, Period(week)}) {
    Date begin = start;
    for (std::int64_t k = 0; k < 40; ++k, begin = next_begin(period, begin)) {
      CHECK(begin_of(period, start, k) == begin - start);
      CHECK(index_of(period, start, begin - start) == k);
      CHECK(begins_at(period, start, begin));
      CHECK(!begins_at(period, start, begin + hour));
      if (k > 0) CHECK(index_of(period, start, begin - start - 1) == k - 1);
    }
  }
  CHECK(!begins_at(month, start, date("2023-11-01")));
}

}  // namespace allot::period_test
