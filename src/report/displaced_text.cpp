#include "report/displaced_text.hpp"

#include <fmt/core.h>

#include "allot/time.hpp"
#include "report/figures.hpp"
#include "report/names.hpp"
#include "report/table.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

constexpr std::size_t most_displaced_orders = 10;

std::string day_or_dash(const std::optional<Date>& date) { return date ? format_date(*date).substr(0, 10) : "-"; }

Cell estimate_cell(const Estimate& it) {
  return {whole_with_sign(it.mean),
          it.ci95 ? whole_with_sign(it.ci95->low) + " to " + whole_with_sign(it.ci95->high) : ""};
}

Table others_table(const DisplacedOthers& it, const char* head) {
  Table table;
  table.columns = {{head, "", Align::left},
                   {"delivered", "GPUs", Align::right},
                   {"delivered", "GPU-days", Align::right},
                   {"behind by", "GPUs", Align::right},
                   {"later by", "days", Align::right},
                   {percent(it.probability) + " without", "", Align::right},
                   {"with it", "", Align::right}};
  return table;
}

Row other_row(const std::string& name, const Displacement& it) {
  return {{Cell{name, ""}, estimate_cell(it.units), estimate_cell(it.gpu_days), Cell{whole(it.behind.mean), ""},
           estimate_cell(it.days), Cell{day_or_dash(it.date_without), ""}, Cell{day_or_dash(it.date_with), ""}}};
}

}  // namespace

bool is_moved(const Displacement& it) {
  return it.units.min != 0 || it.units.max != 0 || it.gpu_days.min != 0 || it.gpu_days.max != 0 || it.behind.max != 0;
}

std::string displaced_text(const DisplacedOthers& it, const Style& style) {
  Table organisations = others_table(it, "Others"), orders = others_table(it, "Orders");
  for (const Displacement& other : it.organisations)
    if (is_moved(other))
      organisations.rows.push_back(other_row(shown_name(it.labels, EntityKind::organisation, other.organisation) +
                                                 (other.organisation == it.organisation ? ", other orders" : ""),
                                             other));
  if (organisations.rows.empty()) return "It displaces nobody.\n";
  for (const Displacement& other : it.orders)
    if (orders.rows.size() < most_displaced_orders)
      orders.rows.push_back(other_row(shown_name(it.labels, EntityKind::order, other.order), other));
  std::string text = text_of(organisations, style);
  if (!orders.rows.empty()) text += "\n" + text_of(orders, style);
  if (it.orders.size() > orders.rows.size())
    text += wrapped(fmt::format("{} that lose less are not shown.",
                                counted(it.orders.size() - orders.rows.size(), "further order")),
                    style.width);
  return text +
         wrapped(
             "With it less without it: means, and below them 95%. Behind is the most at one moment; the dates are "
             "those by which all is delivered. Who is not named stays as is.",
             style.width);
}

}  // namespace allot::report
