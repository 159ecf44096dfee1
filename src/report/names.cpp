#include "report/names.hpp"

#include "report/wording.hpp"

namespace allot::report {
namespace {

std::string shown(const Labels::ById& labels, const std::string& id) {
  const auto found = labels.find(id);
  return shortened(one_line(found == labels.end() ? id : found->second), longest_name);
}

}  // namespace

std::string shown_name(const Labels& labels, EntityKind kind, const std::string& id) {
  switch (kind) {
    case EntityKind::organisation: return shown(labels.organisations, id);
    case EntityKind::group: return shown(labels.groups, id);
    case EntityKind::site: return shown(labels.sites, id);
    case EntityKind::supplier: return shown(labels.suppliers, id);
    case EntityKind::order: return shown(labels.orders, id);
    case EntityKind::intervention: return shown(labels.interventions, id);
    case EntityKind::system: break;
  }
  return {};
}

std::string shown_milestone(const Labels& labels, const std::string& id) { return shown(labels.milestones, id); }

}  // namespace allot::report
