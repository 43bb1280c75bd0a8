package dev.tributary.collector.config;

import java.nio.file.Path;
import java.time.Duration;

import dev.tributary.collector.spool.FsyncPolicy;
import dev.tributary.collector.spool.SendOrder;
import dev.tributary.runtime.config.ConfigException;
import dev.tributary.runtime.config.ConfigFile;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CollectorConfigTest {
    private static final String SMALLEST = """
                                           cluster: east
                                           federate_configs:
                                           - job_name: federate
                                             url: http://prometheus:9090
                                           remote_write:
                                           - url: http://hub:9060/api/v1/write
                                           """;

    private static CollectorConfig parse(String yaml) {
        return ConfigFile.parse(yaml, "collector.yml", Path.of("/etc/tributary"), CollectorConfig.class, _ -> null);
    }

    private static void assertRefused(String yaml, String... words) {
        assertThatThrownBy(() -> parse(yaml)).isInstanceOf(ConfigException.class).hasMessageContainingAll(words);
    }

    @Test
    void theDefaultsOfTheTopLevel() {
        CollectorConfig config = parse(SMALLEST);
        assertThat(config.identityLabels()).isEmpty();
        assertThat(config.externalLabels()).isEmpty();
        assertThat(config.dataDir()).isEqualTo(Path.of("/etc/tributary/collector-data"));
        assertThat(config.global()).isEqualTo(new GlobalSettings(Duration.ofSeconds(15), Duration.ofSeconds(10)));
        assertThat(config.selfMetrics())
                .isEqualTo(new SelfMetricsSettings(true, Duration.ofSeconds(15), "tributary-collector"));
    }

    @Test
    void theDefaultsOfAFederateJob() {
        FederateSettings job = parse(SMALLEST).federateConfigs().getFirst();
        assertThat(job.selectors().texts()).containsExactly("{__name__=~\".+\"}");
        assertThat(job.metricsPath()).isEqualTo("/federate");
        assertThat(job.scheme()).isEqualTo(Scheme.HTTP);
        assertThat(job.params()).isEmpty();
        assertThat(job.honorLabels()).isTrue();
        assertThat(job.honorTimestamps()).isTrue();
        assertThat(job.enableCompression()).isTrue();
        assertThat(job.metricRelabelConfigs()).isEmpty();
        assertThat(job.bodySizeLimit().bytes()).isZero();
        assertThat(job.sampleLimit()).isZero();
        assertThat(job.labelLimit()).isZero();
        assertThat(job.labelNameLengthLimit()).isZero();
        assertThat(job.labelValueLengthLimit()).isZero();
        assertThat(job.seriesDropRatio()).isEqualTo(0.5);
        assertThat(job.scrapeInterval()).isNull();
        assertThat(job.scrapeTimeout()).isNull();
        assertThat(job.targets()).singleElement().satisfies(target -> {
            assertThat(target.page()).hasToString("http://prometheus:9090/federate");
            assertThat(target.labels()).hasToString("{instance=\"prometheus:9090\", job=\"federate\"}");
        });
    }

    @Test
    void theDefaultsOfADestination() {
        RemoteWriteSettings destination = parse(SMALLEST).remoteWrite().getFirst();
        assertThat(destination.nameOrHost()).isEqualTo("hub_9060");
        assertThat(destination.remoteTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(destination.protobufMessage()).isNull();
        assertThat(destination.sendOrder()).isEqualTo(SendOrder.NEWEST_FIRST);
        assertThat(destination.queueConfig())
                .isEqualTo(new QueueSettings(5000, Duration.ofMillis(100), Duration.ofSeconds(30), 100_000));
    }

    @Test
    void theDefaultsOfTheSpool() {
        SpoolSettings spool = parse(SMALLEST).spool();
        assertThat(spool.maxBytes()).hasToString("10GiB");
        assertThat(spool.maxAge()).isEqualTo(Duration.ofDays(7));
        assertThat(spool.segmentBytes()).hasToString("8MiB");
        assertThat(spool.segmentAge()).isEqualTo(Duration.ofMinutes(1));
        assertThat(spool.freshAge()).isEqualTo(Duration.ofMinutes(1));
        assertThat(spool.fsync()).isEqualTo(FsyncPolicy.INTERVAL);
        assertThat(spool.quarantineMaxBytes()).hasToString("256MiB");
    }

    @Test
    void aFederationJobCopiedFromPrometheusWorks() {
        FederateSettings job = parse("""
                                     cluster: east
                                     remote_write: [{url: "http://hub:9060/api/v1/write"}]
                                     federate_configs:
                                     - job_name: federate
                                       scrape_interval: 15s
                                       honor_labels: true
                                       metrics_path: /federate
                                       params:
                                         'match[]':
                                         - '{job="prometheus"}'
                                         - '{__name__=~"job:.*"}'
                                       static_configs:
                                       - targets: ['prom-1:9090', 'prom-2:9090']
                                         labels: {tier: infra}
                                       scheme: https
                                       basic_auth: {username: a, password: b}
                                       tls_config: {insecure_skip_verify: true}
                                       metric_relabel_configs:
                                       - {regex: pod_uid, action: labeldrop}
                                     """).federateConfigs().getFirst();
        assertThat(job.selectors().texts()).containsExactly("{job=\"prometheus\"}", "{__name__=~\"job:.*\"}");
        assertThat(job.otherParams()).isEmpty();
        assertThat(job.targets()).extracting(target -> target.page().toString())
                .containsExactly("https://prom-1:9090/federate", "https://prom-2:9090/federate");
        assertThat(job.targets().getFirst().labels())
                .hasToString("{instance=\"prom-1:9090\", job=\"federate\", tier=\"infra\"}");
    }

    @Test
    void mistakesAreNamedWithTheirPlace() {
        assertRefused(SMALLEST.replace("job_name", "job_nam"), "collector.yml:3", "did you mean 'job_name'?");
        assertRefused(SMALLEST.replace("cluster: east", "cluster: \"my cluster\""), "collector.yml:1",
                "'my cluster' is not usable");
        assertRefused(SMALLEST.replace("cluster: east", "cluster: _hub"), "collector.yml:1", "the hub's own");
        assertRefused(SMALLEST + "identity_labels: {cluster: x}\n", "identity_labels cannot hold the cluster label");
        assertRefused(SMALLEST.replace("  url: http://prometheus:9090\n", ""), "url, static_configs or replicas");
        assertRefused(SMALLEST + "  remote_timeout: 0s\n", "remote_timeout must be longer than 0");
        assertRefused(SMALLEST + "- url: http://hub:9060/other\n", "two entries with the name 'hub_9060'");
        assertRefused(SMALLEST + "spool: {max_bytes: 1MiB}\n", "collector.yml", "max_bytes must hold two segments");
        assertRefused(SMALLEST + "global: {scrape_timeout: 20s}\n", "scrape_timeout cannot be longer");
        assertRefused(SMALLEST.replace("remote_write:\n- url: http://hub:9060/api/v1/write\n", ""),
                "remote_write names no destination");
        assertRefused(SMALLEST.replace("url: http://prometheus:9090",
                "url: http://prometheus:9090\n  scrape_timeout: 1m"), "job 'federate'", "scrape_timeout");
    }
}
