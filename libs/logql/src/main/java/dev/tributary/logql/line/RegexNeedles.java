package dev.tributary.logql.line;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.tributary.model.port.Needle;

/**
 * Reads off a regular expression what every match holds: runs of plain characters, few alternatives of them, in any case
 * where the expression says so. Only what is certain.
 */
public final class RegexNeedles {
    private static final String META = "\\.+*?()|[]{}^$";
    private static final String PLAIN_ESCAPED = META + "/\"-=:";
    private static final int CLASS_MAX = 4;
    private static final Known UNKNOWN = new Known(List.of(), false, List.of());

    private final String source;
    private int at;
    private boolean anyCase;
    /** True when it is written in a way that nobody writes and that is not read here. */
    private boolean isOdd;

    /**
     * What is known of the matches of a part.
     *
     * @param exact   the only texts that match; empty where they are not listed
     * @param anyCase true where they match in any case
     * @param needed  what matches hold where they are not listed
     */
    private record Known(List<String> exact, boolean anyCase, List<Needle> needed) {
        static Known text(String text, boolean anyCase) {
            return new Known(List.of(text), anyCase, List.of());
        }

        boolean isListed() {
            return !exact.isEmpty();
        }

        List<Needle> needles() {
            return isListed() && !exact.contains("") ? List.of(new Needle(exact, anyCase)) : needed;
        }
    }

    private RegexNeedles(String source) {
        this.source = source;
    }

    /** The needles of an expression in the order they stand; empty when nothing is certain, also where it is none. */
    public static List<Needle> of(String expression) {
        if (expression.contains("\\Q")) {
            return List.of();
        }
        RegexNeedles reader = new RegexNeedles(expression);
        Known all = reader.alternatives();
        return reader.at < expression.length() || reader.isOdd ? List.of() : all.needles();
    }

    private boolean isAt(char c) {
        return at < source.length() && source.charAt(at) == c;
    }

    private Known alternatives() {
        List<Known> all = new ArrayList<>();
        all.add(sequence());
        while (isAt('|')) {
            at++;
            all.add(sequence());
        }
        if (all.size() == 1) {
            return all.getFirst();
        }
        boolean folded = all.getFirst().anyCase;
        if (all.stream().allMatch(one -> one.isListed() && one.anyCase == folded)) {
            Set<String> texts = new LinkedHashSet<>();
            all.forEach(one -> texts.addAll(one.exact));
            if (texts.size() <= Needles.TEXTS_MAX) {
                return new Known(List.copyOf(texts), folded, List.of());
            }
        }
        return new Known(List.of(), false, Needles.either(all.stream().map(Known::needles).toList()));
    }

    private Known sequence() {
        Sequence sequence = new Sequence();
        while (at < source.length() && !isAt('|') && !isAt(')')) {
            repeated(atom(), sequence);
        }
        return sequence.known();
    }

    /** Adds an atom as often as what follows it says. */
    private void repeated(Known atom, Sequence sequence) {
        int countEnd = countEnd();
        if (isAt('+') || countEnd > 0 && source.charAt(at + 1) != '0') {
            sequence.add(atom);
            sequence.add(UNKNOWN);
        } else if (isAt('?') && atom.isListed()) {
            Set<String> texts = new LinkedHashSet<>(atom.exact);
            texts.add("");
            sequence.add(new Known(List.copyOf(texts), atom.anyCase, List.of()));
        } else if (isAt('*') || isAt('?') || countEnd > 0) {
            sequence.add(UNKNOWN);
        } else {
            sequence.add(atom);
            return;
        }
        at = countEnd > 0 ? countEnd : at + 1;
        if (isAt('?')) {
            at++;
        }
    }

    /** The end of a number of times in braces, or 0. */
    private int countEnd() {
        int end = isAt('{') ? source.indexOf('}', at) + 1 : 0;
        return end > 0 && source.substring(at, end).matches("\\{[0-9]+(,[0-9]*)?\\}") ? end : 0;
    }

    private Known atom() {
        char c = source.charAt(at);
        return switch (c) {
            case '(' -> group();
            case '[' -> characterClass();
            case '\\' -> escape();
            case '^', '$' -> {
                at++;
                yield Known.text("", anyCase);
            }
            case '.', '{', '}', '*', '+', '?' -> {
                at++;
                yield UNKNOWN;
            }
            default -> {
                int character = source.codePointAt(at);
                at += Character.charCount(character);
                yield character(Character.toString(character));
            }
        };
    }

    private Known character(String character) {
        if (!anyCase) {
            return Known.text(character, false);
        }
        return Needles.isAscii(character) ? Known.text(character.toLowerCase(Locale.ROOT), true) : UNKNOWN;
    }

    /** A group with its flags, which end with it; or flags alone, which hold for the rest of the group around them. */
    private Known group() {
        at++;
        boolean outside = anyCase;
        if (isAt('?')) {
            int end = flagsEnd();
            if (end < 0) {
                at = source.length() + 1;
                return UNKNOWN;
            }
            at = end + 1;
            if (source.charAt(end) == ')') {
                // What is repeated then is the character before the flags.
                isOdd |= at < source.length() && "*+?{".indexOf(source.charAt(at)) >= 0;
                return Known.text("", anyCase);
            }
        }
        Known inside = alternatives();
        anyCase = outside;
        at++;
        return inside;
    }

    /** Where what follows the question mark of a group ends; takes note of its flags. */
    private int flagsEnd() {
        int end = at + 1;
        if (source.startsWith("P<", end) || source.startsWith("<", end)) {
            return source.indexOf('>', end);
        }
        boolean set = true;
        for (; end < source.length(); end++) {
            switch (source.charAt(end)) {
                case ':', ')' -> {
                    return end;
                }
                case '-' -> set = false;
                case 'i' -> anyCase = set;
                default -> {
                    // The other flags change nothing that is read here.
                }
            }
        }
        return -1;
    }

    /** A class of few characters is listed. */
    private Known characterClass() {
        at++;
        boolean listed = !isAt('^');
        if (!listed) {
            at++;
        }
        int first = at;
        Set<String> characters = new LinkedHashSet<>();
        while (at < source.length() && (!isAt(']') || at == first)) {
            listed &= !isAt('\\') && !isAt('-') && !isAt('[');
            if (source.startsWith("[:", at) && source.indexOf(":]", at) > 0) {
                at = source.indexOf(":]", at) + 1;
            } else if (isAt('\\')) {
                at++;
            }
            if (at < source.length()) {
                Known one = character(Character.toString(source.codePointAt(at)));
                listed &= one.isListed();
                characters.addAll(one.exact);
                at += Character.charCount(source.codePointAt(at));
            }
        }
        at++;
        return listed && !characters.isEmpty() && characters.size() <= CLASS_MAX
                ? new Known(List.copyOf(characters), anyCase, List.of())
                : UNKNOWN;
    }

    private Known escape() {
        char c = at + 1 < source.length() ? source.charAt(at + 1) : 0;
        at += 2;
        if (c != 0 && PLAIN_ESCAPED.indexOf(c) >= 0) {
            return Known.text(Character.toString(c), anyCase);
        }
        if (c == 'b') {
            return Known.text("", anyCase);
        }
        if ((c == 'p' || c == 'P' || c == 'x') && isAt('{')) {
            at = Math.max(at, source.indexOf('}', at)) + 1;
        } else if (c == 'p' || c == 'P') {
            at++;
        } else if (c == 'x') {
            at += 2;
        } else {
            while (Character.isDigit(c) && at < source.length() && Character.isDigit(source.charAt(at))) {
                at++;
            }
        }
        return UNKNOWN;
    }

    /** Parts that follow one another. */
    private static final class Sequence {
        private final List<Needle> needed = new ArrayList<>();
        private List<String> run = List.of("");
        private boolean anyCase;
        private boolean listed = true;

        void add(Known part) {
            boolean empty = run.size() == 1 && run.getFirst().isEmpty();
            boolean joins = empty || part.anyCase == anyCase;
            if (!part.isListed() || !joins || run.size() * part.exact.size() > Needles.TEXTS_MAX) {
                end();
                needed.addAll(part.needed);
                run = part.isListed() ? part.exact : run;
            } else {
                run = run.stream().flatMap(before -> part.exact.stream().map(before::concat)).distinct().toList();
            }
            anyCase = part.anyCase;
        }

        private void end() {
            if (!run.contains("")) {
                needed.add(new Needle(run, anyCase));
            }
            run = List.of("");
            listed = false;
        }

        Known known() {
            if (listed) {
                return new Known(run, anyCase, List.of());
            }
            end();
            return new Known(List.of(), false, List.copyOf(needed));
        }
    }
}
