#include "report/path_words.hpp"

#include <algorithm>

#include "base/pointer.hpp"
#include "report/kinds.hpp"
#include "report/names.hpp"
#include "report/wording.hpp"

namespace allot::report {

std::string words_of_metric(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  const std::size_t at = name.find("gpu days");
  return at == std::string::npos ? name : name.replace(at, 8, "GPU-days");
}

std::string words_of_path(const std::string& path, const Labels& labels) {
  const std::size_t first = path.find('.'), last = path.rfind('.');
  if (first == std::string::npos) return one_line(path);
  const std::string kind = path.substr(0, first), metric = path.substr(last + 1);
  if (first == last) return words_of_metric(metric) + " of everyone";
  const std::string id = path.substr(first + 1, last - first - 1);
  if (kind == "milestone")
    return (metric == "date" ? "date of " : "share of replications that reach ") + shown_milestone(labels, id);
  const auto found = std::find(kind_names.begin(), kind_names.end(), kind);
  if (found == kind_names.end()) return one_line(path);
  return words_of_metric(metric) + " of " + shown_name(labels, static_cast<EntityKind>(found - kind_names.begin()), id);
}

std::string words_of_pointer(const std::string& pointer, const Labels& labels) {
  const auto keys = keys_of_pointer(pointer);
  if (keys && keys->size() == 2 && keys->front() == "parameters")
    if (const auto label = labels.parameters.find(keys->back()); label != labels.parameters.end())
      return one_line(label->second);
  return shortened(one_line(keys && !keys->empty() ? keys->back() : pointer), longest_name);
}

}  // namespace allot::report
