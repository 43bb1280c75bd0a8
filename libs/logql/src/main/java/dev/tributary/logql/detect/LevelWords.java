package dev.tributary.logql.detect;

import java.util.List;

/** Tells a level by the first word in a line that names one, in small or capital letters, bounded by no other letter. */
final class LevelWords {
    private record Word(String lower, String level) {
    }

    private static final List<Word> WORDS = List.of(new Word("trace", "trace"), new Word("debug", "debug"),
            new Word("fatal", "fatal"), new Word("critical", "critical"), new Word("error", "error"),
            new Word("err", "error"), new Word("warning", "warn"), new Word("warn", "warn"), new Word("info", "info"));
    /** The level of a line stands near its start; further on words are message. */
    private static final int BYTES_MAX = 1024;

    private LevelWords() {
    }

    static String detect(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + BYTES_MAX);
        boolean boundary = true;
        for (int i = from; i < end; i++) {
            int c = bytes[i] | 0x20;
            boolean letter = isLetter(bytes[i]);
            if (boundary && letter && "tdfcewi".indexOf(c) >= 0) {
                for (Word word : WORDS) {
                    if (standsAt(word.lower, bytes, i, to)) {
                        return word.level;
                    }
                }
            }
            boundary = !letter;
        }
        return LevelDetector.UNKNOWN;
    }

    private static boolean standsAt(String word, byte[] bytes, int from, int to) {
        if (from + word.length() > to) {
            return false;
        }
        boolean capitals = bytes[from] < 'a';
        for (int i = 0; i < word.length(); i++) {
            boolean same = (bytes[from + i] | 0x20) == word.charAt(i);
            // Info, info and INFO, but not iNFO.
            boolean fits = i == 0 || bytes[from + i] >= 'a' || capitals;
            if (!same || !fits) {
                return false;
            }
        }
        int behind = from + word.length();
        return behind == to || !isLetter(bytes[behind]);
    }

    private static boolean isLetter(byte c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c < 0;
    }
}
