package dev.tributary.model.relabel;

import dev.tributary.model.text.GoQuote;
import dev.tributary.model.text.Names;

import static dev.tributary.model.relabel.RelabelAction.HASHMOD;

/** Which fields fit which action, refused in the words of Prometheus. */
final class RelabelConfigCheck {
    private RelabelConfigCheck() {
    }

    static void check(RelabelConfig c) {
        require(c.action() != HASHMOD || c.modulus() != 0,
                "relabel configuration for hashmod requires non-zero modulus");
        switch (c.action()) {
            case REPLACE, HASHMOD -> requireTarget(c);
            case LOWERCASE, UPPERCASE -> {
                requireTarget(c);
                requireDefaultReplacement(c);
            }
            case KEEPEQUAL, DROPEQUAL -> {
                requireTarget(c);
                requireDefaultReplacement(c);
                require(hasDefault(c, true, false),
                        c.action().text()
                                + " action requires only 'source_labels' and `target_label`, and no other fields");
            }
            case LABELMAP -> require(Names.isUtf8Name(c.replacement()),
                    GoQuote.quote(c.replacement()) + " is invalid 'replacement' for labelmap action");
            case LABELDROP, LABELKEEP -> require(
                    c.sourceLabels().isEmpty() && c.targetLabel().isEmpty() && hasDefault(c, false, true),
                    c.action().text() + " action requires only 'regex', and no other fields");
            case KEEP, DROP -> {
            }
        }
    }

    private static void requireTarget(RelabelConfig c) {
        String action = c.action().text();
        require(!c.targetLabel().isEmpty(),
                "relabel configuration for " + action + " action requires 'target_label' value");
        require(Names.isUtf8Name(c.targetLabel()),
                GoQuote.quote(c.targetLabel()) + " is invalid 'target_label' for " + action + " action");
    }

    private static void requireDefaultReplacement(RelabelConfig c) {
        require(c.replacement().equals(RelabelConfig.DEFAULT.replacement()),
                "'replacement' can not be set for " + c.action().text() + " action");
    }

    private static boolean hasDefault(RelabelConfig c, boolean regexToo, boolean replacementToo) {
        RelabelConfig normal = RelabelConfig.DEFAULT;
        return c.modulus() == normal.modulus() && c.separator().equals(normal.separator())
                && (!regexToo || c.regex().equals(normal.regex()))
                && (!replacementToo || c.replacement().equals(normal.replacement()));
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new IllegalArgumentException(problem);
        }
    }
}
