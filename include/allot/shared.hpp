#pragma once

#include <memory>

namespace allot {

/// A value whose copies share its memory until one of them changes.
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
