#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "allot/shared.hpp"

namespace allot {

/// Names by place, one behind another in one text: a name takes its letters and four bytes, where a vector of strings
/// takes thirty-two and, for names of more than fifteen letters, a block of memory each. A book of a million orders has
/// a million of them.
///
/// shape: at most 4 GB of letters; the empty name is a name; the same name may stand twice
/// gives: copies that share their memory until one of them changes
/// cost:  a look-up by place is two reads; to find a name, go through them or keep an index of your own
class NameList {
 public:
  std::size_t size() const { return names_->ends.size(); }
  bool empty() const { return size() == 0; }
  /// Good until the list changes.
  std::string_view operator[](std::size_t place) const {
    const std::size_t begin = place == 0 ? 0 : names_->ends[place - 1];
    return std::string_view(names_->letters).substr(begin, names_->ends[place] - begin);
  }
  void push_back(std::string_view name);
  void reserve(std::size_t names, std::size_t letters);
  bool operator==(const NameList& other) const;

 private:
  struct Names {
    std::string letters;
    std::vector<std::uint32_t> ends;
  };
  Shared<Names> names_;
};

}  // namespace allot
