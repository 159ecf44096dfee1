#include <algorithm>

#include "allot/fit.hpp"
#include "base/real_text.hpp"
#include "random/families.hpp"

/// Fits in a scenario's words.
namespace allot {

std::string name_of(Distribution::Family family) { return std::string(words_of(family).name); }

std::vector<std::string> parameters_of(Distribution::Family family) {
  const FamilyWords words = words_of(family);
  return {words.parameters.begin(), std::find(words.parameters.begin(), words.parameters.end(), "")};
}

std::string as_written(const Distribution& fitted) {
  const std::vector<std::string> names = parameters_of(fitted.family);
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i)
    text += (i > 0 ? ", \"" : "\"") + names[i] + "\": " + rounded_digits(fitted.parameters[i], RealForm::general, 7);
  return "{\"" + name_of(fitted.family) + "\": {" + text + "}}";
}

}  // namespace allot
