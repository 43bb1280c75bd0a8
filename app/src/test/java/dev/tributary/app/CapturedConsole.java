package dev.tributary.app;

import java.io.PrintWriter;
import java.io.StringWriter;

import dev.tributary.app.cli.Console;

/** Runs commands and keeps what they print. */
public final class CapturedConsole {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Console console;

    public CapturedConsole() {
        this(false, 100);
    }

    public CapturedConsole(boolean terminal, int columns) {
        console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), terminal, terminal, columns);
    }

    public Console console() {
        return console;
    }

    public int run(String... arguments) {
        return TributaryCommand.line(console, arguments).execute(arguments);
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString();
    }
}
