#pragma once

#include <cstddef>
#include <version>

#ifdef __cpp_lib_memory_resource
#include <memory>
#include <memory_resource>
#endif
#include <vector>

namespace allot::engine {

#ifdef __cpp_lib_memory_resource

/// A list that is needed for a moment, in memory that its replication keeps.
template <class T>
using ScratchVector = std::pmr::vector<T>;

class ScratchMemory {
 public:
  template <class T>
  ScratchVector<T> list() const {
    return ScratchVector<T>(pools_.get());
  }

 private:
  // Lists of more slices than fit this are rare enough to ask for memory each time.
  const std::unique_ptr<std::pmr::unsynchronized_pool_resource> pools_ =
      std::make_unique<std::pmr::unsynchronized_pool_resource>(std::pmr::pool_options{0, std::size_t{1} << 22});
};

#else  // libc++ 14, which WebAssembly is compiled with

template <class T>
using ScratchVector = std::vector<T>;

class ScratchMemory {
 public:
  template <class T>
  ScratchVector<T> list() const {
    return {};
  }
};

#endif

}  // namespace allot::engine
