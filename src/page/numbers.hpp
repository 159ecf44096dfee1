#pragma once

#include <optional>
#include <string>
#include <string_view>

/// Numbers and days as a page says them.
namespace allot::page {

/// In a sentence, without its sign: three digits ("1.21 million", "224,000", "12.4"); where chance has no part all of them.
std::string in_words(double number, bool is_exact = false);
/// Beside a mark in a chart, with its sign: "+1.21 M", "−225 k".
std::string beside_mark(double number);
/// The same without a plus: a level.
std::string level_text(double number);
/// In a table, with its sign, rounded to whole ones from 100 on: "−224,437".
std::string in_table(const std::optional<double>& number);
/// "92.6%".
std::string in_percent(double share);
/// In a data island: six digits.
std::string six_digits(const std::optional<double>& number);
/// "18 August 2024", of a date with or without a time.
std::string day_words(std::string_view date);
/// "August 2024", of a date or a month.
std::string month_words(std::string_view date);
/// "2024-08-18".
std::string day_only(std::string_view date);
/// "one" to "twelve", then digits.
std::string count_words(std::size_t count);
/// Days since 1970-01-01 of "2024-08-18" or "2024-08-18T12:00:30".
double days_of(std::string_view date);

}  // namespace allot::page
