#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "python/columns.hpp"

/// Columns as other programs of the same process take them, without copying: Arrow's C data interface and C stream
/// interface. Whoever is handed one of these structs calls its `release` once; what it points into lives as long.
///
/// source: Apache Arrow, "The Arrow C data interface" and "The Arrow C stream interface": layout, flags, formats and the
///         rules on release, which are fixed
extern "C" {

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  std::int64_t flags;
  std::int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  std::int64_t length;
  std::int64_t null_count;
  std::int64_t offset;
  std::int64_t n_buffers;
  std::int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};
}

namespace allot::python {

/// Of one column: numbers as float64 ("g"), dates as seconds since 1970 in no time zone ("tss:"), booleans ("b"), ids and
/// texts as UTF-8 with long offsets ("U"); its unit is in the metadata under `unit`.
ArrowSchema schema_of(const Column& column);
ArrowArray array_of(const ColumnPointer& column);

/// Of a table: a struct ("+s") with a child for each column, all of as many rows.
ArrowSchema schema_of(const std::vector<ColumnPointer>& columns);
ArrowArray array_of(const std::vector<ColumnPointer>& columns, std::size_t rows);

/// A stream of that one array.
ArrowArrayStream stream_of(const std::vector<ColumnPointer>& columns, std::size_t rows);

}  // namespace allot::python
