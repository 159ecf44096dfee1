"""Arrow's C data interface, read by ctypes as its specification has it (Apache Arrow, "The Arrow C data interface"): what
pyarrow, polars and DuckDB do in C."""

import ctypes
import datetime
import gc
import resource
import unittest

from support import MINIMAL, MONEY, SWAP, read, run_tests

POINTER, INT64 = ctypes.POINTER, ctypes.c_int64


class Schema(ctypes.Structure):
    pass


class Array(ctypes.Structure):
    pass


class Stream(ctypes.Structure):
    pass


Schema._fields_ = [
    ("format", ctypes.c_char_p), ("name", ctypes.c_char_p), ("metadata", ctypes.c_void_p), ("flags", INT64),
    ("n_children", INT64), ("children", POINTER(POINTER(Schema))), ("dictionary", POINTER(Schema)),
    ("release", ctypes.CFUNCTYPE(None, POINTER(Schema))), ("private_data", ctypes.c_void_p),
]  # fmt: skip
Array._fields_ = [
    ("length", INT64), ("null_count", INT64), ("offset", INT64), ("n_buffers", INT64), ("n_children", INT64),
    ("buffers", POINTER(ctypes.c_void_p)), ("children", POINTER(POINTER(Array))), ("dictionary", POINTER(Array)),
    ("release", ctypes.CFUNCTYPE(None, POINTER(Array))), ("private_data", ctypes.c_void_p),
]  # fmt: skip
Stream._fields_ = [
    ("get_schema", ctypes.CFUNCTYPE(ctypes.c_int, POINTER(Stream), POINTER(Schema))),
    ("get_next", ctypes.CFUNCTYPE(ctypes.c_int, POINTER(Stream), POINTER(Array))),
    ("get_last_error", ctypes.CFUNCTYPE(ctypes.c_char_p, POINTER(Stream))),
    ("release", ctypes.CFUNCTYPE(None, POINTER(Stream))), ("private_data", ctypes.c_void_p),
]  # fmt: skip

take = ctypes.pythonapi.PyCapsule_GetPointer
take.restype, take.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]


class Buffer(ctypes.Structure):
    """The beginning of a Py_buffer, which is 80 bytes long."""

    _fields_ = [("address", ctypes.c_void_p), ("rest", ctypes.c_byte * 120)]


def address_of(lender):
    """Where what it lends begins."""
    buffer = Buffer()
    assert ctypes.pythonapi.PyObject_GetBuffer(ctypes.py_object(lender), ctypes.byref(buffer), 0) == 0
    address = buffer.address
    ctypes.pythonapi.PyBuffer_Release(ctypes.byref(buffer))
    return address


def struct_in(capsule, name, kind):
    return ctypes.cast(take(capsule, name), POINTER(kind)).contents


def metadata(schema):
    if not schema.metadata:
        return {}
    at, out = schema.metadata, {}

    def text():
        nonlocal at
        length = ctypes.c_int32.from_address(at).value
        word = ctypes.string_at(at + 4, length).decode()
        at += 4 + length
        return word

    pairs = ctypes.c_int32.from_address(at).value
    at += 4
    for _ in range(pairs):
        key = text()
        out[key] = text()
    return out


def bit(address, i):
    return bool(ctypes.c_uint8.from_address(address + i // 8).value >> i % 8 & 1)


def value(schema, array, i):
    validity, *buffers = [array.buffers[k] for k in range(array.n_buffers)]
    if validity and not bit(validity, i):
        return None
    if schema.format == b"g":
        return ctypes.c_double.from_address(buffers[0] + 8 * i).value
    if schema.format == b"b":
        return bit(buffers[0], i)
    if schema.format == b"tss:":
        seconds = ctypes.c_int64.from_address(buffers[0] + 8 * i).value
        return datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=seconds)
    assert schema.format == b"U"
    begin, end = (ctypes.c_int64.from_address(buffers[0] + 8 * k).value for k in (i, i + 1))
    return ctypes.string_at(buffers[1] + begin, end - begin).decode()


def values(schema, array):
    """As a column has them."""
    assert array.offset == 0
    out = [value(schema, array, i) for i in range(array.length)]
    assert array.null_count == out.count(None)
    return out


def as_told(kind, cell):
    """A date as the text that a column has."""
    if kind != "date" or cell is None:
        return cell
    return datetime.datetime.fromisoformat(cell.rstrip("Z"))


def read_stream(table):
    """Columns of the one batch of its stream, by name."""
    capsule = table.__arrow_c_stream__()
    stream = struct_in(capsule, b"arrow_array_stream", Stream)
    schema, array, end = Schema(), Array(), Array()
    assert stream.get_schema(stream, schema) == 0
    assert schema.format == b"+s"
    assert stream.get_next(stream, array) == 0 and stream.get_next(stream, end) == 0
    assert not end.release, "the stream ends with an array that is released already"
    assert stream.get_last_error(stream) is None
    pairs = [(schema.children[k].contents, array.children[k].contents) for k in range(schema.n_children)]
    out = {it.name.decode(): values(it, column) for it, column in pairs}
    stream.release(stream)
    assert not stream.release
    array.release(array)
    schema.release(schema)
    assert not array.release and not schema.release
    return out


def answers():
    return [
        read(SWAP).run(replications=20, series=False),
        read(MINIMAL).run(),
        read(SWAP).plan(replications=20),
        read(MINIMAL).game(),
        read(MONEY).cash(by="quarter", against=["rent"], replications=20),
    ]


class Arrow(unittest.TestCase):
    def test_a_stream_has_what_the_columns_have(self):
        kinds = set()
        for answer in answers():
            for table in answer.tables.values():
                with self.subTest(answer.provenance["command"], table=table.id):
                    read_columns = read_stream(table)
                    self.assertEqual(list(read_columns), table.columns)
                    for name, told in read_columns.items():
                        kind = table.kinds[name]
                        kinds.add(kind)
                        self.assertEqual(told, [as_told(kind, it) for it in table[name].to_list()])
        self.assertEqual(kinds, {"id", "text", "number", "date", "boolean"})

    def test_numbers_are_lent_and_not_copied(self):
        column = read(SWAP).run(replications=20)["metrics"]["mean"]
        memory = memoryview(column)
        self.assertEqual((memory.format, memory.itemsize, memory.readonly, memory.c_contiguous), ("d", 8, True, True))
        capsules = column.__arrow_c_array__()
        array = struct_in(capsules[1], b"arrow_array", Array)
        self.assertEqual(array.buffers[1], address_of(column))

    def test_units_stand_in_the_metadata(self):
        for table in answers()[0].tables.values():
            for name, unit in table.units.items():
                capsule = table[name].__arrow_c_schema__()
                schema = struct_in(capsule, b"arrow_schema", Schema)
                self.assertEqual((schema.name.decode(), metadata(schema)), (name, {"unit": unit}))

    def test_a_child_that_was_moved_out_outlives_the_rest(self):
        table = read(SWAP).run(replications=20)["metrics"]
        capsules = table.__arrow_c_array__()
        whole = struct_in(capsules[1], b"arrow_array", Array)
        schema = struct_in(capsules[0], b"arrow_schema", Schema)
        place = table.columns.index("mean")
        moved = Array()
        ctypes.memmove(ctypes.byref(moved), whole.children[place], ctypes.sizeof(Array))
        ctypes.memset(ctypes.byref(whole.children[place].contents, Array.release.offset), 0, 8)
        expected = table["mean"].to_list()
        kind = schema.children[place].contents.format
        whole.release(whole)
        del table, capsules
        gc.collect()
        self.assertEqual(kind, b"g")
        numbers = ctypes.cast(moved.buffers[1], POINTER(ctypes.c_double))
        self.assertEqual([numbers[i] for i in range(moved.length)], expected)
        moved.release(moved)

    def test_nothing_is_left_of_what_was_given_back_or_never_taken(self):
        table = read(SWAP).run(replications=20)["metrics"]
        column = table["metric"]

        def once():
            table.__arrow_c_stream__()  # a capsule that nobody takes anything from
            table.__arrow_c_array__()
            column.__arrow_c_array__()
            read_stream(table)

        for _ in range(5):
            once()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for _ in range(60):
            once()
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        self.assertLess(grown, 4096, "KiB more: a copy of the schema or the array is not given back")

    def test_memory_is_held_by_who_has_it(self):
        memory = memoryview(read(SWAP).run(replications=20)["metrics"]["mean"])
        gc.collect()
        self.assertGreater(max(it for it in memory if it == it), 0)


if __name__ == "__main__":
    run_tests()
