package dev.tributary.gotemplate.exec;

import dev.tributary.gotemplate.function.Functions;

/**
 * How templates are read and run.
 *
 * @param functions what they may call
 * @param missing   what an absent key of a map gives
 * @param charsMax  a run that writes more is ended
 * @param stepsMax  a run that takes more steps (commands and statements) is ended
 */
public record TemplateOptions(Functions functions, MissingKey missing, int charsMax, int stepsMax) {
    /** Go's own functions and behaviour; a million characters, a million steps: some hundredths of a second. */
    public static final TemplateOptions DEFAULT = new TemplateOptions(Functions.builtIn(), MissingKey.INVALID,
            1 << 20, 1_000_000);

    /** Go's option {@code missingkey}. */
    public enum MissingKey {
        /** Prints as {@code <no value>}. */
        INVALID,
        /** The zero of the map's values: the empty text in a map of texts. */
        ZERO,
        /** Ends the run. */
        ERROR
    }

    public TemplateOptions {
        if (charsMax <= 0 || stepsMax <= 0) {
            throw new IllegalArgumentException("a template's limits must be positive");
        }
    }

    public TemplateOptions withFunctions(Functions other) {
        return new TemplateOptions(other, missing, charsMax, stepsMax);
    }

    public TemplateOptions withMissing(MissingKey other) {
        return new TemplateOptions(functions, other, charsMax, stepsMax);
    }

    public TemplateOptions withLimits(int chars, int steps) {
        return new TemplateOptions(functions, missing, chars, steps);
    }
}
