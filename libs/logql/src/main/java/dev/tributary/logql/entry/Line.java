package dev.tributary.logql.entry;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/** The text of an entry, as bytes or as a text, whichever it was made of; the other form is made when it is asked for. */
public final class Line {
    private static final byte[] NOTHING = {};

    private byte @Nullable [] bytes = NOTHING;
    private int from;
    private int length;
    private @Nullable String text;

    /** Shows a part of an array, which must not change while it is shown. */
    public void set(byte[] newBytes, int newFrom, int newLength) {
        bytes = newBytes;
        from = newFrom;
        length = newLength;
        text = null;
    }

    public void set(String newText) {
        text = newText;
        bytes = null;
    }

    /** The array; the text lies between {@link #from} and {@link #to}. */
    public byte[] bytes() {
        byte[] known = bytes;
        if (known == null) {
            known = text().getBytes(StandardCharsets.UTF_8);
            bytes = known;
            from = 0;
            length = known.length;
        }
        return known;
    }

    /** Where the text begins in {@link #bytes}. */
    public int from() {
        bytes();
        return from;
    }

    /** Behind the text's last byte in {@link #bytes}. */
    public int to() {
        bytes();
        return from + length;
    }

    public int length() {
        bytes();
        return length;
    }

    public String text() {
        String known = text;
        if (known == null) {
            byte[] array = bytes;
            known = array == null ? "" : new String(array, from, length, StandardCharsets.UTF_8);
            text = known;
        }
        return known;
    }
}
