#include "report/transfers.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "report/decisions_words.hpp"
#include "report/names.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

constexpr std::size_t most_months = 3;
constexpr double least_share = 0.1;  // of what came back, for a month to be named
constexpr std::array<std::string_view, 12> months = {"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};

std::string_view month_name(const std::string& month) {
  return months[static_cast<std::size_t>(std::stoi(month.substr(5, 2)) - 1)];
}

// "20 December 2023".
std::string day_in_words(Date date) {
  const std::string text = format_date(date);
  return std::to_string(std::stoi(text.substr(8, 2))) + " " + std::string(month_name(text)) + " " + text.substr(0, 4);
}

std::string moment_of(const Transfer& it) {
  return (it.days.first == it.days.last ? "" : "about ") + day_in_words(it.days.p50);
}

std::string units(double number) { return with_thousands(std::llround(number)); }

/// What two organisations gave each other by one intervention. `first` is what came first: who got it is ahead.
struct Exchange {
  const Transfer* first = nullptr;
  const Transfer* back = nullptr;  ///< none: one way

  double ahead() const { return first->unit_days - (back ? back->unit_days : 0); }
  double kept() const { return first->delivered - (back ? back->delivered : 0); }
};

bool comes_before(const Transfer& a, const Transfer& b) {
  if ((a.delivered > 0) != (b.delivered > 0)) return a.delivered > 0;
  return a.delivered > 0 && a.days.p50 < b.days.p50;
}

std::vector<Exchange> exchanges_of(const std::vector<Transfer>& transfers) {
  std::vector<Exchange> out;
  for (const Transfer& it : transfers) {
    const auto found = std::find_if(out.begin(), out.end(), [&](const Exchange& one) {
      return one.first->intervention == it.intervention && one.first->from == it.to && one.first->to == it.from;
    });
    if (found == out.end())
      out.push_back({&it, nullptr});
    else
      found->back = &it;
  }
  for (Exchange& it : out)
    if (it.back && comes_before(*it.back, *it.first)) std::swap(it.first, it.back);
  return out;
}

// "6,000 in January 2024 and 6,000 in June 2024".
std::string by_month(const Transfer& it) {
  if (it.days.first == it.days.last) return units(it.delivered) + " on " + day_in_words(it.days.p50);
  std::vector<std::string> named;
  double rest = it.delivered;
  for (const auto& [month, delivered] : it.by_month) {
    if (delivered < least_share * it.delivered) continue;
    named.push_back(units(delivered) + " in " + std::string(month_name(month)) + " " + month.substr(0, 4));
    rest -= delivered;
  }
  if (named.empty() || named.size() > most_months)
    return units(it.delivered) + ", half of them by " + day_in_words(it.days.p50) + ", nine in ten by " +
           day_in_words(it.days.p90);
  if (std::llround(rest) > 0) named.push_back(units(rest) + " in other months");
  return listed(named, named.size());
}

std::string not_come(const Transfer& it, const std::string& to) {
  std::string text;
  if (std::llround(it.cancelled) > 0) text += ", " + units(it.cancelled) + " were cancelled";
  const double open = it.units - it.delivered - it.cancelled;
  if (std::llround(open) > 0) text += ", " + units(open) + " have not come to " + to + " by the end";
  return text;
}

std::string sentence(const Exchange& it, const Labels& labels) {
  const auto name = [&](const std::string& id) { return full_name(labels, EntityKind::organisation, id); };
  const std::string to = name(it.first->to), from = name(it.first->from);
  std::string text = full_name(labels, EntityKind::intervention, it.first->intervention);
  if (!it.first->group.empty()) text += " (within " + full_name(labels, EntityKind::group, it.first->group) + ")";
  if (it.first->delivered == 0 && (!it.back || it.back->delivered == 0)) {
    text += ": " + to + " is given " + units(it.first->units) + " by " + from;
    if (it.back) text += " for " + units(it.back->units);
    return text + ", none of which have come by the end.";
  }
  text += ": " + to + " is " + units(it.first->delivered) + " ahead of " + from + " from " + moment_of(*it.first);
  text += not_come(*it.first, to);
  if (!it.back || it.back->delivered == 0)
    text += "; nothing comes back";
  else
    text += "; back come " + by_month(*it.back);
  if (it.back) text += not_come(*it.back, from);
  if (std::llround(it.kept()) != 0 && it.back && it.back->delivered > 0)
    text += "; " + (it.kept() > 0 ? to : from) + " is " + units(std::abs(it.kept())) + " ahead at the end";
  if (std::llround(it.ahead()) == 0) return text + ".";
  return text + ". In all " + (it.ahead() > 0 ? to : from) + " is ahead by " + units(std::abs(it.ahead())) +
         " GPU-days delivered.";
}

}  // namespace

std::string transfer_sentences(const std::vector<Transfer>& transfers, const Labels& labels, const Style& style) {
  std::string text;
  for (const Exchange& it : exchanges_of(transfers)) text += wrapped(sentence(it, labels), style.width, 2);
  return text;
}

}  // namespace allot::report
