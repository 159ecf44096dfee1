#pragma once

#include <memory>

namespace allot {

/// A value whose copies share its memory until one of them changes (copy on write). To its owner it is a value: what is
/// done to one copy is never seen in another.
///
/// gives: `a.is_shared_with(b)` says that they are equal without looking at them, which is how a variant of a scenario is
///        known to have the orders of the other; that they are not shared says nothing
/// cost:  a copy is a pointer; `own` copies the value if anybody else has it
template <class T>
class Shared {
 public:
  const T& operator*() const { return *value_; }
  const T* operator->() const { return value_.get(); }

  /// To be changed: from now on nobody else's.
  T& own() {
    if (value_.use_count() > 1) value_ = std::make_shared<T>(*value_);
    return *value_;
  }
  bool is_shared_with(const Shared& other) const { return value_ == other.value_; }

 private:
  std::shared_ptr<T> value_ = std::make_shared<T>();
};

}  // namespace allot
