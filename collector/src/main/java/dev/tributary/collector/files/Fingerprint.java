package dev.tributary.collector.files;

import java.io.IOException;

/**
 * The beginning of a file in short: what tells a file from another that got its inode, and finds it again once it is
 * compressed.
 *
 * @param length how many bytes it stands for, at most {@link #LENGTH_MAX}
 * @param hash   FNV-1a of them in 64 bits
 */
public record Fingerprint(int length, long hash) {
    /** More than the banner that programs begin their logs with, and one page of a disk. */
    static final int LENGTH_MAX = 1024;

    /** Of a file without content. */
    public static final Fingerprint EMPTY = new Fingerprint(0, 0xcbf29ce484222325L);

    private static final long PRIME = 0x100000001b3L;

    public Fingerprint {
        if (length < 0 || length > LENGTH_MAX) {
            throw new IllegalArgumentException("a fingerprint of " + length + " bytes cannot be");
        }
    }

    /** Of what the file holds now. */
    static Fingerprint of(Content content) throws IOException {
        byte[] head = new byte[LENGTH_MAX];
        return of(head, Contents.readFully(content, 0, head, LENGTH_MAX));
    }

    private static Fingerprint of(byte[] head, int length) {
        long hash = EMPTY.hash;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ (head[i] & 0xff)) * PRIME;
        }
        return new Fingerprint(length, hash);
    }

    /** True when the file still begins, or begins too, with what this was taken of. */
    boolean matches(Content content) throws IOException {
        byte[] head = new byte[length];
        return Contents.readFully(content, 0, head, length) == length && of(head, length).equals(this);
    }

    /** False while the file was too short to give all of it. */
    boolean isWhole() {
        return length == LENGTH_MAX;
    }
}
