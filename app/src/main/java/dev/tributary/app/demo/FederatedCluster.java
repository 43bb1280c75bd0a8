package dev.tributary.app.demo;

import java.net.URI;
import java.util.Locale;

import dev.tributary.model.ClusterId;

/** A real Prometheus that the demo takes in as a further cluster: {@code URL}, or {@code NAME=URL}. */
record FederatedCluster(String name, URI url) {
    /**
     * Reads the argument.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static FederatedCluster of(String text) {
        int equals = text.indexOf('=');
        int scheme = text.indexOf("://");
        boolean named = equals >= 0 && equals < scheme;
        URI url = URI.create(named ? text.substring(equals + 1) : text);
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("'" + text + "' is no address like http://prometheus:9090");
        }
        String name = named ? text.substring(0, equals) : nameOf(url);
        if (!ClusterId.isUsable(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' cannot name a cluster: letters, digits, '.', '-' and '_', "
                            + "starting with a letter or digit; write NAME=URL");
        }
        return new FederatedCluster(name, url);
    }

    private static String nameOf(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "");
        return url.getPort() < 0 ? host : host + "-" + url.getPort();
    }
}
