#include "allot/name_list.hpp"

#include <limits>

#include "base/contract.hpp"

namespace allot {

void NameList::push_back(std::string_view name) {
  Names& names = names_.own();
  expects(names.letters.size() + name.size() <= std::numeric_limits<std::uint32_t>::max(),
          "names have at most 4 GB of letters");
  names.letters += name;
  names.ends.push_back(static_cast<std::uint32_t>(names.letters.size()));
}

void NameList::reserve(std::size_t names, std::size_t letters) {
  Names& own = names_.own();
  own.letters.reserve(letters);
  own.ends.reserve(names);
}

bool NameList::operator==(const NameList& other) const {
  return names_.is_shared_with(other.names_) ||
         (names_->ends == other.names_->ends && names_->letters == other.names_->letters);
}

}  // namespace allot
