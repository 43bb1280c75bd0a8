package dev.tributary.app.query;

import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that chooses how an answer is printed. */
final class OutputOption {
    @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", //
            description = "table, json (the answer as it came), csv, or chart (ranges only).")
    private @Nullable OutputFormat format;

    OutputFormat orTable() {
        if (format == OutputFormat.CHART) {
            throw new CommandFailure(ExitCode.USAGE, "only \"query range\" can draw a chart; use table, json or csv");
        }
        return or(OutputFormat.TABLE);
    }

    OutputFormat or(OutputFormat otherwise) {
        return format == null ? otherwise : format;
    }
}
