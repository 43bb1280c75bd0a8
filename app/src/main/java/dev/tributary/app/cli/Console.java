package dev.tributary.app.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import picocli.CommandLine.Help.Ansi;

/**
 * Where a command writes. Results go to {@code out}, everything said about them to {@code err}.
 *
 * @param terminal a person reads {@code out}: charts and colours make sense
 * @param colours  escape codes may be written; never without a terminal
 * @param columns  width of the terminal in characters
 */
public record Console(PrintWriter out, PrintWriter err, boolean terminal, boolean colours, int columns) {
    private static final int COLUMNS_DEFAULT = 100;
    private static final int COLUMNS_MIN = 40;
    private static final int COLUMNS_MAX = 400;

    public Console {
        colours = colours && terminal;
        columns = Math.clamp(columns, COLUMNS_MIN, COLUMNS_MAX);
    }

    /** The console of this process; {@code NO_COLOR} and {@code COLUMNS} are respected. */
    public static Console ofProcess() {
        Map<String, String> environment = System.getenv();
        boolean terminal = Optional.ofNullable(System.console()).map(java.io.Console::isTerminal).orElse(false);
        boolean colours = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
        return new Console(new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8), terminal, colours,
                columns(environment.getOrDefault("COLUMNS", "")));
    }

    /** Colours for help and error texts. */
    public Ansi ansi() {
        return colours ? Ansi.ON : Ansi.OFF;
    }

    private static int columns(String text) {
        return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : COLUMNS_DEFAULT;
    }
}
