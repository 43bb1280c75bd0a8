package dev.tributary.gotemplate.value;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** What a function is called with: as many values as its signature says, of those types. */
public final class Arguments {
    /** No arguments. */
    public static final Arguments NONE = new Arguments(List.of());

    private final List<@Nullable Object> values;

    public Arguments(List<@Nullable Object> values) {
        this.values = values;
    }

    public int size() {
        return values.size();
    }

    /** The argument in that place, which may be nothing. */
    public @Nullable Object get(int index) {
        return values.get(index);
    }

    public @Nullable Object first() {
        return values.getFirst();
    }

    public @Nullable Object last() {
        return values.getLast();
    }

    /** The arguments from that place on. */
    public List<@Nullable Object> from(int index) {
        return values.subList(index, values.size());
    }

    /** The argument of a {@link Parameter#TEXT}. */
    public String text(int index) {
        return as(String.class, index);
    }

    /** The argument of a {@link Parameter#INT}. */
    public long whole(int index) {
        return as(Long.class, index);
    }

    /** The argument of a {@link Parameter#FLOAT}. */
    public double real(int index) {
        return as(Double.class, index);
    }

    /** The argument of a parameter of that class. */
    public <T> T as(Class<T> type, int index) {
        Object value = values.get(index);
        if (!type.isInstance(value)) {
            throw new IllegalStateException("the signature promised " + type + " in place " + index + ", got " + value);
        }
        return type.cast(value);
    }
}
