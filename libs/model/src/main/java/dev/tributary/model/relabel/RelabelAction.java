package dev.tributary.model.relabel;

import java.util.Locale;

import dev.tributary.model.text.GoQuote;

/** What a relabel rule does with the joined values of its source labels. */
public enum RelabelAction {
    /** Sets the target label to the expanded replacement, if the expression matches. */
    REPLACE,
    /** Drops what does not match. */
    KEEP,
    /** Drops what matches. */
    DROP,
    /** Drops what differs from the target label. */
    KEEPEQUAL,
    /** Drops what equals the target label. */
    DROPEQUAL,
    /** Sets the target label to a hash modulo the modulus. */
    HASHMOD,
    /** Copies labels whose name matches to the expanded name. */
    LABELMAP,
    /** Removes labels whose name matches. */
    LABELDROP,
    /** Removes labels whose name does not match. */
    LABELKEEP,
    /** Sets the target label to the lower-case form. */
    LOWERCASE,
    /** Sets the target label to the upper-case form. */
    UPPERCASE;

    /** The name in configuration files. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The action of a name in any case.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static RelabelAction of(String text) {
        for (RelabelAction action : values()) {
            if (action.text().equals(text.toLowerCase(Locale.ROOT))) {
                return action;
            }
        }
        throw new IllegalArgumentException("unknown relabel action " + GoQuote.quote(text));
    }
}
