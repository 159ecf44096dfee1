#include "allot/reports.hpp"

#include <fmt/format.h>

#include "allot/answers.hpp"
#include "base/text.hpp"
#include "report/names.hpp"
#include "report/render.hpp"
#include "report/table.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

constexpr std::size_t most_lines = 20;

std::string day_of(const std::string& when) { return when.substr(0, 10); }

struct Names {
  const Labels& labels;

  std::string of(EntityKind kind, const std::string& id) const { return report::full_name(labels, kind, id); }
  std::string organisation(const std::string& id) const { return of(EntityKind::organisation, id); }
  std::string lots(const Deviation& it) const {
    return of(EntityKind::supplier, it.supplier) + "/" + report::full_product(labels, it.product);
  }
  std::string owner(const Deviation& it) const {
    if (it.order.empty()) return organisation(it.organisation);
    return of(EntityKind::order, it.order) +
           (it.organisation.empty() ? "" : " (" + organisation(it.organisation) + ")");
  }
};

// What happens, without when and how many.
std::string subject(const Deviation& it, const Names& names) {
  const std::string owner = names.owner(it);
  if (it.event == "intervention") return "decision " + names.of(EntityKind::intervention, it.intervention);
  if (it.event == "transfer")
    return fmt::format("{} moves of {} from {} to {}", names.of(EntityKind::intervention, it.intervention),
                       names.of(EntityKind::order, it.order), names.organisation(it.from),
                       names.organisation(it.organisation));
  if (it.event == "cancelled" || it.event == "deferred") return it.event + " of " + owner;
  if (it.event == "order") return "ordered: " + owner;
  if (it.event == "lot") return fmt::format("lot {} of {} comes", it.name, names.lots(it));
  if (it.event == "added") return fmt::format("added to the stock of {}", names.lots(it));
  if (it.event == "capacity") return "room of " + names.of(EntityKind::site, it.site);
  if (it.event == "substituted")
    return fmt::format("{} takes a substitute for {}", owner, report::full_product(names.labels, it.product));
  if (it.event == "award") return "awarded to " + owner;
  if (it.event == "delivered") return "delivered of " + owner;
  if (it.event == "milestone") return "milestone " + report::full_milestone(names.labels, it.name);
  return fmt::format("{} of {}{}", it.event, owner,
                     it.site.empty() ? "" : " at " + names.of(EntityKind::site, it.site));
}

std::string when_and_how_many(const Happened& it) {
  std::string text = it.units == 0 ? "" : with_thousands(it.units) + " ";
  text += day_of(it.first);
  if (day_of(it.last) != day_of(it.first)) text += " to " + day_of(it.last);
  return text;
}

std::string sentence(const Deviation& it, const Divergence& all, const Names& names) {
  std::string text = subject(it, names) + ": ";
  if (it.variant.first.empty())
    return text + fmt::format("{}, in {} alone", when_and_how_many(it.baseline), all.baseline);
  text += when_and_how_many(it.variant);
  if (it.baseline.first.empty()) return text + fmt::format(", in {} alone", all.variant);
  return text + fmt::format("; in {} {}", all.baseline, when_and_how_many(it.baseline));
}

struct Tree {
  const Divergence& all;
  const Names names;
  const Style& style;
  std::size_t shown;
  std::string text;

  void add(std::size_t index, std::size_t depth) {
    const std::size_t indent = std::min(2 + 2 * depth, style.width / 3);
    text += report::hanging(std::string(indent, ' ') + (depth > 0 ? "-> " : ""),
                            sentence(all.deviations[index], all, names), style.width);
    for (std::size_t i = index + 1; i < shown; ++i)
      if (all.deviations[i].cause == index) add(i, depth + 1);
  }
};

std::string as_tree(const Divergence& all, const Labels& labels, const Style& style) {
  if (all.deviations.empty())
    return report::wrapped(
        fmt::format("{} does not part from {}: all that happens is the same", all.variant, all.baseline), style.width,
        2);
  const Deviation& first = all.deviations.front();
  std::string text =
      report::bold_lines(fmt::format("{} parts from {} on {}", all.variant, all.baseline, day_of(first.at)), style);
  Tree tree{all, {labels}, style, std::min(most_lines, all.deviations.size()), text};
  for (std::size_t i = 0; i < tree.shown; ++i)
    if (!all.deviations[i].cause) tree.add(i, 0);
  if (all.deviations.size() > tree.shown)
    tree.text +=
        report::quiet_lines(fmt::format("... and {} more, later: --format json has them all",
                                        with_thousands(static_cast<std::int64_t>(all.deviations.size() - tree.shown))),
                            style);
  return tree.text;
}

Divergence printable_names(Divergence all) {
  all.baseline = report::one_line(all.baseline);
  all.variant = report::one_line(all.variant);
  return all;
}

std::string as_table(const Divergences& all, const Style& style) {
  std::string text = report::bold_lines(
      report::one_line(all.scenario) +
          fmt::format(": where replication {} parts, seed {}, and what follows", all.replication, all.seed),
      style);
  for (const Divergence& one : all.variants) text += "\n" + as_tree(printable_names(one), all.labels, style);
  return text;
}

}  // namespace

std::string render(const Divergences& all, Format format, const Style& style) {
  return report::rendered(all, format, [&](const Divergences& it) { return as_table(it, report::wide_enough(style)); });
}

}  // namespace allot
