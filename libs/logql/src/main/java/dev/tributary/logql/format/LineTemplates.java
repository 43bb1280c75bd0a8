package dev.tributary.logql.format;

import dev.tributary.gotemplate.function.Functions;

/** The functions of LogQL's templates for others who write log lines by templates; without those of an entry at hand. */
public final class LineTemplates {
    private LineTemplates() {
    }

    /** What templates may call, to which more can be added. */
    public static Functions.Builder functions() {
        Functions.Builder functions = Functions.builder();
        TextFunctions.addTo(functions);
        NumberFunctions.addTo(functions);
        TimeFunctions.addTo(functions);
        return functions;
    }
}
