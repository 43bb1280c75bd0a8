package dev.tributary.logql.parser;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Texts of bytes, kept for the next time the same bytes come: keys and many values of logs are few and come in every line.
 * A later text takes the place of an earlier one with the same hash.
 */
final class TextCache {
    private static final int PLACES = 1024;
    private static final int BYTES_MAX = 48;

    private final byte[] @Nullable [] keys = new byte[PLACES][];
    private final @Nullable String[] texts = new String[PLACES];
    private final UnaryOperator<String> form;

    /** Keeps the texts in the form that the function gives them. */
    TextCache(UnaryOperator<String> form) {
        this.form = form;
    }

    String of(byte[] bytes, int from, int to) {
        if (to - from > BYTES_MAX) {
            return form.apply(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        }
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        int place = (hash ^ hash >>> 15) & PLACES - 1;
        byte[] key = keys[place];
        String text = texts[place];
        if (key == null || text == null || !Arrays.equals(key, 0, key.length, bytes, from, to)) {
            text = form.apply(new String(bytes, from, to - from, StandardCharsets.UTF_8));
            keys[place] = Arrays.copyOfRange(bytes, from, to);
            texts[place] = text;
        }
        return text;
    }

    /** Values: a character that is no character becomes a blank. */
    static TextCache ofValues() {
        return new TextCache(text -> text.replace('\ufffd', ' '));
    }

    /** Keys in the form of label names. */
    static TextCache ofNames() {
        return new TextCache(LabelName::of);
    }
}
