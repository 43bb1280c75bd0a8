package dev.tributary.gotemplate.exec;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The variables of one running template, innermost last. */
final class Variables {
    private final List<String> names = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    Variables(@Nullable Object dollar) {
        push("$", dollar);
    }

    int mark() {
        return names.size();
    }

    void popTo(int mark) {
        while (names.size() > mark) {
            names.removeLast();
            values.removeLast();
        }
    }

    void push(String name, @Nullable Object value) {
        names.add(name);
        values.add(value);
    }

    /** Sets the innermost variable of that name; false when there is none. */
    boolean set(String name, @Nullable Object value) {
        int at = names.lastIndexOf(name);
        if (at >= 0) {
            values.set(at, value);
        }
        return at >= 0;
    }

    /** Sets the variable that stands so many places from the top, counted from 1. */
    void setFromTop(int place, @Nullable Object value) {
        values.set(values.size() - place, value);
    }

    boolean has(String name) {
        return names.contains(name);
    }

    @Nullable
    Object get(String name) {
        return values.get(names.lastIndexOf(name));
    }
}
