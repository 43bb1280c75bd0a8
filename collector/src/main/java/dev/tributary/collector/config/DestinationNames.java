package dev.tributary.collector.config;

import java.net.URI;
import java.util.regex.Pattern;

/** The names of destinations and their URLs. */
final class DestinationNames {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private DestinationNames() {
    }

    static void requireUsable(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name '" + name
                    + "' is not usable: letters, digits, '.', '-' and '_', starting with a letter or digit, at most 100");
        }
    }

    static void requireHttp(URI url) {
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException("url must start with http:// or https:// and name a host");
        }
    }

    /** A name made of host and port. */
    static String of(URI url) {
        String host = url.getHost().replaceAll("[^A-Za-z0-9._-]", "_");
        return url.getPort() < 0 ? host : host + "_" + url.getPort();
    }
}
