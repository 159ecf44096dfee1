#include <algorithm>
#include <cmath>

#include "report/answer_fit.hpp"
#include "report/figures.hpp"
#include "report/sentence.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

constexpr std::size_t few_rows = 20;
constexpr double about_as_well =
    4;  // of AIC: Burnham, Anderson (2002), Model Selection, section 2.6: up to 2 much, from 4 less

using Statement = Answer::Statement;
using Certainty = Answer::Certainty;

std::string with_unit(const Fits& fits) { return fits.unit.empty() ? "" : " " + fits.unit; }

// "delivered" is said of orders; what is counted may be anything.
Sentence& show_count(Sentence& sentence, std::size_t count, const char* column, std::size_t row = 0) {
  return sentence.show(with_thousands(static_cast<std::int64_t>(count)), "fits", row, column);
}

Statement best_family(const Fits& fits) {
  const FittedFamily& best = fits.all.families.front();
  Sentence out;
  const auto figure = [&](double value, const char* column) { out.show(plain_number(value), "families", 0, column); };
  show_count(out, fits.all.rows, "rows").say(fits.all.rows == 1 ? " row" : " rows");
  if (!fits.column.empty()) out.say(" of " + one_line(fits.column));
  if (fits.all.open > 0) show_count(out.say(", "), fits.all.open, "open").say(" of them still open");
  out.say(": " + name_of(best.distribution.family) + " fits best, with mean ");
  figure(best.mean.value, "mean");
  out.say(with_unit(fits));
  if (best.mean.ci95) {
    out.say(" (95% interval ");
    figure(best.mean.ci95->low, "mean_low");
    out.say(" to ");
    figure(best.mean.ci95->high, "mean_high");
    out.say(")");
  }
  out.say(", median ");
  figure(best.median.value, "median");
  out.say(" and nine in ten at most ");
  figure(best.p90.value, "p90");
  return out.say(".").done("best", Certainty::stated);
}

Statement without_open(const Fits& fits) {
  const FittedFamily& best = fits.all.families.front();
  Sentence out;
  show_count(out.say("Had the "), fits.all.open, "open")
      .say(" open rows been dropped, the mean would have come out as ");
  out.show(plain_number(fits.all.dropped->mean), "fits", 0, "mean_without_open").say(with_unit(fits));
  out.say(" instead of ").show(plain_number(best.mean.value), "families", 0, "mean");
  out.say(", and the median as ").show(plain_number(fits.all.dropped->median), "fits", 0, "median_without_open");
  out.say(" instead of ").show(plain_number(best.median.value), "families", 0, "median");
  return out.say(": what takes long is what is still open.").done("without_open", Certainty::stated);
}

Statement goodness(const Fits& fits) {
  const FittedFamily& best = fits.all.families.front();
  Sentence out;
  const bool is_rejected = *best.p_value < rejected_below;
  out.say(is_rejected ? "Beware: the rows contradict even the best fit. Of " : "The rows do not contradict it: of ");
  show_count(out, fits.all.samples, "samples").say(" samples drawn from it, ");
  out.show(percent(*best.p_value), "families", 0, "p_value");
  out.say(is_rejected ? " lie as far from it as they do." : " lie at least as far from it as they do.");
  return out.done("goodness", is_rejected ? Certainty::clear : Certainty::unclear);
}

Statement untested() {
  return Sentence()
      .say(
          "Whether the rows contradict the fit is not tested: some lie between two bounds, and nothing says at which "
          "others would have been looked at.")
      .done("goodness", Certainty::stated);
}

Statement too_many(const Fits& fits) {
  Sentence out;
  show_count(out.say("Whether the rows contradict the fit is not tested: "), fits.all.rows, "rows");
  return out.say(" rows contradict any family that is not exactly right; --plot shows by how much.")
      .done("goodness", Certainty::stated);
}

Statement few(const Fits& fits) {
  Sentence out;
  const std::size_t closed = fits.all.exact + fits.all.between;
  show_count(out.say("Beware: only "), closed, "closed").say(closed == 1 ? " row is" : " rows are");
  return out.say(" known to the end; another handful may move these figures.").done("few_rows", Certainty::stated);
}

Statement mostly_open(const Fits& fits) {
  Sentence out;
  show_count(out.say("Beware: "), fits.all.open, "open").say(" of ");
  show_count(out, fits.all.rows, "rows").say(" rows are open: how the longest end rests on the family, not on rows.");
  return out.done("mostly_open", Certainty::stated);
}

// Of those that fit about as well, the one whose nine in ten is farthest from that of the best.
std::optional<std::size_t> other_opinion(const Fit& fit) {
  std::optional<std::size_t> out;
  double farthest = std::log(1.15);
  for (std::size_t i = 1; i < fit.families.size(); ++i) {
    const FittedFamily &best = fit.families.front(), &it = fit.families[i];
    const double apart = std::abs(std::log(it.p90.value / best.p90.value));
    if (it.aic - best.aic <= about_as_well && apart > farthest) out = i, farthest = apart;
  }
  return out;
}

Statement opinion(const Fits& fits, std::size_t place) {
  const FittedFamily &best = fits.all.families.front(), &other = fits.all.families[place];
  Sentence out;
  out.say("Beware: ").say(name_of(other.distribution.family)).say(" fits about as well (AIC ");
  out.show(plain_number(other.aic - best.aic), "families", place, "aic_above")
      .say(" higher), and has nine in ten at most ");
  out.show(plain_number(other.p90.value), "families", place, "p90").say(with_unit(fits)).say(", not ");
  out.show(plain_number(best.p90.value), "families", 0, "p90");
  return out.say(".").done("other_opinion", Certainty::stated);
}

Statement groups(const Fits& fits) {
  const GroupTest& test = *fits.test;
  const bool differ = test.p_value < rejected_below;
  Sentence out;
  out.say("The ").show(std::to_string(test.groups), "group_test", 0, "groups").say(" groups of " + one_line(fits.by));
  out.say(differ ? " differ: if they did not, they would hardly ever fall so far apart (likelihood ratio "
                 : " differ no more than chance may have it (likelihood ratio ");
  out.show(plain_number(test.statistic), "group_test", 0, "statistic").say(" on ");
  out.show(trimmed(test.freedom), "group_test", 0, "freedom").say(test.freedom == 1 ? " degree" : " degrees");
  out.say(" of freedom");
  if (test.p_value >= 0.001) out.say(", p-value ").show(trimmed(test.p_value, 3), "group_test", 0, "p_value");
  return out.say(").").done("groups", differ ? Certainty::clear : Certainty::unclear);
}

Statement untested_groups(const Fits& fits) {
  const std::string by = one_line(fits.by), family = name_of(fits.all.families.front().distribution.family);
  return Sentence()
      .say(fits.groups.size() == 1 ? "All rows say the same in " + by + ": there is no other group to hold it against."
                                   : "Whether groups of " + by + " differ is not tested: " + family +
                                         " can be fitted to fewer than two of them.")
      .done("groups", Certainty::stated);
}

Statement assumed(const Fit& all) {
  return Sentence()
      .say("Assumed: rows are independent of each other")
      .say(all.open + all.between > 0 ? ", and when one was last looked at has nothing to do with how long it takes."
                                      : ".")
      .done("assumed", Certainty::stated);
}

}  // namespace

std::vector<const Fit*> all_fits(const Fits& fits) {
  std::vector<const Fit*> out = {&fits.all};
  for (const Fit& it : fits.groups) out.push_back(&it);
  return out;
}

std::vector<Statement> fit_statements(const Fits& fits) {
  const Fit& all = fits.all;
  std::vector<Statement> out = {best_family(fits)};
  if (all.dropped) out.push_back(without_open(fits));
  if (all.families.front().p_value) out.push_back(goodness(fits));
  if (all.between > 0) out.push_back(untested());
  if (all.between == 0 && all.samples == 0 && fits.request.samples > 0) out.push_back(too_many(fits));
  if (all.exact + all.between < few_rows) out.push_back(few(fits));
  if (2 * all.open > all.rows) out.push_back(mostly_open(fits));
  if (const auto place = other_opinion(all)) out.push_back(opinion(fits, *place));
  if (fits.test) out.push_back(groups(fits));
  if (!fits.test && !fits.groups.empty()) out.push_back(untested_groups(fits));
  out.push_back(assumed(all));
  return out;
}

}  // namespace allot::report
