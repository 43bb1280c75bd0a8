package dev.tributary.app.storage;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.query.PrometheusClient;
import dev.tributary.app.query.PrometheusClient.Form;
import dev.tributary.app.query.ServerOptions;
import dev.tributary.app.query.TimeArgument;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes samples of a running hub. */
@Command(name = "delete", mixinStandardHelpOptions = true, description = {
        "Delete the samples of series from a running hub.",
        "Without --yes it only says how many series match. Deleted samples are gone from every answer at once; the disk "
                + "gets their room back within minutes, or at once with --clean."}, //
        footer = {"", "Examples:", "  tributary delete --yes '{cluster=\"retired\"}'",
                "  tributary delete --yes --clean --start 2026-11-20 --end now-1h 'http_requests_total{job=\"test\"}'"})
public final class DeleteCommand implements Callable<Integer> {
    private static final int COUNTED_MAX = 100_000;

    private final Console console;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--start", paramLabel = "TIME", description = "First instant to delete: " + TimeArgument.FORMS
            + ". Default: the beginning.")
    private @Nullable TimeArgument start;

    @Option(names = "--end", paramLabel = "TIME", description = "Last instant to delete. Default: the end.")
    private @Nullable TimeArgument end;

    @Option(names = "--yes", description = "Really delete.")
    private boolean yes;

    @Option(names = "--clean", description = "Give the room back to the disk before this command ends.")
    private boolean clean;

    @Parameters(paramLabel = "SELECTOR", arity = "1..*", description = "e.g. {cluster=\"west\"}; several are a union.")
    private List<String> selectors = List.of();

    private DeleteCommand(Console console) {
        this.console = console;
    }

    /** The command, printing to one console. */
    public static CommandLine line(Console console) {
        return new CommandLine(new DeleteCommand(console)).registerConverter(TimeArgument.class, TimeArgument::of);
    }

    @Override
    public Integer call() {
        PrometheusClient hub = server.client();
        int count = hub.post("/api/v1/series", form().add("limit", String.valueOf(COUNTED_MAX))).data().size();
        String series = (count >= COUNTED_MAX ? "at least " : "") + count + " series";
        if (!yes) {
            console.out().println("would delete samples of " + series + "; --yes does it");
            return ExitCode.OK;
        }
        HubWork work = new HubWork(hub, console);
        work.ask("/api/v1/admin/tsdb/delete_series", form());
        if (clean) {
            work.ask("/api/v1/admin/tsdb/clean_tombstones", new Form());
        }
        console.out().println("deleted samples of " + series);
        return ExitCode.OK;
    }

    private Form form() {
        Form form = new Form();
        Instant now = Instant.now();
        selectors.forEach(selector -> form.add("match[]", selector));
        if (start != null) {
            form.add("start", TimeArgument.seconds(start.at(now)));
        }
        if (end != null) {
            form.add("end", TimeArgument.seconds(end.at(now)));
        }
        return form;
    }
}
