#include "report/names.hpp"

#include <algorithm>

#include "report/wording.hpp"

namespace allot::report {
namespace {

std::string label_or_id(const Labels::ById& labels, const std::string& id) { return one_line(Labels::in(labels, id)); }

}  // namespace

std::string full_name(const Labels& labels, EntityKind kind, const std::string& id) {
  switch (kind) {
    case EntityKind::organisation: return label_or_id(labels.organisations, id);
    case EntityKind::group: return label_or_id(labels.groups, id);
    case EntityKind::site: return label_or_id(labels.sites, id);
    case EntityKind::supplier: return label_or_id(labels.suppliers, id);
    case EntityKind::order: return label_or_id(labels.orders, id);
    case EntityKind::intervention: return label_or_id(labels.interventions, id);
    case EntityKind::system: break;
  }
  return {};
}

std::string full_milestone(const Labels& labels, const std::string& id) { return label_or_id(labels.milestones, id); }
std::string full_product(const Labels& labels, const std::string& id) { return label_or_id(labels.products, id); }

std::string variant_name(const Labels& labels, const std::string& joined) {
  if (labels.variants.empty()) return one_line(joined);
  std::string text;
  for (std::size_t from = 0; from <= joined.size();) {
    const std::size_t plus = std::min(joined.find('+', from), joined.size());
    text += (text.empty() ? "" : " + ") + label_or_id(labels.variants, joined.substr(from, plus - from));
    from = plus + 1;
  }
  return text;
}

std::string shown_name(const Labels& labels, EntityKind kind, const std::string& id) {
  return shortened(full_name(labels, kind, id), longest_name);
}

std::string shown_milestone(const Labels& labels, const std::string& id) {
  return shortened(full_milestone(labels, id), longest_name);
}

}  // namespace allot::report
