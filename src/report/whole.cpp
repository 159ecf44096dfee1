#include "allot/reports.hpp"

#include <cmath>

#include "allot/answers.hpp"
#include "base/text.hpp"
#include "report/csv_line.hpp"
#include "report/decisions_words.hpp"
#include "report/formats.hpp"
#include "report/json.hpp"
#include "report/metrics_json.hpp"
#include "report/names.hpp"
#include "report/render.hpp"
#include "report/table.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::JsonTree;

std::string estimate_json(const Difference& difference) {
  return report::json_object(
      {{"mean", report::json_number(difference.estimate.mean)}, {"ci95", report::json_of(difference.estimate.ci95)}});
}

std::string units_or_null(std::optional<Units> units) { return units ? std::to_string(*units) : "null"; }

void add_party(JsonTree& tree, const Party& party) {
  tree.open(party.id);
  tree.add("online_gpu_days", estimate_json(party.online));
  for (const auto& [metric, difference] : party.costs) tree.add(metric, estimate_json(difference));
  tree.close();
}

void add_payment(JsonTree& tree, const Payment& it) {
  const auto name = [](const std::string& id) { return id.empty() ? "null" : report::json_string(id); };
  tree.add(it.metric, report::json_object({{"from", name(it.from)},
                                           {"to", name(it.to)},
                                           {"least", report::json_number(it.least)},
                                           {"most", report::json_number(it.most)},
                                           {"is_possible", it.least <= it.most ? "true" : "false"}}));
}

std::string as_json(const Whole& whole) {
  JsonTree tree;
  report::add_version(tree);
  tree.add("scenario", report::json_object({{"name", report::json_string(whole.scenario)}}));
  tree.add("run", report::json_object({{"replications", std::to_string(whole.replications)},
                                       {"seed", std::to_string(whole.seed)},
                                       {"failed", "0"}}));
  tree.add("intervention", report::json_string(whole.intervention));
  tree.open("parties");
  for (const Party& it : whole.parties) add_party(tree, it);
  tree.close();
  tree.add("loser", report::json_string_or_null(whole.loser));
  tree.add("return_by", report::json_string_or_null(whole.return_by));
  tree.add("returned", report::json_string_or_null(whole.returned));
  tree.add("units", units_or_null(whole.units));
  tree.add("asked", units_or_null(whole.asked));
  tree.open("payments");
  for (const Payment& it : whole.payments) add_payment(tree, it);
  tree.close();
  return tree.take();
}

std::string as_csv(const Whole& whole) {
  std::string text = "question,metric,from,to,value,most\n";
  const auto units = [](std::optional<Units> it) { return it ? std::to_string(*it) : std::string(); };
  text += report::csv_line({"return_by", "online_gpu_days", "", report::csv_cell(whole.loser.value_or("")),
                            whole.return_by.value_or(""), whole.returned.value_or("")});
  text += report::csv_line({"units", "online_gpu_days", "", "", units(whole.units), units(whole.asked)});
  for (const Payment& it : whole.payments)
    text += report::csv_line({"payment", report::csv_cell(it.metric), report::csv_cell(it.from),
                              report::csv_cell(it.to), report::csv_number(it.least), report::csv_number(it.most)});
  return text;
}

std::string amount_of(const Difference& difference, report::Measure measure, const Whole& whole) {
  const Estimate& it = difference.estimate;
  std::vector<double> numbers = {it.mean};
  if (it.ci95) numbers.insert(numbers.end(), {it.ci95->low, it.ci95->high});
  const bool is_exact = it.min == it.max;
  const report::Figures figures = report::figures_for(
      numbers, measure, is_exact ? report::Precision::exact : report::Precision::rounded, whole.currency);
  const std::string mean = report::signed_figure(it.mean, figures) + " " + figures.unit;
  return is_exact || !it.ci95 ? mean : mean + " (" + report::signed_range(*it.ci95, figures) + ", 95%)";
}

std::string money(double number, const Whole& whole) {
  return with_thousands(std::llround(number)) + (whole.currency.empty() ? "" : " " + whole.currency);
}

std::string payer_name(const Whole& whole, const std::string& id) {
  return report::full_name(whole.labels, EntityKind::organisation, id);
}

std::string of_return(const Whole& whole) {
  if (!whole.returned) return "Return: nothing that has a date comes back to " + payer_name(whole, *whole.loser) + ".";
  if (!whole.return_by)
    return "Return: no day is early enough, not even that of the decision (now by " + whole.returned->substr(0, 10) +
           ").";
  return "Return: if all that comes back to " + payer_name(whole, *whole.loser) + " is there by " +
         whole.return_by->substr(0, 10) + " (now by " + whole.returned->substr(0, 10) + ").";
}

std::string of_units(const Whole& whole) {
  if (!whole.asked) return "Split: the units are said order by order, or drawn: set them to be told.";
  if (!whole.units) return "Split: not even one lot can be moved.";
  return "Split: if at most " + counted_text(*whole.units, "unit") + (*whole.units == 1 ? " is" : " are") +
         " moved (now " + with_thousands(*whole.asked) + ").";
}

std::string of_payment(const Payment& it, const Whole& whole) {
  const std::string head = "Payment, by " + it.metric + ": ";
  if (it.to.empty()) return head + "none is due, nobody bears more.";
  const std::string from = payer_name(whole, it.from), to = payer_name(whole, it.to);
  const std::string bears = to + " bears " + money(it.least, whole) + " more";
  if (it.most >= it.least)
    return head + "if " + from + " pays " + to + " between " + money(it.least, whole) + " and " +
           money(it.most, whole) + ".";
  const std::string other = it.most < 0 ? from + " bears " + money(-it.most, whole) + " more too"
                                        : from + " saves only " + money(it.most, whole);
  return head + "none leaves neither worse off: " + bears + ", and " + other + ".";
}

std::string as_table(const Whole& whole, const Style& style) {
  std::string text =
      report::bold_lines(report::one_line(whole.scenario) + ": what would make both sides of " +
                             report::full_name(whole.labels, EntityKind::intervention, whole.intervention) + " whole",
                         style);
  text += report::wrapped(report::counted(whole.replications, "replication") + ", seed " + std::to_string(whole.seed) +
                              "; with the decision less without it, in the mean.",
                          style.width) +
          "\n";
  for (const Party& it : whole.parties) {
    std::string line = payer_name(whole, it.id) + ": online " + amount_of(it.online, report::Measure::gpu_days, whole);
    for (const auto& [metric, difference] : it.costs)
      line += "; " + metric + " " + amount_of(difference, report::Measure::money, whole);
    text += report::wrapped(report::one_line(line), style.width, 2);
  }
  text += "\n";
  if (whole.loser)
    text += report::wrapped("Neither has fewer GPU-days online than without it, each alone:", style.width);
  if (whole.loser)
    text += report::wrapped(of_return(whole), style.width, 2) + report::wrapped(of_units(whole), style.width, 2);
  if (!whole.loser)
    text += report::wrapped("Neither has fewer GPU-days online than without it, as it is.", style.width);
  for (const Payment& it : whole.payments) text += report::wrapped(of_payment(it, whole), style.width, 2);
  return text;
}

}  // namespace

std::string render(const Whole& whole, Format format, const Style& style) {
  return report::rendered(
      whole, format, [&](const Whole& it) { return as_table(it, report::wide_enough(style)); },
      [](const Whole& it) { return as_json(it); }, [](const Whole& it) { return as_csv(it); });
}

}  // namespace allot
