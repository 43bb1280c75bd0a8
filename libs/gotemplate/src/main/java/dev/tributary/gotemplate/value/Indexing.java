package dev.tributary.gotemplate.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Elements, parts and lengths of values. Texts are counted in bytes of UTF-8, as in Go. */
public final class Indexing {
    private Indexing() {
    }

    /** {@code x[1][2]}. */
    public static @Nullable Object index(@Nullable Object item, List<@Nullable Object> indexes)
            throws FunctionException {
        if (item == null) {
            throw new FunctionException("index of untyped nil");
        }
        Object found = item;
        for (Object index : indexes) {
            if (found == null) {
                throw new FunctionException("index of nil pointer");
            }
            found = element(found, index);
        }
        return found;
    }

    private static @Nullable Object element(Object item, @Nullable Object index) throws FunctionException {
        return switch (item) {
            case String text -> byteAt(text, index);
            case List<?> list -> GoType.normalize(list.get(inside(index, list.size())));
            case Map<?, ?> map -> GoType.normalize(map.get(key(index)));
            case TextMap map -> {
                String value = map.get(key(index));
                yield value == null ? "" : value;
            }
            default -> throw new FunctionException("can't index item of type " + GoType.nameOf(item));
        };
    }

    private static Object byteAt(String text, @Nullable Object index) throws FunctionException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return (long) (bytes[inside(index, bytes.length)] & 0xff);
    }

    private static int inside(@Nullable Object index, int size) throws FunctionException {
        int at = position(index, size);
        if (at == size) {
            throw new FunctionException("index out of range: " + at);
        }
        return at;
    }

    private static String key(@Nullable Object index) throws FunctionException {
        if (index instanceof String key) {
            return key;
        }
        throw new FunctionException(index == null
                ? "value is nil; should be of type string"
                : "value has type " + GoType.nameOf(index) + "; should be string");
    }

    private static int position(@Nullable Object index, int size) throws FunctionException {
        if (index == null) {
            throw new FunctionException("cannot index slice/array with nil");
        }
        if (!(index instanceof Long position)) {
            throw new FunctionException("cannot index slice/array with type " + GoType.nameOf(index));
        }
        if (position < 0 || position > size) {
            throw new FunctionException("index out of range: " + position);
        }
        return (int) (long) position;
    }

    /** {@code x[1:2]}. */
    public static Object slice(@Nullable Object item, List<@Nullable Object> indexes) throws FunctionException {
        if (item == null) {
            throw new FunctionException("slice of untyped nil");
        }
        if (indexes.size() > 3) {
            throw new FunctionException("too many slice indexes: " + indexes.size());
        }
        return switch (item) {
            case String text -> sliceText(text.getBytes(StandardCharsets.UTF_8), indexes);
            case List<?> list -> {
                int[] range = range(indexes, list.size());
                yield list.subList(range[0], range[1]);
            }
            default -> throw new FunctionException("can't slice item of type " + GoType.nameOf(item));
        };
    }

    private static String sliceText(byte[] bytes, List<@Nullable Object> indexes) throws FunctionException {
        if (indexes.size() == 3) {
            throw new FunctionException("cannot 3-index slice a string");
        }
        int[] range = range(indexes, bytes.length);
        return new String(Arrays.copyOfRange(bytes, range[0], range[1]), StandardCharsets.UTF_8);
    }

    private static int[] range(List<@Nullable Object> indexes, int size) throws FunctionException {
        int[] range = {0, size, size};
        for (int i = 0; i < indexes.size(); i++) {
            range[i] = position(indexes.get(i), size);
        }
        int last = indexes.size() == 3 ? 2 : 1;
        for (int i = 0; i < last; i++) {
            if (range[i] > range[i + 1]) {
                throw new FunctionException("invalid slice index: " + range[i] + " > " + range[i + 1]);
            }
        }
        return range;
    }

    /** How many bytes, elements or entries a value has. */
    public static long length(@Nullable Object item) throws FunctionException {
        return switch (item) {
            case null -> throw new FunctionException("len of nil pointer");
            case String text -> text.getBytes(StandardCharsets.UTF_8).length;
            case List<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            case TextMap map -> map.entries().size();
            default -> throw new FunctionException("len of type " + GoType.nameOf(item));
        };
    }
}
