#include "allot/reports.hpp"

#include <cmath>

#include "allot/answers.hpp"
#include "base/text.hpp"
#include "report/decisions_words.hpp"
#include "report/names.hpp"
#include "report/render.hpp"
#include "report/table.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

std::string amount_of(const Difference& difference, report::Measure measure, const Compensation& compensation) {
  const Estimate& it = difference.estimate;
  std::vector<double> numbers = {it.mean};
  if (it.ci95) numbers.insert(numbers.end(), {it.ci95->low, it.ci95->high});
  const bool is_exact = it.min == it.max;
  const report::Figures figures = report::figures_for(
      numbers, measure, is_exact ? report::Precision::exact : report::Precision::rounded, compensation.currency);
  const std::string mean = report::signed_figure(it.mean, figures) + " " + figures.unit;
  return is_exact || !it.ci95 ? mean : mean + " (" + report::signed_range(*it.ci95, figures) + ", 95%)";
}

std::string money(double number, const Compensation& compensation) {
  return with_thousands(std::llround(number)) + (compensation.currency.empty() ? "" : " " + compensation.currency);
}

std::string payer_name(const Compensation& compensation, const std::string& id) {
  return report::full_name(compensation.labels, EntityKind::organisation, id);
}

std::string of_return(const Compensation& compensation) {
  if (!compensation.returned)
    return "Return: nothing that has a date comes back to " + payer_name(compensation, *compensation.loser) + ".";
  if (!compensation.return_by)
    return "Return: no day is early enough, not even that of the decision (now by " +
           compensation.returned->substr(0, 10) + ").";
  return "Return: if all that comes back to " + payer_name(compensation, *compensation.loser) + " is there by " +
         compensation.return_by->substr(0, 10) + " (now by " + compensation.returned->substr(0, 10) + ").";
}

std::string of_units(const Compensation& compensation) {
  if (!compensation.asked) return "Split: the units are said order by order, or drawn: set them to be told.";
  if (!compensation.units) return "Split: not even one lot can be moved.";
  return "Split: if at most " + counted_text(*compensation.units, "unit") +
         (*compensation.units == 1 ? " is" : " are") + " moved (now " + with_thousands(*compensation.asked) + ").";
}

std::string of_payment(const Payment& it, const Compensation& compensation) {
  const std::string head = "Payment, by " + it.metric + ": ";
  if (it.to.empty()) return head + "none is due, nobody bears more.";
  const std::string from = payer_name(compensation, it.from), to = payer_name(compensation, it.to);
  const std::string bears = to + " bears " + money(it.least, compensation) + " more";
  if (it.most >= it.least)
    return head + "if " + from + " pays " + to + " between " + money(it.least, compensation) + " and " +
           money(it.most, compensation) + ".";
  const std::string other = it.most < 0 ? from + " bears " + money(-it.most, compensation) + " more too"
                                        : from + " saves only " + money(it.most, compensation);
  return head + "none leaves neither worse off: " + bears + ", and " + other + ".";
}

std::string as_table(const Compensation& compensation, const Style& style) {
  std::string text = report::bold_lines(
      report::one_line(compensation.scenario) + ": what would make both sides of " +
          report::full_name(compensation.labels, EntityKind::intervention, compensation.intervention) + " whole",
      style);
  text += report::wrapped(report::counted(compensation.replications, "replication") + ", seed " +
                              std::to_string(compensation.seed) + "; with the decision less without it, in the mean.",
                          style.width) +
          "\n";
  for (const Party& it : compensation.parties) {
    std::string line =
        payer_name(compensation, it.id) + ": online " + amount_of(it.online, report::Measure::gpu_days, compensation);
    for (const auto& [metric, difference] : it.costs)
      line += "; " + metric + " " + amount_of(difference, report::Measure::money, compensation);
    text += report::wrapped(report::one_line(line), style.width, 2);
  }
  text += "\n";
  if (compensation.loser)
    text += report::wrapped("Neither has fewer GPU-days online than without it, each alone:", style.width);
  if (compensation.loser)
    text += report::wrapped(of_return(compensation), style.width, 2) +
            report::wrapped(of_units(compensation), style.width, 2);
  if (!compensation.loser)
    text += report::wrapped("Neither has fewer GPU-days online than without it, as it is.", style.width);
  for (const Payment& it : compensation.payments) text += report::wrapped(of_payment(it, compensation), style.width, 2);
  return text;
}

}  // namespace

std::string render(const Compensation& compensation, Format format, const Style& style) {
  return report::rendered(compensation, format,
                          [&](const Compensation& it) { return as_table(it, report::wide_enough(style)); });
}

}  // namespace allot
