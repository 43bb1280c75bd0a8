package dev.tributary.queryapi.json;

/** Takes the next bytes of a body. May block until there is room, and throws when nobody reads any more. */
@FunctionalInterface
public interface ByteSink {
    /** Takes the bytes; the array may be used again once this returns. */
    void write(byte[] bytes, int offset, int length);

    /** Lets go of everything taken so far, for bodies whose reader waits for each piece. */
    default void flush() {
        // A sink that keeps nothing back has nothing to do.
    }
}
