package dev.tributary.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Lists every text that a regular expression matches, where those are few: alternations, groups and plain characters, as
 * {@code (a|b)-[12]}. Gives up on anything else.
 */
final class PlainTexts {
    /** More texts than this are not listed; an index would look up each of them. */
    private static final int TEXTS_MAX = 100_000;

    /** A class or a product of groups grows fast and gains little. */
    private static final int PRODUCT_MAX = 256;

    private final String source;
    private int at;

    private PlainTexts(String source) {
        this.source = source;
    }

    /** All texts, each once; empty when there are others or too many. */
    static List<String> of(String source) {
        PlainTexts reader = new PlainTexts(source);
        List<String> texts = reader.alternation();
        return texts == null || reader.at < source.length() ? List.of() : List.copyOf(new LinkedHashSet<>(texts));
    }

    private @Nullable List<String> alternation() {
        List<String> texts = new ArrayList<>();
        while (true) {
            List<String> branch = concatenation();
            if (branch == null || texts.size() + branch.size() > TEXTS_MAX) {
                return null;
            }
            texts.addAll(branch);
            if (at == source.length() || source.charAt(at) != '|') {
                return texts;
            }
            at++;
        }
    }

    private @Nullable List<String> concatenation() {
        List<String> texts = List.of("");
        while (at < source.length() && source.charAt(at) != '|' && source.charAt(at) != ')') {
            List<String> next = part();
            texts = next == null ? null : product(texts, next);
            if (texts == null) {
                return null;
            }
        }
        return texts;
    }

    private static @Nullable List<String> product(List<String> heads, List<String> tails) {
        if (heads.size() > 1 && tails.size() > 1 && heads.size() * tails.size() > PRODUCT_MAX) {
            return null;
        }
        List<String> texts = new ArrayList<>(heads.size() * tails.size());
        for (String head : heads) {
            for (String tail : tails) {
                texts.add(head + tail);
            }
        }
        return texts;
    }

    private @Nullable List<String> part() {
        List<String> part = switch (source.charAt(at)) {
            case '(' -> group();
            case '[' -> characterClass();
            default -> literal();
        };
        boolean quantified = at < source.length() && "*+?{".indexOf(source.charAt(at)) >= 0;
        return quantified ? null : part;
    }

    private @Nullable List<String> group() {
        at++;
        if (source.startsWith("?:", at)) {
            at += 2;
        }
        List<String> texts = alternation();
        return texts != null && next() == ')' ? texts : null;
    }

    /** Only plain characters, no ranges, classes or negation. */
    private @Nullable List<String> characterClass() {
        int end = source.indexOf(']', at);
        String inside = end < 0 ? "" : source.substring(at + 1, end);
        boolean plain = !inside.isEmpty() && inside.chars().allMatch(c -> "\\-^[:".indexOf(c) < 0);
        at = end + 1;
        return plain ? inside.codePoints().mapToObj(Character::toString).toList() : null;
    }

    /** A run of plain characters, without the one that a quantifier behind it binds to. */
    private @Nullable List<String> literal() {
        StringBuilder text = new StringBuilder();
        while (at < source.length()) {
            char c = source.charAt(at);
            boolean escaped = c == '\\' && at + 1 < source.length()
                    && PatternShape.META.indexOf(source.charAt(at + 1)) >= 0;
            if (!escaped && PatternShape.META.indexOf(c) >= 0) {
                break;
            }
            at += escaped ? 1 : 0;
            text.append(source.charAt(at++));
        }
        return text.isEmpty() ? null : List.of(text.toString());
    }

    private char next() {
        return at < source.length() ? source.charAt(at++) : 0;
    }
}
