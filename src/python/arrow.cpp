#include "python/arrow.hpp"

#include <cerrno>
#include <cstring>
#include <exception>

namespace allot::python {
namespace {

constexpr std::int64_t nullable = 2;  // ARROW_FLAG_NULLABLE

/// What a schema points into.
struct HeldSchema {
  std::string format, name, metadata;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
};

/// What an array points into.
struct HeldArray {
  ColumnPointer column;
  std::vector<const void*> buffers;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
};

/// What is still to come of a stream.
struct HeldStream {
  std::vector<ColumnPointer> columns;
  std::size_t rows = 0;
  bool is_over = false;
  std::string error;
};

// Children that somebody has moved out are marked as released, and theirs to release.
template <class Held, class Struct>
void release(Struct* it) {
  auto* held = static_cast<Held*>(it->private_data);
  for (Struct& child : held->children)
    if (child.release) child.release(&child);
  delete held;
  it->release = nullptr;
}

std::vector<ArrowSchema*> pointers_to(std::vector<ArrowSchema>& children) {
  std::vector<ArrowSchema*> out;
  for (ArrowSchema& it : children) out.push_back(&it);
  return out;
}

std::vector<ArrowArray*> pointers_to(std::vector<ArrowArray>& children) {
  std::vector<ArrowArray*> out;
  for (ArrowArray& it : children) out.push_back(&it);
  return out;
}

void add_number(std::string& to, std::size_t number) {
  const auto value = static_cast<std::int32_t>(number);
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  to.append(bytes, sizeof value);
}

// How many pairs there are, then of each key and value the length and the text.
std::string metadata_of(const std::string& unit) {
  if (unit.empty()) return {};
  std::string out;
  add_number(out, 1);
  for (const std::string& it : {std::string("unit"), unit}) {
    add_number(out, it.size());
    out += it;
  }
  return out;
}

const char* format_of(Answer::Kind kind) {
  switch (kind) {
    case Answer::Kind::number: return "g";
    case Answer::Kind::date: return "tss:";
    case Answer::Kind::boolean: return "b";
    case Answer::Kind::id:
    case Answer::Kind::text: break;
  }
  return "U";
}

ArrowSchema schema_from(std::unique_ptr<HeldSchema> held, std::int64_t flags) {
  held->pointers = pointers_to(held->children);
  ArrowSchema out{};
  out.format = held->format.c_str();
  out.name = held->name.c_str();
  out.metadata = held->metadata.empty() ? nullptr : held->metadata.c_str();
  out.flags = flags;
  out.n_children = static_cast<std::int64_t>(held->children.size());
  out.children = held->pointers.data();
  out.release = &release<HeldSchema, ArrowSchema>;
  out.private_data = held.release();
  return out;
}

ArrowArray array_from(std::unique_ptr<HeldArray> held, std::size_t rows, std::size_t nulls) {
  held->pointers = pointers_to(held->children);
  ArrowArray out{};
  out.length = static_cast<std::int64_t>(rows);
  out.null_count = static_cast<std::int64_t>(nulls);
  out.n_buffers = static_cast<std::int64_t>(held->buffers.size());
  out.buffers = held->buffers.data();
  out.n_children = static_cast<std::int64_t>(held->children.size());
  out.children = held->pointers.data();
  out.release = &release<HeldArray, ArrowArray>;
  out.private_data = held.release();
  return out;
}

std::vector<const void*> buffers_of(const Column& column) {
  const void* validity = column.nulls == 0 ? nullptr : column.validity.data();
  switch (column.kind) {
    case Answer::Kind::number: return {validity, column.numbers.data()};
    case Answer::Kind::date: return {validity, column.seconds.data()};
    case Answer::Kind::boolean: return {validity, column.bits.data()};
    case Answer::Kind::id:
    case Answer::Kind::text: break;
  }
  return {validity, column.offsets.data(), column.chars.data()};
}

// Nothing is thrown through whoever reads the stream.
template <class Struct, class Made>
int given(ArrowArrayStream* stream, Struct* out, const Made& made) {
  auto& held = *static_cast<HeldStream*>(stream->private_data);
  try {
    *out = made(held);
    return 0;
  } catch (const std::exception& error) {
    held.error = error.what();
    return ENOMEM;
  }
}

int next_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  return given(stream, out, [](HeldStream& held) { return schema_of(held.columns); });
}

int next_array(ArrowArrayStream* stream, ArrowArray* out) {
  return given(stream, out, [](HeldStream& held) {
    if (std::exchange(held.is_over, true)) return ArrowArray{};
    return array_of(held.columns, held.rows);
  });
}

const char* last_error(ArrowArrayStream* stream) {
  const auto& held = *static_cast<HeldStream*>(stream->private_data);
  return held.error.empty() ? nullptr : held.error.c_str();
}

void release_stream(ArrowArrayStream* stream) {
  delete static_cast<HeldStream*>(stream->private_data);
  stream->release = nullptr;
}

}  // namespace

ArrowSchema schema_of(const Column& column) {
  auto held = std::make_unique<HeldSchema>();
  held->format = format_of(column.kind);
  held->name = column.name;
  held->metadata = metadata_of(column.unit);
  return schema_from(std::move(held), nullable);
}

ArrowSchema schema_of(const std::vector<ColumnPointer>& columns) {
  auto held = std::make_unique<HeldSchema>();
  held->format = "+s";
  for (const ColumnPointer& it : columns) held->children.push_back(schema_of(*it));
  return schema_from(std::move(held), 0);
}

ArrowArray array_of(const ColumnPointer& column) {
  auto held = std::make_unique<HeldArray>();
  held->column = column;
  held->buffers = buffers_of(*column);
  return array_from(std::move(held), column->size, column->nulls);
}

ArrowArray array_of(const std::vector<ColumnPointer>& columns, std::size_t rows) {
  auto held = std::make_unique<HeldArray>();
  held->buffers = {nullptr};
  for (const ColumnPointer& it : columns) held->children.push_back(array_of(it));
  return array_from(std::move(held), rows, 0);
}

ArrowArrayStream stream_of(const std::vector<ColumnPointer>& columns, std::size_t rows) {
  ArrowArrayStream out{};
  out.get_schema = &next_schema;
  out.get_next = &next_array;
  out.get_last_error = &last_error;
  out.release = &release_stream;
  out.private_data = new HeldStream{columns, rows, false, {}};
  return out;
}

}  // namespace allot::python
