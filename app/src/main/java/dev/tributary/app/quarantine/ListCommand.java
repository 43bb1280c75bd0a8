package dev.tributary.app.quarantine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.query.TextTable;
import dev.tributary.collector.ship.QuarantineEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what is in quarantine and why. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Show what is in quarantine, and why.")
final class ListCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private WhichCollector which = new WhichCollector();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        try (QuarantineAccess access = which.open()) {
            Map<String, List<QuarantineEntry>> all = access.list();
            if (json) {
                console.out().println(new ObjectMapper().writeValueAsString(all));
            } else {
                print(all);
            }
            return ExitCode.OK;
        }
    }

    private void print(Map<String, List<QuarantineEntry>> all) {
        if (all.values().stream().allMatch(List::isEmpty)) {
            console.err().println("nothing is in quarantine");
            return;
        }
        TextTable table = new TextTable(
                List.of("DESTINATION", "ID", "SINCE", "SERIES", "SAMPLES", "FROM", "TO", "REASON"));
        all.forEach((destination, entries) -> entries.forEach(entry -> table.add(List.of(destination, entry.id(),
                time(entry.sinceMillis()), Integer.toString(entry.series()), Integer.toString(entry.samples()),
                time(entry.oldestMillis()), time(entry.newestMillis()), entry.reason()))));
        table.print(console.out());
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
