package dev.tributary.logql.detect;

import java.util.List;

/** Tells a level by the first word in a line that names one, in letters of any size, where something bounds it as in Loki. */
final class LevelWords {
    private record Word(String lower, String level) {
    }

    private static final List<Word> WORDS = List.of(new Word("trace", "trace"), new Word("debug", "debug"),
            new Word("fatal", "fatal"), new Word("critical", "critical"), new Word("error", "error"),
            new Word("err", "error"), new Word("warning", "warn"), new Word("warn", "warn"), new Word("info", "info"));
    /** The level of a line stands near its start; further on words are message. */
    private static final int BYTES_MAX = 1024;
    private static final boolean[] BEFORE = table(" \t\n[({\"'=|");
    private static final boolean[] BEHIND = table(" \t\n[](){}:,!\"'=|");

    private LevelWords() {
    }

    private static boolean[] table(String bounds) {
        boolean[] table = new boolean[256];
        bounds.chars().forEach(c -> table[c] = true);
        return table;
    }

    static String detect(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + BYTES_MAX);
        boolean boundary = true;
        for (int i = from; i < end; i++) {
            if (boundary && "tdfcewi".indexOf(bytes[i] | 0x20) >= 0) {
                for (Word word : WORDS) {
                    if (standsAt(word.lower, bytes, i, to)) {
                        return word.level;
                    }
                }
            }
            boundary = BEFORE[bytes[i] & 0xff];
        }
        return LevelDetector.UNKNOWN;
    }

    private static boolean standsAt(String word, byte[] bytes, int from, int to) {
        int behind = from + word.length();
        if (behind > to) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((bytes[from + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return behind == to || BEHIND[bytes[behind] & 0xff];
    }
}
