package dev.tributary.app;

import dev.tributary.app.cli.Console;

/** Entry point of the executable jar. */
public final class Main {
    private Main() {
    }

    public static void main(String[] arguments) {
        System.exit(TributaryCommand.line(Console.ofProcess()).execute(arguments));
    }
}
