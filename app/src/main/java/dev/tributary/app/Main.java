package dev.tributary.app;

import dev.tributary.app.cli.Console;

/** Entry point of the executable jar. */
public final class Main {
    private Main() {
    }

    public static void main(String[] arguments) {
        startQuickly();
        System.exit(TributaryCommand.line(Console.ofProcess(), arguments).execute(arguments));
    }

    /**
     * Leaves out what a start would otherwise spend a quarter of its CPU on: Netty's events for Flight Recorder, and bytecode
     * made for every method that is called by reflection a few times. Each can be had by naming it on the Java command line.
     */
    private static void startQuickly() {
        setUnlessNamed("io.netty.jfr.enabled", "false");
        setUnlessNamed("jdk.reflect.useNativeAccessorOnly", "true");
    }

    private static void setUnlessNamed(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
