package dev.tributary.app.query;

import java.time.Instant;

import dev.tributary.app.query.PrometheusClient.Form;
import picocli.CommandLine.Option;

/** The options that bound which series are looked at. */
final class SelectionOptions {
    @Option(names = "--start", paramLabel = "TIME", defaultValue = "now-1h", //
            description = "Seen after: " + TimeArgument.FORMS + ". Default: ${DEFAULT-VALUE}")
    private TimeArgument start = new TimeArgument("now-1h");

    @Option(names = "--end", paramLabel = "TIME", defaultValue = "now", //
            description = "Seen before, in the same forms. Default: ${DEFAULT-VALUE}")
    private TimeArgument end = new TimeArgument("now");

    @Option(names = "--limit", paramLabel = "COUNT", defaultValue = "0", //
            description = "At most so many results; 0 for all. Default: ${DEFAULT-VALUE}")
    private int limit;

    Form form() {
        Instant now = Instant.now();
        Form form = new Form().add("start", TimeArgument.seconds(start.at(now)))
                .add("end", TimeArgument.seconds(end.at(now)));
        return limit > 0 ? form.add("limit", String.valueOf(limit)) : form;
    }
}
