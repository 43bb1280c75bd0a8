package dev.tributary.app.demo;

import java.io.PrintWriter;

import dev.tributary.app.cli.Console;
import dev.tributary.app.demo.server.Misbehaviour;
import dev.tributary.app.demo.world.ClusterSpec;

/** Tells the person at the terminal what runs and what to try. */
final class DemoGuide {
    private final PrintWriter out;
    private final Demo demo;

    DemoGuide(Console console, Demo demo) {
        out = console.out();
        this.demo = demo;
    }

    void welcome() {
        out.println();
        out.println("Tributary demo");
        out.println();
        out.println("  hub          " + demo.url() + "   open it in a browser; the Prometheus API of the whole fleet");
        out.println("  clusters     the clusters " + simulated() + " are SIMULATED: their Prometheus servers");
        out.println("               and all that they measure are made up by this process");
        demo.prometheusByCluster().forEach((cluster, prometheus) -> out
                .printf("                 %-14s %s%n", cluster, prometheus));
        out.println(
                "  misbehaving  " + Demo.unluckyCluster() + ", now and then and on purpose; each time is told below");
        out.println("  data         " + demo.folder().path()
                + (demo.folder().temporary() ? " (removed at the end; --data DIR keeps it)" : ""));
        tries();
        out.println();
        out.println("Ctrl-C ends it.");
        out.println();
        out.flush();
    }

    private void tries() {
        String url = demo.url();
        String server = url.endsWith(":9060") ? "" : "--server " + url + " ";
        out.println();
        out.println("Try in another terminal (a rate needs two samples: ten seconds after the start):");
        out.println();
        out.println("  curl -s " + url + "/api/v1/query --data-urlencode 'query=sum by (cluster) (up)'");
        out.println("  curl -s " + url + "/api/v1/query --data-urlencode \\");
        out.println("    'query=topk(3, sum by (cluster, namespace) (rate(container_cpu_usage_seconds_total[1m])))'");
        out.println("  curl -s " + url + "/api/v1/label/cluster/values");
        out.println();
        out.println(("  ./tributary query clusters " + server).stripTrailing());
        out.println("  ./tributary query instant " + server + "'sum by (cluster) (up)'");
        out.println("  ./tributary query range " + server
                + "--start now-10m 'sum by (cluster) (rate(node_cpu_seconds_total{mode!=\"idle\"}[1m]))'");
        out.println("  ./tributary query logs " + server + "-f '{namespace=\"shop\"} |= \"error\"'");
        out.println("  ./tributary query logs " + server + "'{job=\"kubernetes-events\", type=\"Warning\"}'");
        out.println();
        out.println("Grafana: data sources of types Prometheus and Loki with the URL " + url
                + ", or all of it provisioned:");
        out.println("grafana/README.md has the three variables to set; then open the dashboard Tributary / Fleet.");
    }

    /** Says what the unlucky cluster does from now on. */
    void misbehaves(Misbehaviour now) {
        out.printf("%tT  the Prometheus of %s %s%s%n", System.currentTimeMillis(), Demo.unluckyCluster(),
                now.description(), now == Misbehaviour.NONE ? " again" : " (on purpose)");
        out.flush();
    }

    private static String simulated() {
        return String.join(", ", ClusterSpec.fleet().stream().map(ClusterSpec::name).toList());
    }
}
