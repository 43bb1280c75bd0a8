package dev.tributary.app.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of the running program, from its jar. */
public final class Version implements IVersionProvider {
    /** The release, or {@code development} when the classes do not come from the jar. */
    public static String release() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[]{"tributary " + release(), "Java " + Runtime.version() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch")};
    }
}
