package dev.tributary.promql.exec;

import java.util.IdentityHashMap;
import java.util.function.Supplier;

/** The reusable buffers of one thread, by the operator that uses them. */
public final class Worker {
    private final IdentityHashMap<Object, Object> scratch = new IdentityHashMap<>();

    /** The buffers of an owner, made when first asked for. The supplier always makes the same type for an owner. */
    @SuppressWarnings("unchecked") // Only the owner asks for its own scratch, with one supplier.
    public <T> T scratch(Object owner, Supplier<T> maker) {
        Object known = scratch.get(owner);
        if (known == null) {
            known = maker.get();
            scratch.put(owner, known);
        }
        return (T) known;
    }
}
