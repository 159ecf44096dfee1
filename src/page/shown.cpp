#include <algorithm>
#include <cmath>

#include "page/saying.hpp"
#include "page/sections.hpp"

namespace allot::page {
namespace {

constexpr std::size_t most_organisations = 12;

double largest_change(const Story& story, const std::string& id) {
  double largest = 0;
  for (std::size_t i = 0; i < story.readings.size(); ++i)
    if (const Estimated* const it = story.difference(i, "organisation", id, judged))
      largest = std::max(largest, std::abs(it->mean));
  return largest;
}

bool is_changed(const Story& story, const std::string& id, const std::string& metric) {
  for (std::size_t i = 0; i < story.readings.size(); ++i) {
    const Estimated* const it = story.difference(i, "organisation", id, metric);
    if (it && it->p_equal != 1) return true;
  }
  return false;
}

double level_at_end(const Story& story, const std::string& id) {
  const Estimated* const it = story.metric(story.run_name, "organisation", id, judged);
  return it ? it->mean : 0;
}

}  // namespace

Shown shown_of(const Story& story) {
  Shown out;
  for (const Thing& it : story.organisations)
    if (!story.readings.empty() && !is_changed(story, it.id, judged))
      out.unchanged.push_back(it);
    else
      out.organisations.push_back(it);
  const auto size = [&](const Thing& it) {
    return story.readings.empty() ? level_at_end(story, it.id) : largest_change(story, it.id);
  };
  std::stable_sort(out.organisations.begin(), out.organisations.end(),
                   [&](const Thing& a, const Thing& b) { return size(a) > size(b); });
  if (out.organisations.size() > most_organisations) {
    out.others.assign(out.organisations.begin() + most_organisations, out.organisations.end());
    out.organisations.resize(most_organisations);
  }
  return out;
}

std::vector<std::string> metrics_shown(const Story& story, const Shown& shown) {
  std::vector<std::string> out = {judged};
  for (const char* metric : {"stranded_gpu_days", "lateness_days", "delay_cost"})
    if (std::ranges::any_of(shown.organisations, [&](const Thing& it) { return is_changed(story, it.id, metric); }))
      out.emplace_back(metric);
  return out;
}

std::string words_of_metric(const std::string& metric) {
  if (metric == judged) return "GPU-days online";
  if (metric == "stranded_gpu_days") return "GPU-days stranded";
  if (metric == "lateness_days") return "Days late";
  if (metric == "delay_cost") return "Cost of delay";
  return metric;
}

}  // namespace allot::page
