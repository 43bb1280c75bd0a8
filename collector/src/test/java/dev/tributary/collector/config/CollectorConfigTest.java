package dev.tributary.collector.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.tributary.collector.events.api.EventScope;
import dev.tributary.collector.events.record.LineFormat;
import dev.tributary.collector.spool.FsyncPolicy;
import dev.tributary.collector.spool.SendOrder;
import dev.tributary.runtime.config.ByteSize;
import dev.tributary.runtime.config.ConfigException;
import dev.tributary.runtime.config.ConfigFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @TempDir
    Path folder;

    private CollectorConfig read(String yaml) {
        return ConfigFile.parse(yaml, "collector.yml", folder, CollectorConfig.class, _ -> null);
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
    void theDefaultsOfEvents() {
        EventsSettings events = parse(SMALLEST).events();
        assertThat(events.enabled()).isFalse();
        assertThat(events.apiServer()).isNull();
        assertThat(events.kubeconfigFile()).isNull();
        assertThat(events.fieldSelector()).isEmpty();
        assertThat(events.jobName()).isEqualTo("kubernetes-events");
        assertThat(events.format()).isEqualTo(LineFormat.LOGFMT);
        assertThat(events.relabelConfigs()).isEmpty();
        assertThat(events.owners()).isEqualTo(new EventsSettings.EventOwners(true, 10_000));
        assertThat(events.metrics()).isEqualTo(new EventsSettings.EventCounts(true, 10_000));
        assertThat(events.knownMax()).isEqualTo(100_000);
        assertThat(events.scopes()).containsExactly(new EventScope("", ""));
    }

    @Test
    void badEventsAreRefused() {
        assertRefused(SMALLEST + "events: {enabled: true}\n", "where shall their records go");
        String hub = SMALLEST + "hub: {url: http://other:9060}\n";
        assertRefused(hub + "events: {enabled: true, namespaces: {include: [a], exclude: [b]}}\n",
                "exclude has no use");
        assertRefused(hub + "events: {enabled: true, namespaces: {include: [A_b]}}\n", "no name of a namespace");
        assertRefused(hub + "events: {enabled: true, field_selector: 'type in (Warning)'}\n", "field=value");
        assertRefused(hub + "events: {enabled: true, kubeconfig_file: k, api_server: https://api}\n",
                "leave api_server out");
        assertRefused(hub + "events: {enabled: true, basic_auth: {username: a, password: b}}\n",
                "api_server is missing");
        assertRefused(hub + "events: {enabled: true, known_max: 0}\n", "known_max must be at least 1");
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
    void theDefaultsOfADestinationOfLogLines() {
        LokiPushSettings destination = parse(SMALLEST + "loki_push: [{url: \"http://hub:9060/loki/api/v1/push\"}]\n")
                .lokiPush().getFirst();
        assertThat(destination.nameOrHost()).isEqualTo("hub_9060-logs");
        assertThat(destination.remoteTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(destination.sendOrder()).isEqualTo(SendOrder.NEWEST_FIRST);
        assertThat(destination.writeRelabelConfigs()).isEmpty();
        assertThat(destination.queueConfig())
                .isEqualTo(new LogQueueSettings(10_000, Duration.ofMillis(100), Duration.ofSeconds(30), 100_000));
    }

    @Test
    void aHubIsTwoDestinations() {
        CollectorConfig config = parse("""
                                       cluster: east
                                       hub:
                                         url: https://hub:9060/tributary/
                                         authorization: {credentials: secret}
                                       """);
        assertThat(config.destinations()).extracting(DestinationSettings::nameOrHost).containsExactly("hub_9060",
                "hub_9060-logs");
        assertThat(config.destinations()).extracting(one -> one.url().toString()).containsExactly(
                "https://hub:9060/tributary/api/v1/write", "https://hub:9060/tributary/loki/api/v1/push");
        assertThat(config.destinations()).allMatch(one -> one.httpClient().authorization() != null);
        assertThat(config.destinations().getFirst().ship()).isEqualTo(parse(SMALLEST).destinations().getFirst().ship());
        assertRefused("cluster: a\nhub: {url: 'ftp://hub'}", "url must start with http");
        assertRefused("cluster: a\nhub: {url: 'http://hub:1?x=1'}", "without query");
    }

    @Test
    void whatIsReadNeedsADestination() {
        assertRefused("cluster: a\n", "name no destination");
        assertRefused(SMALLEST + "receive: {loki_push: true}\n", "receive.loki_push is on");
        String logsOnly = "cluster: a\nloki_push: [{url: 'http://loki:3100/loki/api/v1/push'}]\n";
        assertThat(parse(logsOnly + "receive: {loki_push: true}\n").destinations()).hasSize(1);
        assertRefused(logsOnly + "receive: {remote_write: true}\n", "where shall the samples go");
        assertRefused(SMALLEST + "loki_push: [{url: 'http://loki:3100/push', name: hub_9060}]\n", "two entries",
                "hub_9060");
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
    void theDefaultsOfAScrapeJob() {
        ScrapeSettings job = parse(
                SMALLEST + "scrape_configs: [{job_name: node, static_configs: [{targets: [a:1]}]}]\n")
                .scrapeConfigs().getFirst();
        assertThat(job.metricsPath()).isEqualTo("/metrics");
        assertThat(job.scheme()).isEqualTo(Scheme.HTTP);
        assertThat(job.honorLabels()).isFalse();
        assertThat(job.honorTimestamps()).isTrue();
        assertThat(job.trackTimestampsStaleness()).isFalse();
        assertThat(job.extraScrapeMetrics()).isFalse();
        assertThat(job.limits()).isEqualTo(new ScrapeLimits(new ByteSize(0), 0, 0, 0, 0, 0, 100));
        assertThat(job.format()).isEqualTo(new ScrapeFormat(List.of(), null, false, false, true));
        assertThat(job.format().accept()).isEqualTo(
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
                        + "application/openmetrics-text;version=0.0.1;q=0.4,"
                        + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1");
    }

    @Test
    void theDefaultsOfReceiving() {
        ReceiveSettings receive = parse(SMALLEST).receive();
        assertThat(receive.remoteWrite()).isFalse();
        assertThat(receive.lokiPush()).isFalse();
        assertThat(receive.streamRelabelConfigs()).isEmpty();
        assertThat(receive.tokens()).isEmpty();
        assertThat(receive.bodyMax()).hasToString("16MiB");
        assertThat(receive.decompressedMax()).hasToString("64MiB");
        assertThat(receive.inFlightMax()).hasToString("64MiB");
        assertThat(receive.futureMax()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void aScrapeJobCopiedFromPrometheusWorks() {
        ScrapeSettings job = parse(
                SMALLEST + """
                           scrape_configs:
                           - job_name: pods
                             honor_labels: true
                             scrape_protocols: [PrometheusProto, PrometheusText0.0.4]
                             fallback_scrape_protocol: PrometheusText0.0.4
                             scrape_native_histograms: true
                             body_size_limit: 10MB
                             sample_limit: 5000
                             target_limit: 100
                             kubernetes_sd_configs:
                             - role: pod
                               namespaces: {names: [shop]}
                               selectors: [{role: pod, label: app=web}]
                             - {role: endpoints, api_server: "https://k8s:6443", bearer: x}
                             relabel_configs:
                             - {source_labels: [__meta_kubernetes_pod_label_app], action: keep, regex: web}
                             http_sd_configs: [{url: "http://sd/targets", refresh_interval: 30s}]
                             file_sd_configs: [{files: [targets/*.json]}]
                             basic_auth: {username: a, password: b}
                           """.replace(", bearer: x", "")).scrapeConfigs().getFirst();
        assertThat(job.format().accept()).startsWith("application/vnd.google.protobuf;").contains("q=0.3,text/plain")
                .endsWith("*/*;q=0.1");
        assertThat(job.format().fallbackContentType()).isEqualTo("text/plain;version=0.0.4");
        assertThat(job.discovery().kubernetesSdConfigs()).hasSize(2);
        assertThat(job.limits().ofPage().samplesMax()).isEqualTo(5000);
    }

    @Test
    void aClusterMayBeAskedWhoItIs() {
        CollectorConfig anonymous = parse(SMALLEST.replace("cluster: east\n", "cluster_uid_label: cluster_id\n"));
        assertThat(anonymous.needsClusterUid()).isTrue();
        assertThatThrownBy(anonymous::identity).isInstanceOf(IllegalStateException.class);
        CollectorConfig known = anonymous.of("6d2a-uid");
        assertThat(known.needsClusterUid()).isFalse();
        assertThat(known.identity().cluster().value()).isEqualTo("6d2a-uid");
        assertThat(known.identity().identityLabels()).hasToString("{cluster_id=\"6d2a-uid\"}");
        assertThat(parse(SMALLEST + "cluster_uid_label: id\n").of("u").identity().cluster().value())
                .isEqualTo("east");
        assertRefused(SMALLEST + "cluster_uid_label: a\nidentity_labels: {a: b}\n",
                "stands in identity_labels already");
    }

    @Test
    void mistakesAreNamedWithTheirPlace() {
        assertRefused(SMALLEST.replace("job_name", "job_nam"), "collector.yml:3", "did you mean 'job_name'?");
        assertRefused(SMALLEST.replace("cluster: east", "cluster: \"my cluster\""), "collector.yml:1",
                "'my cluster' is not usable");
        assertRefused(SMALLEST.replace("cluster: east", "cluster: _hub"), "collector.yml:1", "the hub's own");
        assertRefused(SMALLEST + "scrape_configs: [{job_name: a}]\n", "collector.yml:7", "job_name 'a' has no targets");
        assertRefused(
                SMALLEST + "scrape_configs: [{job_name: a, static_configs: [{targets: [a:1]}], scrape_timeout: 1m}]\n",
                "scrape_configs job 'a' has a scrape_timeout");
        assertRefused(SMALLEST + "receive: {in_flight_max: 1MiB}\n", "in_flight_max must hold one body");
        assertRefused(SMALLEST + "identity_labels: {cluster: x}\n", "identity_labels cannot hold the cluster label");
        assertRefused(SMALLEST.replace("  url: http://prometheus:9090\n", ""), "url, static_configs or replicas");
        assertRefused(SMALLEST + "  remote_timeout: 0s\n", "remote_timeout must be longer than 0");
        assertRefused(SMALLEST + "- url: http://hub:9060/other\n", "two entries with the name 'hub_9060'");
        assertRefused(SMALLEST + "spool: {max_bytes: 1MiB}\n", "collector.yml", "max_bytes must hold two segments");
        assertRefused(SMALLEST + "global: {scrape_timeout: 20s}\n", "scrape_timeout cannot be longer");
        assertRefused(SMALLEST.replace("remote_write:\n- url: http://hub:9060/api/v1/write\n", ""),
                "neither hub nor remote_write names a destination");
        assertRefused(SMALLEST.replace("url: http://prometheus:9090",
                "url: http://prometheus:9090\n  scrape_timeout: 1m"), "job 'federate'", "scrape_timeout");
    }

    @Test
    void filesBringFurtherScrapeJobs() throws Exception {
        Path jobs = Files.createDirectory(folder.resolve("jobs"));
        String job = "scrape_configs: [{job_name: NAME, static_configs: [{targets: ['a:1']}]}]";
        Files.writeString(jobs.resolve("b.yml"), job.replace("NAME", "two"));
        Files.writeString(jobs.resolve("a.yml"), job.replace("NAME", "one"));
        Files.writeString(jobs.resolve("c.txt"), "no configuration");
        String base = "cluster: east\nremote_write: [{url: 'http://hub/w'}]\nscrape_config_files: [FILES]\n";
        CollectorConfig config = read(base.replace("FILES", "'jobs/*.yml', 'none/*.yml'"));
        assertThat(config.scrapeConfigs()).extracting(ScrapeSettings::jobName).containsExactly("one", "two");
        assertThat(config.in(folder).of("uid").scrapeConfigs()).hasSize(2);
        Files.writeString(jobs.resolve("b.yml"), job.replace("NAME", "one"));
        assertThatThrownBy(() -> read(base.replace("FILES", "'jobs/*.yml'")))
                .hasMessageContaining("scrape_configs has two entries with the job_name 'one'");
        Files.writeString(jobs.resolve("b.yml"), "scrape_configs:\n- job_name: x\n  targets: []\n");
        assertThatThrownBy(() -> read(base.replace("FILES", "jobs/b.yml"))).hasMessageContaining("b.yml:3:3")
                .hasMessageContaining("unknown key");
        assertThatThrownBy(() -> read(base.replace("FILES", "jobs/z.yml"))).hasMessageContaining("no such file");
    }

    @Test
    void headersAreWrittenAsInPrometheus() {
        CollectorConfig config = read("""
                                      cluster: east
                                      remote_write: [{url: 'http://hub/w'}]
                                      scrape_configs:
                                      - job_name: x
                                        static_configs: [{targets: ['a:1']}]
                                        http_headers:
                                          X-Tenant: {values: [a], secrets: [b]}
                                      """);
        assertThat(config.scrapeConfigs().getFirst().httpClient().httpHeaders()).containsOnlyKeys("X-Tenant");
        assertThat(config.toString()).doesNotContain("[b]");
    }

    @Test
    void keysOfPrometheusThatAreNotTakenNameTheRemedy() {
        String base = "cluster: east\nremote_write: [{url: 'http://hub/w'}]\n";
        String job = base + "scrape_configs:\n- job_name: x\n  static_configs: [{targets: ['a:1']}]\n  ";
        assertThatThrownBy(() -> read(job + "proxy_from_environment: true\n"))
                .hasMessageContaining("collector.yml:6:3: scrape_configs[0].proxy_from_environment: not taken")
                .hasMessageContaining("proxy_url");
        assertThatThrownBy(() -> read(job + "basic_auth: {username: a, password: b}\n  oauth2: {client_id: a,"
                + " client_secret: b, token_url: 'http://idp/token'}\n")).hasMessageContaining("only one of");
        assertThatThrownBy(() -> read(job + "consul_sd_configs: []\n")).hasMessageContaining("http_sd_configs");
        assertThatThrownBy(() -> read(job + "convert_classic_histograms_to_nhcb: true\n"))
                .hasMessageContaining("remove the key");
        assertThatThrownBy(() -> read(base + "global: {external_labels: {a: b}}\n"))
                .hasMessageContaining("at the top of the file");
        assertThatThrownBy(() -> read(base + "rule_files: [a.yml]\n")).hasMessageContaining("rules run at the hub");
    }
}
