package dev.tributary.app.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.query.PrometheusClient.Form;

/** Tells an answer that is empty for want of data from one that is empty because a cluster's name is written wrongly. */
public final class UnknownCluster {
    private static final Pattern NAMED = Pattern.compile("\\bcluster\\s*=\\s*\"([^\"\\\\]+)\"");
    private static final int SHOWN_MAX = 20;

    private UnknownCluster() {
    }

    /** What to say when the query names a cluster that the server does not have; empty when it has them all. */
    public static Optional<String> in(String query, PrometheusClient client) {
        Matcher named = NAMED.matcher(query);
        return named.find() ? named(named.group(1), client) : Optional.empty();
    }

    /** What to say when the server does not have this cluster. */
    public static Optional<String> named(String cluster, PrometheusClient client) {
        List<String> clusters = new ArrayList<>();
        try {
            client.get("/api/v1/label/cluster/values", new Form()).data().forEach(name -> clusters.add(name.asText()));
        } catch (CommandFailure _) {
            return Optional.empty(); // the question itself was answered; this is only to help
        }
        if (clusters.isEmpty() || clusters.contains(cluster)) {
            return Optional.empty();
        }
        String others = clusters.size() > SHOWN_MAX ? ", ..." : "";
        return Optional.of("no cluster is called " + cluster + "; there are "
                + String.join(", ", clusters.stream().limit(SHOWN_MAX).toList()) + others);
    }
}
