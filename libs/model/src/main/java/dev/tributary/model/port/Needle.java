package dev.tributary.model.port;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Something that every line of interest contains: one of some texts.
 *
 * @param texts   at least one, none of them empty; texts that contain another one are left out
 * @param anyCase true where ASCII letters count in any case, as in regular expressions: the long s is an s then and the
 *                Kelvin sign a k
 */
public record Needle(List<String> texts, boolean anyCase) {
    public Needle {
        if (texts.isEmpty() || texts.contains("")) {
            throw new IllegalArgumentException("a needle needs texts");
        }
        texts = shortest(texts);
    }

    /** A text as it is. */
    public static Needle of(String text) {
        return new Needle(List.of(text), false);
    }

    private static List<String> shortest(List<String> texts) {
        List<String> kept = new ArrayList<>();
        texts.stream().sorted(Comparator.comparingInt(String::length)).forEach(text -> {
            if (kept.stream().noneMatch(text::contains)) {
                kept.add(text);
            }
        });
        return List.copyOf(kept);
    }
}
