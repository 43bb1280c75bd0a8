package dev.tributary.runtime.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.tributary.model.ClusterId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ConfigFileTest {
    public enum Sync {
        COMMIT, @Key("per-interval")
        INTERVAL
    }

    public record Limits(@Default("5000000") @Doc("most samples") long samplesMax, @Default("512MiB") ByteSize bodyMax,
            @Default("interval_unset") String note) {
        public Limits {
            if (samplesMax <= 0) {
                throw new IllegalArgumentException("samples_max must be positive, is " + samplesMax);
            }
        }
    }

    public record Common(@Default("true") boolean followRedirects, @Nullable URI proxyUrl) {
    }

    public record Target(String job, @Default("15s") Duration interval, @Inline Common http,
            @Nullable Secret password) {
    }

    public record Root(@Default("commit") Sync sync, Limits limits, List<Target> targets, Map<String, String> headers,
            @Default("data") Path dataDir, @Nullable ClusterId cluster, @Nullable Double ratio) {
    }

    @TempDir
    Path directory;

    private Root parse(String text) {
        return ConfigFile.parse(text, "hub.yml", directory, Root.class,
                Map.of("SITE", "north", "MULTI", "a: b\nc: d")::get);
    }

    private List<String> problems(String text) {
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> parse(text));
        assertThat(refused).as("must be refused: %s", text).isNotNull();
        return refused.problems().stream().map(ConfigProblem::toString).toList();
    }

    @Test
    void anEmptyFileGivesTheDefaults() {
        Root root = parse("");
        assertThat(root)
                .isEqualTo(new Root(Sync.COMMIT, new Limits(5_000_000, new ByteSize(512 << 20), "interval_unset"),
                        List.of(), Map.of(), directory.resolve("data"), null, null));
    }

    @Test
    void everyKindOfValueIsRead() {
        Root root = parse("""
                          sync: per-interval
                          limits:
                            samples_max: 10
                            body_max: 64KB
                          targets:
                            - job: a
                              interval: 1h30m
                              follow_redirects: false
                              proxy_url: http://proxy:3128
                              password: hush
                          headers: {X-Site: "${SITE}"}
                          data_dir: /var/lib/tributary
                          cluster: prod-1
                          ratio: 0.5
                          """);
        assertThat(root.sync()).isEqualTo(Sync.INTERVAL);
        assertThat(root.limits().bodyMax()).isEqualTo(new ByteSize(65536));
        assertThat(root.targets()).containsExactly(new Target("a", Duration.ofMinutes(90),
                new Common(false, URI.create("http://proxy:3128")), Secret.of("hush")));
        assertThat(root.headers()).containsExactly(Map.entry("X-Site", "north"));
        assertThat(root.dataDir()).isEqualTo(Path.of("/var/lib/tributary"));
        assertThat(root.cluster()).isEqualTo(new ClusterId("prod-1"));
        assertThat(root.ratio()).isEqualTo(0.5);
    }

    @Test
    void aKeyWithoutValueCountsAsAbsent() {
        assertThat(parse("limits:\ntargets:\nsync:")).isEqualTo(parse(""));
    }

    @Test
    void anUnknownKeyIsRefusedWithTheNearestOneAndItsPlace() {
        assertThat(problems("sync: commit\nlimits:\n  sample_max: 3\n"))
                .containsExactly("hub.yml:3:3: limits.sample_max: unknown key; did you mean 'samples_max'?");
    }

    @Test
    void anUnknownKeyLikeNoOtherIsRefusedWithTheKnownOnes() {
        assertThat(problems("limits: {zzz: 3}"))
                .containsExactly("hub.yml:1:10: limits.zzz: unknown key; known here: samples_max, body_max, note");
    }

    @Test
    void allProblemsAreReportedInTheOrderOfTheFile() {
        assertThat(problems("""
                            sync: always
                            limits:
                              samples_max: many
                              body_max: 3 apples
                            targets:
                              - interval: 5 minutes
                            headers: [a]
                            """)).containsExactly("hub.yml:1:7: sync: 'always' is not one of commit, per-interval",
                "hub.yml:3:16: limits.samples_max: 'many' is not a whole number that fits long",
                "hub.yml:4:13: limits.body_max: '3 apples' is not a size: write it like 512MiB, 64KB or 4096"
                        + " (units B, KB, MB, GB, TB, PB, EB)",
                "hub.yml:6:5: targets[0].job: required key is missing",
                "hub.yml:6:15: targets[0].interval: unknown unit \" minutes\" in duration \"5 minutes\""
                        + "; write it like 15s, 1h30m or 15d",
                "hub.yml:7:10: headers: expected a mapping of keys, found a list");
    }

    @Test
    void whatARecordRefusesIsShownAtItsKey() {
        assertThat(problems("limits:\n  note: x\n  samples_max: -4\n"))
                .containsExactly("hub.yml:3:3: limits: samples_max must be positive, is -4");
    }

    @Test
    void aClusterNameThatIsRefusedShowsItsPlace() {
        assertThat(problems("cluster: 'a b'").getFirst())
                .startsWith("hub.yml:1:10: cluster: cluster name 'a b' is not usable");
    }

    @Test
    void wrongShapesAreNamed() {
        assertThat(problems("- a")).containsExactly("hub.yml:1:1: expected a mapping of keys, found a list");
        assertThat(problems("limits: 5"))
                .containsExactly("hub.yml:1:9: limits: expected a mapping of keys, found a single value");
        assertThat(problems("sync: [commit]"))
                .containsExactly("hub.yml:1:7: sync: expected a single value, found a list");
        assertThat(problems("targets: {job: a}"))
                .containsExactly("hub.yml:1:10: targets: expected a list, found a mapping");
        assertThat(problems("sync: commit\nsync: commit"))
                .containsExactly("hub.yml:2:1: key 'sync' stands here a second time");
    }

    @Test
    void brokenYamlShowsItsPlace() {
        assertThat(problems("limits:\n  note: [a\nsync: x\n").getFirst()).startsWith("hub.yml:3:5: not YAML: ");
    }

    @Test
    void aVariableIsReplacedAndNeverBecomesStructure() {
        assertThat(parse("headers: {a: 'x-${SITE}', b: '$${SITE}', c: '$1 ${1} $$'}").headers())
                .containsEntry("a", "x-north").containsEntry("b", "${SITE}").containsEntry("c", "$1 ${1} $");
        assertThat(parse("headers:\n  a: ${MULTI}").headers()).containsExactly(Map.entry("a", "a: b\nc: d"));
    }

    @Test
    void anUnsetVariableIsRefused() {
        assertThat(problems("headers: {a: '${NOPE}'}"))
                .containsExactly(
                        "hub.yml:1:14: headers.a: environment variable NOPE is not set (write $${NOPE} for the plain text)");
    }

    @Test
    void aSecretComesFromItsFileAndFollowsIt() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), "first\n");
        Secret secret = Objects
                .requireNonNull(parse("targets: [{job: a, password_file: token}]").targets().getFirst().password());
        assertThat(secret.reveal()).isEqualTo("first");
        Files.writeString(file, "second\n");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
        assertThat(secret.reveal()).isEqualTo("second");
    }

    @Test
    void aSecretGivenTwiceOrUnreadableIsRefused() {
        assertThat(problems("targets: [{job: a, password: b, password_file: c}]"))
                .containsExactly("hub.yml:1:30: targets[0].password: give either password or password_file, not both");
        assertThat(problems("targets: [{job: a, password_file: nothere}]").getFirst())
                .startsWith("hub.yml:1:35: targets[0].password_file: cannot read the secret file ");
    }

    @Test
    void aSecretNeverPrints() {
        assertThat(parse("targets: [{job: a, password: hush}]").toString()).doesNotContain("hush").contains("<secret>");
    }

    @Test
    void aMissingFileIsNamed() {
        ConfigException refused = catchThrowableOfType(ConfigException.class,
                () -> ConfigFile.load(directory.resolve("no.yml"), Root.class));
        assertThat(refused).hasMessage(directory.resolve("no.yml") + ": no such file");
    }
}
