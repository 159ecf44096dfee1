#include "experiment/sensitivity_factors.hpp"

#include <algorithm>

#include "base/nearest.hpp"
#include "base/pointer.hpp"
#include "random/rank_correlated.hpp"
#include "scenario/cursor.hpp"
#include "scenario/edit.hpp"

namespace allot::experiment {
namespace {

using FactorKind = SensitivityFactor::Kind;

std::string in_full(const std::string& name) {
  return name.starts_with('/') ? name : pointer_of_keys({"parameters", name});
}

// What there is in place of an input.
std::string why_none(const AskedInputs& known, const std::string& pointer) {
  const Draft root = resolved(known.file);
  const Draft* const found = scenario::at(root, pointer);
  if (found && pointer.starts_with("/parameters/") && scenario::is_whole_value(*found))
    return pointer + " makes no difference: nothing that is simulated refers to it";
  if (found && scenario::is_whole_value(*found))
    return pointer + " is no input: it is drawn for each occurrence, as a part of the course of events, or is " +
           "another's value; --vary " + pointer + "=LOW..HIGH draws it once";
  if (found) return pointer + " is known; --vary " + pointer + "=LOW..HIGH makes an input of it";
  std::vector<std::string> pointers;
  for (const SensitivityInput& it : known.inputs.shown) pointers.push_back(it.pointer);
  const std::string near = nearest(pointer, pointers);
  return "nothing is uncertain at '" + pointer + "'" + (near.empty() ? "" : "; did you mean '" + near + "'?");
}

std::size_t input_named(const AskedInputs& known, const std::string& option, const std::string& name) {
  const std::string pointer = in_full(name);
  const auto& shown = known.inputs.shown;
  const auto found = std::ranges::find(shown, pointer, &SensitivityInput::pointer);
  if (found == shown.end()) throw RequestError(option + ": " + why_none(known, pointer));
  return static_cast<std::size_t>(found - shown.begin());
}

SensitivityFactor group_of(const AskedInputs& known, const InputGroup& group) {
  SensitivityFactor out{FactorKind::group, group.name, group.name, {}};
  for (const std::string& it : group.pointers) out.inputs.push_back(input_named(known, "--group", it));
  if (out.inputs.empty()) throw RequestError("--group: '" + group.name + "' holds no input");
  return out;
}

/// Which inputs have a factor already.
class Taken {
 public:
  explicit Taken(const AskedInputs& known) : known_(known), is_taken_(known.inputs.size(), 0) {}

  bool operator[](std::size_t input) const { return is_taken_[input] != 0; }
  void take(const SensitivityFactor& factor) {
    for (const std::size_t it : factor.inputs) {
      if (is_taken_[it] != 0)
        throw RequestError("--group: " + known_.inputs.shown[it].pointer + " is in two groups, or twice in one");
      is_taken_[it] = 1;
    }
  }

 private:
  const AskedInputs& known_;
  std::vector<char> is_taken_;
};

bool is_told_apart(const AskedInputs& known, const std::vector<std::size_t>& only, std::size_t input) {
  return (only.empty() && input < known.inputs.size()) || std::ranges::count(only, input) > 0;
}

}  // namespace

std::vector<SensitivityFactor> factors_of(const AskedInputs& known, const SensitivityQuestion& question) {
  std::vector<SensitivityFactor> out;
  Taken taken(known);
  for (const InputGroup& it : question.groups) {
    if (it.name == "course") throw RequestError("--group: 'course' is what the course of events is called");
    if (std::ranges::count(out, it.name, &SensitivityFactor::id) > 0)
      throw RequestError("--group: two groups are called '" + it.name + "'");
    taken.take(out.emplace_back(group_of(known, it)));
  }
  std::vector<std::size_t> only;
  for (const std::string& it : question.only) only.push_back(input_named(known, "--only", it));
  SensitivityFactor others{FactorKind::others, "others", "all other uncertain values", {}};
  for (std::size_t i = 0; i < known.inputs.size(); ++i) {
    if (taken[i]) continue;
    const SensitivityInput& it = known.inputs.shown[i];
    if (is_told_apart(known, only, i))
      out.push_back({FactorKind::input, it.pointer, it.label, {i}});
    else
      others.inputs.push_back(i);
  }
  if (!others.inputs.empty()) out.push_back(std::move(others));
  return out;
}

std::vector<InputCorrelation> correlations_of(const AskedInputs& known, const SensitivityQuestion& question) {
  std::vector<InputCorrelation> out;
  for (const InputCorrelation& it : question.correlations) {
    const std::size_t one = input_named(known, "--correlate", it.one);
    const std::size_t other = input_named(known, "--correlate", it.other);
    if (one == other) throw RequestError("--correlate: '" + it.one + "' is correlated with itself");
    if (!(it.rho > -1 && it.rho < 1)) throw RequestError("--correlate: expected a correlation between -1 and 1");
    const auto is_same = [&](const InputCorrelation& earlier) {
      const auto is = [&](std::size_t a, std::size_t b) {
        return earlier.one == known.inputs.shown[a].pointer && earlier.other == known.inputs.shown[b].pointer;
      };
      return is(one, other) || is(other, one);
    };
    if (std::ranges::any_of(out, is_same))
      throw RequestError("--correlate: " + in_full(it.one) + " and " + in_full(it.other) + " are correlated twice");
    out.push_back({known.inputs.shown[one].pointer, known.inputs.shown[other].pointer, it.rho});
  }
  return out;
}

std::optional<GaussianCopula> copula_of(const UncertainInputs& inputs,
                                        const std::vector<InputCorrelation>& correlations) {
  if (correlations.empty()) return std::nullopt;
  const auto place = [&](const std::string& pointer) {
    const auto found = std::ranges::find(inputs.shown, pointer, &SensitivityInput::pointer);
    return static_cast<std::size_t>(found - inputs.shown.begin());
  };
  std::vector<RankCorrelation> pairs;
  for (const InputCorrelation& it : correlations) pairs.push_back({place(it.one), place(it.other), it.rho});
  auto copula = GaussianCopula::with(normal_correlations(inputs.size(), pairs), inputs.size());
  if (!copula)
    throw RequestError(
        "--correlate: no values can be correlated like this all at once (the matrix is not positive definite): if A "
        "goes with B and B with C, A goes with C as well; say so, or make some of them weaker");
  return copula;
}

}  // namespace allot::experiment
