package dev.tributary.wire.exposition;

import java.util.Arrays;

/**
 * The bytes of a page that were fed but not read yet, behind a head that never changes. Feeding moves what is left to the
 * front, but into a new array while the current entry still refers to the old one.
 */
final class FeedBuffer {
    private static final int CAPACITY = 8192;

    private final int head;
    private byte[] bytes;
    private boolean held;
    private boolean ended;
    /** First byte that was not read; readers move it. */
    int at;
    /** Behind the last byte. */
    int end;

    FeedBuffer(byte[] head) {
        this.head = head.length;
        bytes = Arrays.copyOf(head, CAPACITY);
        at = head.length;
        end = head.length;
    }

    byte[] bytes() {
        return bytes;
    }

    void feed(byte[] source, int offset, int length) {
        if (ended) {
            throw new IllegalStateException("bytes fed to a page that was ended");
        }
        if (bytes.length - end < length) {
            makeRoom(length);
        }
        System.arraycopy(source, offset, bytes, end, length);
        end += length;
    }

    private void makeRoom(int length) {
        int rest = end - at;
        int needed = Math.addExact(head + rest, length);
        byte[] target = bytes;
        if (held || needed > bytes.length) {
            target = new byte[Math.max(needed,
                    needed > bytes.length ? (int) Math.min(2L * bytes.length, 1 << 30) : bytes.length)];
            System.arraycopy(bytes, 0, target, 0, head);
        }
        System.arraycopy(bytes, at, target, head, rest);
        bytes = target;
        at = head;
        end = head + rest;
        held = false;
    }

    void end() {
        ended = true;
    }

    boolean isEnded() {
        return ended;
    }

    boolean isEmpty() {
        return at == end;
    }

    /** Says that the current entry refers to the array. */
    void hold() {
        held = true;
    }

    /** Says that no entry refers to the array any more. */
    void release() {
        held = false;
    }
}
