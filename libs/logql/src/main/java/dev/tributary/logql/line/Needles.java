package dev.tributary.logql.line;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import dev.tributary.model.port.Needle;

/** What can be said of lines that satisfy one of several conditions, and the search for it in a line. */
public final class Needles {
    /** Above that many texts matching is faster than looking for each. */
    static final int TEXTS_MAX = 16;

    private Needles() {
    }

    /**
     * What every line holds that holds all needles of one of the branches; nothing when that cannot be said in few texts.
     *
     * @param branches the needles of each branch
     */
    static List<Needle> either(List<List<Needle>> branches) {
        List<Needle> best = new ArrayList<>();
        for (List<Needle> branch : branches) {
            Needle most = branch.stream().max(Comparator.comparingInt(Needles::length)).orElse(null);
            if (most == null) {
                return List.of();
            }
            best.add(most);
        }
        boolean anyCase = best.stream().anyMatch(Needle::anyCase);
        List<String> texts = best.stream().flatMap(needle -> needle.texts().stream()).toList();
        if (anyCase && !texts.stream().allMatch(Needles::isAscii)) {
            return List.of();
        }
        Needle all = new Needle(anyCase ? texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList() : texts,
                anyCase);
        return all.texts().size() > TEXTS_MAX ? List.of() : List.of(all);
    }

    private static int length(Needle needle) {
        return needle.texts().stream().mapToInt(String::length).min().orElse(0);
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    /** The condition that a line holds a needle. */
    public static LineCondition condition(Needle needle) {
        LineCondition any = needle.texts().stream().map(text -> condition(text, needle.anyCase()))
                .reduce(LineCondition::or).orElse(LineCondition.ALWAYS);
        return needle.anyCase() ? any.or(Needles::mayHoldOddLetters) : any;
    }

    private static LineCondition condition(String text, boolean anyCase) {
        return anyCase && FoldedSearch.fits(text) ? new FoldedSearch(text)::isIn : new ByteSearch(text)::isIn;
    }

    /** True where the long s and the Kelvin sign may stand, which are an s and a k of another case. */
    static boolean mayHoldOddLetters(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == (byte) 0xc5 || bytes[i] == (byte) 0xe2) {
                return true;
            }
        }
        return false;
    }
}
