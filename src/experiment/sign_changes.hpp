#pragma once

#include <cstdint>
#include <vector>

namespace allot::experiment {

/// A step of an axis from which on an answer is another.
template <class Answer>
struct SignChange {
  std::int64_t step = 0;
  Answer before, after;
};

/// From 0 to `steps`, in `parts` equal parts or fewer, no step twice.
std::vector<std::int64_t> evenly_spaced(std::int64_t steps, std::int64_t parts);

/// Where the answer changes between the ascending steps looked at: every interval across which it does is
/// halved, again from there on where it has not yet become the last. What changes and changes back between
/// two of them is not seen.
template <class AnswerAt>
auto sign_changes(const AnswerAt& answer_at, const std::vector<std::int64_t>& looked_at) {
  using Answer = decltype(answer_at(std::int64_t{}));
  std::vector<SignChange<Answer>> found;
  for (std::size_t k = 1; k < looked_at.size(); ++k) {
    std::int64_t from = looked_at[k - 1];
    for (Answer before = answer_at(from); before != answer_at(looked_at[k]); before = answer_at(from)) {
      std::int64_t high = looked_at[k];
      while (high - from > 1) {
        const std::int64_t middle = from + (high - from) / 2;
        (answer_at(middle) == before ? from : high) = middle;
      }
      from = high;
      found.push_back({high, before, answer_at(high)});
    }
  }
  return found;
}

}  // namespace allot::experiment
