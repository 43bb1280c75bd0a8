package dev.tributary.model.relabel;

import java.util.List;
import java.util.stream.Stream;

import dev.tributary.model.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.tributary.model.relabel.RelabelAction.DROP;
import static dev.tributary.model.relabel.RelabelAction.DROPEQUAL;
import static dev.tributary.model.relabel.RelabelAction.HASHMOD;
import static dev.tributary.model.relabel.RelabelAction.KEEP;
import static dev.tributary.model.relabel.RelabelAction.KEEPEQUAL;
import static dev.tributary.model.relabel.RelabelAction.LABELDROP;
import static dev.tributary.model.relabel.RelabelAction.LABELKEEP;
import static dev.tributary.model.relabel.RelabelAction.LABELMAP;
import static dev.tributary.model.relabel.RelabelAction.LOWERCASE;
import static dev.tributary.model.relabel.RelabelAction.UPPERCASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RelabelingTest {
    private static final Labels POD = Labels.of("__name__", "up", "env", "Prod", "pod", "web-7f9", "zone", "eu-1");

    private static RelabelConfig replace(String from, String regex, String to, String with) {
        return RelabelConfig.DEFAULT.withSourceLabels(from).withRegex(regex).withTargetLabel(to).withReplacement(with);
    }

    private static RelabelConfig onNames(RelabelAction action, String regex) {
        return RelabelConfig.DEFAULT.withAction(action).withRegex(regex);
    }

    private static RelabelConfig onValue(RelabelAction action, String from, String regex) {
        return onNames(action, regex).withSourceLabels(from);
    }

    private static RelabelConfig toTarget(RelabelAction action, String from, String to) {
        return RelabelConfig.DEFAULT.withAction(action).withSourceLabels(from).withTargetLabel(to);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of("copies a value", replace("pod", "(.*)", "instance", "$1"),
                        POD.with("instance", "web-7f9")),
                Arguments.of("picks a group", replace("pod", "([a-z]+)-.*", "app", "$1"), POD.with("app", "web")),
                Arguments.of("names a group", replace("pod", "(?P<app>[a-z]+)-(.*)", "app", "${app}_$2"),
                        POD.with("app", "web_7f9")),
                Arguments.of("a longer name is another group", replace("pod", "([a-z]+)-.*", "app", "$1x"), POD),
                Arguments.of("braces end a name", replace("pod", "([a-z]+)-.*", "app", "${1}x"),
                        POD.with("app", "webx")),
                Arguments.of("two dollars are one", replace("pod", ".*", "cost", "$$5"), POD.with("cost", "$5")),
                Arguments.of("a lone dollar stays", replace("pod", ".*", "cost", "5$ and ${"),
                        POD.with("cost", "5$ and ${")),
                Arguments.of("sets a constant", RelabelConfig.DEFAULT.withTargetLabel("team").withReplacement("core"),
                        POD.with("team", "core")),
                Arguments.of("must match wholly", replace("pod", "web", "app", "x"), POD),
                Arguments.of("dot matches newline",
                        replace("pod", "web.*", "app", "yes"), POD.with("app", "yes")),
                Arguments.of("an empty result removes", replace("pod", ".*", "zone", ""), POD.without("zone")),
                Arguments.of("an absent source is empty", replace("nowhere", "(.*)", "zone", "$1"),
                        POD.without("zone")),
                Arguments.of("an absent source may not match", replace("nowhere", "(.+)", "zone", "$1"), POD),
                Arguments.of("the target is a template too", replace("pod", "([a-z]+)-(.*)", "is_$1", "$2"),
                        POD.with("is_web", "7f9")),
                Arguments.of("an empty target name changes nothing", replace("pod", "web-(x?).*", "$1", "v"), POD),
                Arguments.of("any text is a label name", replace("pod", ".*", "pod.name", "v"),
                        POD.with("pod.name", "v")),
                Arguments.of("joins with the separator",
                        replace("pod", "web-7f9;eu-(.)", "both", "$1").withSourceLabels("pod", "zone"),
                        POD.with("both", "1")),
                Arguments.of("joins with another separator",
                        replace("pod", "(.*)", "both", "$1").withSourceLabels("pod", "nowhere", "zone")
                                .withSeparator("/"),
                        POD.with("both", "web-7f9//eu-1")),
                Arguments.of("lower case", toTarget(LOWERCASE, "env", "env"), POD.with("env", "prod")),
                Arguments.of("upper case", toTarget(UPPERCASE, "zone", "z"), POD.with("z", "EU-1")),
                Arguments.of("upper case of nothing removes", toTarget(UPPERCASE, "nowhere", "zone"),
                        POD.without("zone")),
                Arguments.of("labels by name copied", onNames(LABELMAP, "(z)one").withReplacement("copy_${1}"),
                        POD.with("copy_z", "eu-1")),
                Arguments.of("labels mapped onto each other", onNames(LABELMAP, "(pod|zone)").withReplacement("x"),
                        POD.with("x", "eu-1")),
                Arguments.of("labels dropped", onNames(LABELDROP, "z.*|env"), POD.without("zone").without("env")),
                Arguments.of("labels kept", onNames(LABELKEEP, "__name__|pod"),
                        Labels.of("__name__", "up", "pod", "web-7f9")),
                Arguments.of("kept", onValue(KEEP, "pod", "web-.*"), POD),
                Arguments.of("not dropped", onValue(DROP, "pod", "web"), POD),
                Arguments.of("kept as equal", toTarget(KEEPEQUAL, "pod", "pod"), POD),
                Arguments.of("kept as equally absent", toTarget(KEEPEQUAL, "nowhere", "elsewhere"), POD),
                Arguments.of("not dropped as different", toTarget(DROPEQUAL, "pod", "zone"), POD));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void rulesChangeLabels(String fact, RelabelConfig config, Labels expected) {
        assertThat(Relabeling.of(List.of(config)).apply(POD)).as(fact).contains(expected);
    }

    static Stream<RelabelConfig> drops() {
        return Stream.of(onValue(KEEP, "pod", "web"), onValue(KEEP, "nowhere", ".+"), onValue(DROP, "pod", "web-.*"),
                onValue(DROP, "nowhere", ""), toTarget(KEEPEQUAL, "pod", "zone"), toTarget(DROPEQUAL, "pod", "pod"),
                toTarget(DROPEQUAL, "nowhere", "elsewhere"));
    }

    @ParameterizedTest
    @MethodSource("drops")
    void rulesDrop(RelabelConfig config) {
        assertThat(Relabeling.of(List.of(config)).apply(POD)).isEmpty();
    }

    /** Sums of {@code printf ... | md5sum}: "" ends in e9800998ecf8427e, "a" in 31c399e269772661. */
    @Test
    void hashesAreTheLastHalfOfTheMd5Sum() {
        assertThat(hash("", Long.MIN_VALUE)).isEqualTo(Long.toUnsignedString(0x69800998ecf8427eL));
        assertThat(hash("a", Long.MIN_VALUE)).isEqualTo(Long.toUnsignedString(0x31c399e269772661L));
        assertThat(hash("", 1000)).isEqualTo(Long.toUnsignedString(Long.remainderUnsigned(0xe9800998ecf8427eL, 1000)));
        assertThat(hash("a", 1)).isEqualTo("0");
    }

    private static String hash(String value, long modulus) {
        RelabelConfig config = toTarget(HASHMOD, "v", "shard").withModulus(modulus);
        return Relabeling.of(List.of(config)).apply(Labels.of("v", value)).orElseThrow().get("shard");
    }

    @Test
    void rulesRunInOrderAndEndAtADrop() {
        Relabeling rules = Relabeling.of(List.of(replace("pod", "([a-z]+)-.*", "app", "$1"),
                replace("app", "web", "tier", "front"), onValue(KEEP, "tier", "front"),
                onNames(LABELDROP, "pod|zone|env")));
        assertThat(rules.apply(POD)).contains(Labels.of("__name__", "up", "app", "web", "tier", "front"));
        assertThat(rules.apply(POD.with("pod", "db-1"))).isEmpty();
        assertThat(Relabeling.NONE.apply(POD)).contains(POD);
        assertThat(Relabeling.NONE.isEmpty()).isTrue();
    }

    static Stream<Arguments> refusals() {
        RelabelConfig normal = RelabelConfig.DEFAULT;
        return Stream.of(
                Arguments.of(normal, "relabel configuration for replace action requires 'target_label' value"),
                Arguments.of(normal.withAction(HASHMOD).withTargetLabel("x"),
                        "relabel configuration for hashmod requires non-zero modulus"),
                Arguments.of(normal.withAction(HASHMOD).withModulus(2),
                        "relabel configuration for hashmod action requires 'target_label' value"),
                Arguments.of(normal.withAction(LOWERCASE),
                        "relabel configuration for lowercase action requires 'target_label' value"),
                Arguments.of(normal.withAction(UPPERCASE).withTargetLabel("x").withReplacement("y"),
                        "'replacement' can not be set for uppercase action"),
                Arguments.of(normal.withTargetLabel("\ud800"),
                        "\"\\ufffd\" is invalid 'target_label' for replace action"),
                Arguments.of(normal.withAction(KEEPEQUAL).withTargetLabel("x").withRegex("y"),
                        "keepequal action requires only 'source_labels' and `target_label`, and no other fields"),
                Arguments.of(normal.withAction(DROPEQUAL).withTargetLabel("x").withSeparator(","),
                        "dropequal action requires only 'source_labels' and `target_label`, and no other fields"),
                Arguments.of(normal.withAction(LABELMAP).withReplacement(""),
                        "\"\" is invalid 'replacement' for labelmap action"),
                Arguments.of(normal.withAction(LABELDROP).withSourceLabels("x"),
                        "labeldrop action requires only 'regex', and no other fields"),
                Arguments.of(normal.withAction(LABELKEEP).withModulus(3),
                        "labelkeep action requires only 'regex', and no other fields"),
                Arguments.of(onValue(KEEP, "x", "a("), "error parsing regexp: missing closing ): `a(`"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void unusableEntriesAreRefusedInPrometheusWords(RelabelConfig config, String message) {
        assertThatThrownBy(config::toRule).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void aRefusalNamesThePlaceInTheList() {
        assertThatThrownBy(() -> Relabeling.of(List.of(onNames(LABELDROP, "x"), RelabelConfig.DEFAULT)))
                .hasMessageStartingWith("relabel rule 2: relabel configuration for replace");
    }

    @Test
    void whatAFileLeavesOutIsTheDefault() {
        assertThat(RelabelConfig.of(null, null, null, null, null, null, null)).isEqualTo(RelabelConfig.DEFAULT);
        assertThat(RelabelConfig.DEFAULT).isEqualTo(
                new RelabelConfig(List.of(), ";", "(.*)", 0, "", "$1", RelabelAction.REPLACE));
        RelabelConfig full = RelabelConfig.of(List.of("a", "b"), ",", "x", 7L, "t", "r", "HashMod");
        assertThat(full).isEqualTo(new RelabelConfig(List.of("a", "b"), ",", "x", 7, "t", "r", HASHMOD));
        assertThat(full.toRule().config()).isEqualTo(full);
    }

    @Test
    void actionsAreNamedInAnyCase() {
        assertThat(RelabelAction.of("LabelMap")).isEqualTo(LABELMAP);
        assertThatThrownBy(() -> RelabelAction.of("relable")).hasMessage("unknown relabel action \"relable\"");
    }
}
