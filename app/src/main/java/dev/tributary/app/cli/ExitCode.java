package dev.tributary.app.cli;

/** Exit codes of every command; scripts may rely on them. */
public final class ExitCode {
    public static final int OK = 0;
    /** The command ran and failed: server unreachable, query refused, a role could not start, a test
     * failed. */
    public static final int FAILED = 1;
    /** The arguments were wrong; nothing was tried. */
    public static final int USAGE = 2;
    /** A file that was read (configuration, rules, tests) holds mistakes. */
    public static final int BAD_FILE = 3;
    /** A defect of this program. */
    public static final int DEFECT = 70;

    private ExitCode() {
    }
}
